"""Removing files about one person from the disk."""

from functools import partial

from django.db import transaction
from django.db.models.functions import Now

from members.exporting import files
from members.models import RightsFile

Status = RightsFile.Status


def remove(made: RightsFile) -> None:
    """Delete the file that this row is known to name; another worker's is left to that worker."""
    files.delete(made.stored_as)
    RightsFile.objects.filter(pk=made.pk, stored_as=made.stored_as).update(stored_as="")


def let_go() -> int:
    """Remove files whose hour is over, or that nobody will finish; returns how many."""
    kept = RightsFile.objects.exclude(stored_as="")
    gone = list(kept.filter(expires_at__lt=Now()) | kept.filter(status__in=[Status.FAILED, Status.STOPPED]))
    for made in gone:
        remove(made)
    return len(gone)


def forget() -> None:
    """Remove the files at once: somebody who may be named in them was erased. One that is being made is made anew."""
    for made in RightsFile.objects.exclude(stored_as="").filter(status=Status.DONE):
        transaction.on_commit(partial(remove, made))
    RightsFile.objects.filter(status=Status.RUNNING).update(status=Status.QUEUED, claim=None, queued_at=Now())
