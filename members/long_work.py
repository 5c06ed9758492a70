"""A worker's hold on long work: taken, renewed, given up, and taken from a worker that went silent."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db.models.functions import Now
from django.utils.translation import gettext as _

from members.models.change import ChangeSet
from members.models.job import LongJob

type Job = LongJob | ChangeSet
Status = LongJob.Status
MOST_ATTEMPTS = 3
# A message that has not been taken by then is taken for lost.
LOST_AFTER = timedelta(seconds=20)


class Lost(Exception):
    """Somebody stopped it, or another worker has taken it over."""


def beat(job: Job, **values: Any) -> None:
    """Say that this worker is alive and how far it is. Raises Lost.

    Inside a transaction the row stays locked until commit, so that a stop waits for the chunk.
    """
    if not _mine(job).update(heartbeat_at=Now(), **values):
        raise Lost


def end(job: Job, status: LongJob.Status | ChangeSet.Status, **values: Any) -> None:
    """Bring it to its end. Raises Lost."""
    if not _mine(job).update(status=status, claim=None, finished_at=Now(), **values):
        raise Lost


def stop(job: Job) -> bool:
    """Let nobody go on with it; whether there was anything to stop."""
    going_on = _rows(job).filter(pk=job.pk, status__in=[Status.QUEUED, Status.RUNNING])
    return bool(going_on.update(status=Status.STOPPED, claim=None, finished_at=Now()))


def stumble(job: Job, sentence: str = "") -> bool:
    """Put it back into the queue after trouble; after the third time, or with a sentence at once, give up.

    Returns whether it was given up.
    """
    if job.n_attempts < MOST_ATTEMPTS and not sentence:
        _mine(job).update(status=Status.QUEUED, claim=None, queued_at=Now())
        return False
    trouble = sentence or _("Something went wrong three times. Ask an owner to look at the site’s log.")
    why: dict[str, Any] = {"trouble": trouble[:500]}
    if isinstance(job, ChangeSet):
        why = {"says": job.says | why}
    return bool(_mine(job).update(status=Status.FAILED, claim=None, finished_at=Now(), **why))


def sweep(
    model: type[LongJob] | type[ChangeSet], nudge: Callable[[Any], None], stumbled: Callable[[Any], Any] = stumble
) -> None:
    """Give what a silent worker holds to another, and say again of what waits too long that it waits."""
    rows = model._default_manager.all()  # noqa: SLF001 - whichever model it is
    silent = timedelta(seconds=settings.WORKER_SILENT_SECONDS)
    for job in rows.filter(status=Status.RUNNING, heartbeat_at__lt=Now() - silent):
        stumbled(job)
    for job in rows.filter(status=Status.QUEUED, queued_at__lt=Now() - LOST_AFTER):
        nudge(job)


def _mine(job: Job) -> Any:
    return _rows(job).filter(pk=job.pk, claim=job.claim, status=Status.RUNNING)


def _rows(job: Job) -> Any:
    return type(job)._default_manager.all()  # noqa: SLF001 - whichever model it is
