"""PDFs of experiments, made by a worker: asked for, written, handed over, thrown away."""

import logging
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import cast
from uuid import UUID

from django.db import transaction
from django.db.models.functions import Now
from django.utils import timezone, translation

from audit.recording import action, record
from documents import pdf
from experiments.models import Experiment, Printout
from experiments.page.one import whole
from experiments.story.told import told
from members import long_work
from members.acting import NoLongerMay, request_as
from members.exporting import files
from members.models import Member
from organizations.models import Organization
from stpnet.db.wrapper import current

logger = logging.getLogger("stpnet.experiments")
TEMPLATE = Path(__file__).parent / "story.typ"
FOLDER = "printouts"
# Whoever may read it may have it on paper, with the names that they read.
RIGHT = "experiment.view"
KEPT = timedelta(days=1)
Status = Printout.Status


@action
def ask(experiment: Experiment, *, kind: str, by: Member) -> Printout:
    """Queue a PDF; the one that they had of it before is thrown away."""
    forget(list(Printout.objects.filter(experiment=experiment, kind=kind, asked_by=by)))
    made = Printout.objects.create(experiment=experiment, kind=kind, asked_by=by, n_asked=1)
    record("experiment.log", of=experiment, by=by, fields=["printed"])
    nudge(made)
    return made


def nudge(printout: Printout) -> None:
    """Tell a worker, once this is committed, that one waits. Without a broker the sweeper does it later."""
    from experiments.tasks import make_printout  # noqa: PLC0415 - tasks import this module

    make_printout.delay_on_commit(printout_id=str(printout.pk))


def work(pk: UUID | str) -> None:
    """Write one that waits, as who asked for it would read it. One that is taken or has ended is left."""
    if (printout := Printout.objects.claim(pk)) is None:
        return
    organization = cast("Organization", current().tenant)
    try:
        with translation.override(organization.language), timezone.override(organization.zone):
            _make(printout)
    except long_work.Lost:
        logger.info("printout %s was taken over", printout.pk)
        files.delete(printout.stored_as)
    except NoLongerMay:
        long_work.stumble(printout, translation.gettext("Whoever asked for it may not read experiments any more."))
    except Exception:
        long_work.stumble(printout)
        raise


def _make(printout: Printout) -> None:
    request, experiment = request_as(printout.asked_by, RIGHT), whole(printout.experiment_id)
    key = printout.stored_as = files.new_key(FOLDER)
    # Named before it is there, so that whatever happens somebody knows of it.
    long_work.beat(printout, stored_as=key)
    made = pdf.compiled(TEMPLATE, told(request, experiment, printout.kind))
    files.made(key).write_bytes(made)
    long_work.end(printout, Status.DONE, n_done=1)


def sweep() -> None:
    """Wake what waits too long, and give what a silent worker held to another."""
    long_work.sweep(Printout, nudge)


def clear() -> None:
    """Each night: throw away those of yesterday."""
    forget(list(Printout.objects.filter(created_at__lt=Now() - KEPT)))


def forget(printouts: list[Printout]) -> None:
    """Throw rows and files away; those of whoever is erased can name them anywhere, so then it is all of them."""
    keys = [printout.stored_as for printout in printouts]
    Printout.objects.filter(pk__in=[printout.pk for printout in printouts]).delete()
    for key in keys:
        transaction.on_commit(partial(files.delete, key))
