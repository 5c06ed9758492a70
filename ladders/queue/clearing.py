"""Queues that nobody goes on with: what was said in them stays, the order of turns is of no more use."""

from datetime import timedelta

from django.db.models.functions import Now

from ladders.models import AssessQueue

KEPT = timedelta(days=90)


def forget() -> None:
    AssessQueue.objects.filter(touched_at__lt=Now() - KEPT).delete()
