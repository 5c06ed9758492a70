"""One experiment with what its page says at the top, in one statement."""

from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count, OuterRef
from django.db.models.functions import JSONObject
from django.shortcuts import get_object_or_404

from experiments.models import Answering, Document, Experiment, Learning, Sign


def one(pk: UUID) -> Experiment:
    """Find an experiment: every one is open to whoever may open this room."""
    found: Experiment = get_object_or_404(Experiment.objects.select_related("accountable", "coach"), pk=pk)
    return found


def whole(pk: UUID) -> Experiment:
    """Find an experiment, with its questions, fears, learnings and documents: the page has twelve statements for all of it."""
    mine = {"experiment": OuterRef("pk")}
    rows = Experiment.objects.select_related("accountable", "coach", "follows").annotate(
        asks=ArraySubquery(Answering.objects.filter(**mine).order_by("pk").values("question")),
        learned=ArraySubquery(
            Learning.objects.filter(**mine).order_by("on", "pk").values(json=JSONObject(pk="pk", text="text", on="on"))
        ),
        n_taking_part=Count("taking_part"),
        fears=ArraySubquery(
            Sign.objects.filter(**mine, kind=Sign.Kind.FAILURE)
            .order_by("position", "pk")
            .values(json=JSONObject(pk="pk", text="text", said_on="said_on"))
        ),
        papers=ArraySubquery(
            Document.objects.filter(**mine)
            .order_by("position", "pk")
            .values(json=JSONObject(pk="pk", name="name", url="url", file="stored_as"))
        ),
    )
    found: Experiment = get_object_or_404(rows, pk=pk)
    return found
