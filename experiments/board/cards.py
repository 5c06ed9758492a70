"""Cards: an experiment with its days and the one thing to know of it, each read in the same single statement."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any, NamedTuple
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db import models
from django.db.models import Exists, OuterRef, Q, QuerySet, Subquery
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from experiments import names
from experiments.lanes import Lane, with_lane
from experiments.models import Answering, CoachReview, Decision, Experiment, LogPost, OnTeam, Sign
from experiments.models.experiment import Status
from experiments.page.days import day, gone
from members.requests import OrgRequest

# So long without a word in its log, a card says so.
QUIET_DAYS = 10
# How a decision looks on a card. Stopping is a result, so it is grey.
DECIDED = {Decision.Kind.KEEP: "ok", Decision.Kind.CHANGE: "", Decision.Kind.STOP: ""}


class Chip(NamedTuple):
    text: str
    css: str = ""


class Bar(NamedTuple):
    """How many of its days are gone."""

    gone: int
    days: int
    says: str


class Card(NamedTuple):
    pk: UUID
    title: str
    lane: str
    who: str
    says: str
    bar: Bar | None
    chips: Sequence[Chip]
    questions: Sequence[UUID]
    # Who answers for it and who is on its team, by key.
    people: Sequence[UUID]
    ends_on: date | None
    status: str


def experiments(today: date) -> "QuerySet[Experiment]":
    """Return all experiments with their lane and what cards say; the next to end stands first."""
    mine = {"experiment": OuterRef("pk")}
    success = Sign.objects.filter(**mine, kind=Sign.Kind.SUCCESS).order_by()
    reviews = CoachReview.objects.filter(**mine).order_by("-pk")
    posts = LogPost.objects.filter(**mine, removed_at=None).order_by("-on")
    decided = Decision.objects.filter(**mine).exclude(kind="").order_by("-on", "-pk")
    found = with_lane(Experiment.objects.select_related("accountable", "coach"), today).annotate(
        asks=ArraySubquery(Answering.objects.filter(**mine).order_by("pk").values("question")),
        on_team=ArraySubquery(
            OnTeam.objects.filter(**mine, member__isnull=False).order_by("position", "pk").values("member")
        ),
        decided=Subquery(decided.values("kind")[:1]),
        logged_on=Subquery(posts.values("on")[:1]),
        reviewed_on=Subquery(reviews.values("on")[:1]),
        look_again_on=Subquery(reviews.values("next_on")[:1]),
        knows_no_number=models.ExpressionWrapper(
            ~Exists(success) | Q(Exists(success.filter(how="", metric=None))), output_field=models.BooleanField()
        ),
    )
    return found.order_by(models.F("ends_on").asc(nulls_last=True), "title", "pk").fetch_mode(models.FETCH_RAISE)


def card(request: OrgRequest, row: Any, today: date) -> Card:
    """Say of an experiment what its card says; `row` comes from `experiments`."""
    return Card(
        pk=row.pk,
        title=row.title,
        lane=row.lane,
        who=names.shown(request, row.accountable) if row.accountable else "",
        says=_says(row, today),
        bar=_bar(row, today),
        chips=_chips(row, today),
        questions=row.asks,
        people=list(dict.fromkeys([*([row.accountable_id] if row.accountable_id else []), *row.on_team])),
        ends_on=row.ends_on,
        status=row.status,
    )


def _bar(row: Any, today: date) -> Bar | None:
    if row.status != Status.RUNNING or row.ends_on is None:
        return None
    # Today is not over yet.
    n, days = gone(row, today - timedelta(days=1))
    says = ngettext("%(gone)d of %(days)d day gone", "%(gone)d of %(days)d days gone", days)
    return Bar(n, days, says % {"gone": n, "days": days})


def _says(row: Any, today: date) -> str:
    """Say when it begins, how long it still runs, or when it ended."""
    match row.status:
        case Status.NOT_RUN:
            said = _("Not run")
        case Status.PAUSED:
            said = _("Rests since %s") % day(row.paused_on, today)
        case Status.FINISHED:
            said = _("Ended %s") % day(row.ends_on, today) if row.ends_on else _("Ended")
        case Status.RUNNING:
            said = _left(row, today)
        case _:
            said = _("Starts %s") % day(row.starts_on, today) if row.starts_on else _("No days yet")
    return said


def _left(row: Any, today: date) -> str:
    if row.ends_on is None:
        return _("Since %s") % day(row.starts_on, today)
    left = (row.ends_on - today).days
    if left < 0:
        return _("Ended %s") % day(row.ends_on, today)
    return ngettext("%d day left", "%d days left", left) % left if left else _("Today is the last day")


def _chips(row: Any, today: date) -> Sequence[Chip]:
    found = []
    if row.lane in (Lane.RUNNING, Lane.WRAPPING_UP) and row.look_again_on and row.look_again_on <= today:
        found.append(Chip(_("Review due"), "warn"))
    elif row.lane == Lane.WRAPPING_UP and row.coach and not (row.reviewed_on and row.reviewed_on >= row.ends_on):
        found.append(Chip(_("Coach has it")))
    if row.status == Status.RUNNING and row.lane == Lane.RUNNING:
        n = (today - max(row.logged_on or row.starts_on, row.starts_on)).days
        if n >= QUIET_DAYS:
            found.append(Chip(ngettext("Nothing logged in %d day", "Nothing logged in %d days", n) % n, "warn"))
    if row.lane in (Lane.PLANNING, Lane.RUNNING) and row.knows_no_number:
        found.append(Chip(_("Needs a number"), "warn"))
    if row.lane == Lane.WRAPPING_UP and row.status == Status.FINISHED:
        found.append(Chip(_("Verdicts missing")))
    if row.decided:
        kind = Decision.Kind(row.decided)
        found.append(Chip(_("Stopped, and why") if kind == Decision.Kind.STOP else str(kind.label), DECIDED[kind]))
    return found
