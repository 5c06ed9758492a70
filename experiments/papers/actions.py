"""Adding a file to an experiment."""

from django.db import transaction
from django.utils.translation import gettext as _

from audit.recording import action, record
from experiments.models import Document, Experiment
from experiments.papers.cleaning import cleaned
from experiments.papers.keeping import written
from experiments.papers.sniffing import NotTaken, kind_of
from experiments.writing.actions import RIGHT, keep
from members.models import Member

MOST_FILES = 50


@action
def add(experiment: Experiment, data: bytes, *, name: str, by: Member) -> Document:
    """Keep a file beside an experiment; that is a new way its page reads. Raises NotTaken."""
    kind = kind_of(data)
    fine = cleaned(data, kind)
    held = Experiment.objects.select_for_update().get(pk=experiment.pk)
    if held.documents.exclude(stored_as="").count() >= MOST_FILES:
        raise NotTaken(_("There are %d files here already. Put those that go together into one.") % MOST_FILES)
    with written(fine) as key, transaction.atomic():
        position = held.documents.count()
        about = {"stored_as": key, "content_type": kind, "size": len(fine)}
        made: Document = held.documents.create(name=name, position=position, **about)
        keep(held, by)
    record(RIGHT, of=held, by=by, fields=["documents"])
    experiment.refresh_from_db()
    return made
