"""Counts a sign's figure of now. What each way counts is said where it is chosen: `Metric.Way`."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any, NamedTuple

from django.db.models import Exists, OuterRef, Q

from activities.models import Participation
from activities.models.participation import ParticipationQuerySet
from conversations.models import Commitment
from conversations.models.promise import CommitmentQuerySet
from experiments.counting import people
from experiments.counting.people import Gone
from experiments.models import Experiment, Metric, PulseAnswer
from experiments.registry import SignType, sign_type
from ladders.models import Ladder, Level
from ladders.movement import Kind, with_moves
from members.models.person import MemberQuerySet
from members.requests import OrgRequest

Way = Metric.Way
HUNDRED = Decimal(100)


class Figure(NamedTuple):
    """A figure before it is kept, as `Measurement` has it."""

    value: Decimal | None
    part: int | None = None
    whole: int | None = None
    b_part: int | None = None
    b_whole: int | None = None


def share(part: int, whole: int) -> Figure:
    """So many of so many, in percent; of nobody there is no share."""
    return Figure(HUNDRED * part / whole if whole else None, part, whole)


def groups(part: int, whole: int, b_part: int, b_whole: int) -> Figure:
    """Two shares, and how many points B lies above A."""
    both = whole and b_whole
    value = HUNDRED * b_part / b_whole - HUNDRED * part / whole if both else None
    return Figure(value, part, whole, b_part, b_whole)


def count(metric: Metric, request: OrgRequest, today: date) -> Figure:
    """Count what is true now, with the rights of `request`. Raises Gone, and KeyError for a way that is by hand."""
    counted = sign_type(metric.way).figure
    if counted is None:
        raise KeyError(metric.way)
    return counted(metric, request, today)


def _whom(metric: Metric, request: OrgRequest) -> MemberQuerySet:
    """Those of the list that was chosen, else all who take part."""
    if "view" in metric.chosen:
        return people.of_view(metric.view, request)
    return people.taking_part(metric.sign.experiment, request)


def _at(metric: Metric) -> ParticipationQuerySet:
    if metric.activity is None:
        raise Gone("activity_gone")
    return Participation.objects.filter(activity=metric.activity)


def _listed(metric: Metric, request: OrgRequest, _today: date) -> Figure:
    return Figure(Decimal(people.of_view(metric.view, request).count()))


def _share(metric: Metric, request: OrgRequest, _today: date) -> Figure:
    could = people.of_view(metric.view, request)
    did = could.filter(pk__in=people.of_view(metric.other_view, request).values("pk"))
    return share(did.count(), could.count())


def _came(metric: Metric, _request: OrgRequest, _today: date) -> Figure:
    return Figure(Decimal(_at(metric).came().count()))


def _yes(metric: Metric, _request: OrgRequest, _today: date) -> Figure:
    asked = _at(metric).standing().exclude(answer="")
    return share(asked.filter(answer=Participation.Answer.YES).count(), asked.count())


def _pulse(metric: Metric, request: OrgRequest, _today: date) -> Figure:
    asked = people.taking_part(metric.sign.experiment, request)
    said = PulseAnswer.objects.filter(metric=metric, member__in=asked)
    return share(said.filter(is_yes=True).count(), said.count())


def _up(metric: Metric, request: OrgRequest, today: date) -> Figure:
    return Figure(Decimal(_moved(_whom(metric, request), metric, today).count()))


def _kept(metric: Metric, request: OrgRequest, today: date) -> Figure:
    given = _promised(metric, today).filter(member__in=_whom(metric, request))
    kept = given.filter(state=Commitment.State.KEPT).count()
    late = Q(state=Commitment.State.NOT_KEPT) | Q(state=Commitment.State.OPEN, by__lt=today)
    return share(kept, kept + given.filter(late).count())


def _promised(metric: Metric, today: date) -> CommitmentQuerySet:
    """Return what was promised since it began."""
    first = began(metric.sign.experiment, today) + timedelta(days=1)
    return Commitment.objects.standing().filter(said_on__gte=first)


def began(experiment: Experiment, today: date) -> date:
    """Return the day whose end is compared with now: the one before the first."""
    return min(experiment.starts_on or today, today) - timedelta(days=1)


def _moved(whom: MemberQuerySet, metric: Metric, today: date) -> MemberQuerySet:
    """Who is further up than when it began; with a level chosen, who reached it."""
    if "level" in metric.chosen and metric.level is None:
        raise Gone("level_gone")
    first = began(metric.sign.experiment, today)
    if metric.level is None:
        everywhere: Any = with_moves(whom, Ladder.objects.get(is_default=True), first, today)
        risen: MemberQuerySet = everywhere.filter(move=Kind.UP)
        return risen
    above = Level.objects.filter(ladder=metric.level.ladder_id, position__gte=metric.level.position, retired_at=None)
    up = list(above.values_list("pk", flat=True))
    moved: Any = with_moves(whom, metric.level.ladder, first, today)
    reached: MemberQuerySet = moved.filter(Q(was_level=None) | ~Q(was_level__in=up), is_level__in=up)
    return reached


def _groups(metric: Metric, request: OrgRequest, today: date) -> Figure:
    if "assignment" in metric.chosen:
        sides = [people.of_group(metric.assignment, group) for group in (0, 1)]
    else:
        sides = [people.of_view(view, request) for view in (metric.view, metric.other_view)]
    (a_part, a_whole), (b_part, b_whole) = [_outcome(side, metric, today) for side in sides]
    return groups(a_part, a_whole, b_part, b_whole)


def is_in_both(metric: Metric, request: OrgRequest) -> bool:
    """Whether somebody is on both lists that are compared. Raises Gone."""
    sides = [people.of_view(view, request) for view in (metric.view, metric.other_view)]
    return sides[0].filter(pk__in=sides[1].values("pk")).exists()


def _outcome(side: MemberQuerySet, metric: Metric, today: date) -> tuple[int, int]:
    """Of a group: how many came, kept a promise, or moved, and how many there are."""
    if metric.chosen.get("outcome") == "kept":
        kept = _promised(metric, today).filter(state=Commitment.State.KEPT, member=OuterRef("pk"))
        return side.filter(Exists(kept)).count(), side.count()
    if "activity" not in metric.chosen:
        return _moved(side, metric, today).count(), side.count()
    came = _at(metric).came().filter(member=OuterRef("pk"))
    return side.filter(Exists(came)).count(), side.count()


# A number, a rate and two groups of neither lists nor lots are written down.
SIGN_TYPES = (
    SignType(Way.NUMBER, ("goal", "baseline")),
    SignType(Way.RATE, ("goal",)),
    SignType(Way.VIEW, ("view", "goal", "baseline"), ("view",), _listed),
    SignType(Way.SHARE, ("view", "other_view", "goal"), ("view", "other_view"), _share),
    SignType(Way.CAME, ("activity", "goal"), ("activity",), _came),
    SignType(Way.YES, ("activity", "goal"), ("activity",), _yes),
    SignType(Way.KEPT, ("view", "goal"), (), _kept),
    SignType(Way.MOVED, ("level", "view", "goal"), (), _up),
    SignType(Way.GROUPS, ("sides", "view", "other_view", "outcome", "activity", "level", "goal"), (), _groups),
    SignType(Way.PULSE, ("question", "goal"), ("question",), _pulse),
)
