"""Throwing away for good what was taken out of the library a month ago: who wanted it back has had their time."""

from datetime import timedelta

from django.db.models import Value
from django.db.models.functions import Now

from experiments.models import Decision, Learning

KEPT_DAYS = 30


def clear() -> None:
    """Called every night, inside each organization."""
    before = Now() - Value(timedelta(days=KEPT_DAYS))
    for model in (Learning, Decision):
        model.everything.filter(removed_at__lt=before).delete()
