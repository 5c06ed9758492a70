"""One experiment with what its page says at the top, in one statement."""

from typing import Any
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count, OuterRef, QuerySet
from django.db.models.functions import JSONObject
from django.shortcuts import get_object_or_404

from conversations.models import Theme
from experiments.models import (
    Answering,
    CoachReview,
    Document,
    Experiment,
    Follows,
    Learning,
    LogPost,
    Remark,
    Sign,
    UnsavedPost,
)

# Themes of the group that are offered for a post.
MOST_KNOWN = 12


def one(pk: UUID) -> Experiment:
    """Find an experiment: every one is open to whoever may open this room."""
    found: Experiment = get_object_or_404(Experiment.objects.select_related("accountable", "coach"), pk=pk)
    return found


def whole(pk: UUID) -> Experiment:
    """Find an experiment, with its questions, fears, learnings and documents: the page has twelve statements for all of it."""
    mine = {"experiment": OuterRef("pk")}
    rows = Experiment.objects.select_related("accountable", "coach", "follows", "level").annotate(
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
            .values(
                json=JSONObject(
                    pk="pk", name="name", url="url", file="stored_as", content_type="content_type", size="size"
                )
            )
        ),
        posted=ArraySubquery(LogPost.objects.filter(**mine, thread=None).order_by("-pk").values("pk")),
        criteria=ArraySubquery(
            Sign.objects.filter(**mine)
            .order_by("-kind", "position", "pk")
            .values(
                json=JSONObject(
                    pk="pk",
                    text="text",
                    how="how",
                    counted="metric",
                    way="metric__way",
                    chosen="metric__chosen",
                    frozen="metric__frozen_on",
                )
            )
        ),
        looked_at=ArraySubquery(_reviews(**mine)),
        known_themes=ArraySubquery(Theme.objects.active().by_name().values("name")[:MOST_KNOWN]),
        drafts=ArraySubquery(UnsavedPost.objects.filter(**mine).values(json=JSONObject(by="writer", text="text"))),
        followers=ArraySubquery(Follows.objects.filter(**mine).values("member")),
    )
    found: Experiment = get_object_or_404(rows, pk=pk)
    return found


def _reviews(**of: Any) -> QuerySet[CoachReview, Any]:
    """The latest reviews, each with its remarks and who wrote it."""
    remarks = Remark.objects.filter(review=OuterRef("pk")).order_by("pk")
    said = ArraySubquery(remarks.values(json=JSONObject(about="about", called="called", text="text")))
    told = ("pk", "on", "advice", "text", "question", "answer", "next_on")
    rows = CoachReview.objects.filter(**of).order_by("-pk")
    return rows.values(json=JSONObject(by="by__name", remarks=said, **{name: name for name in told}))[:3]
