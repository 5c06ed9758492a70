"""Who moved on a ladder between two days: each counted person is exactly one of the kinds, and every sum agrees.

A place is that at the end of a day. Up and down compare the levels' positions as they are today, so a reorder tells
earlier moves anew; who went from a retired level to the one that took its number stayed.
"""

from collections import Counter
from collections.abc import Mapping
from datetime import date, datetime, time, timedelta
from types import MappingProxyType
from typing import Any, NamedTuple, cast
from uuid import UUID

from django.db import models
from django.db.models import Case, Count, Exists, F, FilteredRelation, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from ladders import tally
from ladders.models import Ladder, LevelChange, Place
from members.models import Member
from members.models.person import MemberQuerySet
from organizations.models import Organization
from stpnet.db.wrapper import current

# A level's id, or a place that is none.
type Where = UUID | str


class Kind(models.TextChoices):
    """What became of someone between two days."""

    STAYED = "stayed", _("Stayed")
    JOINED = "joined", _("Joined")
    CAME_BACK = "came_back", _("Came back")
    UP = "up", _("Up")
    DOWN = "down", _("Down")
    QUIET = "quiet", _("Gone quiet")
    UNSURE = "unsure", _("Not sure any more")
    OFF = "off", _("Taken off")


class Movement(NamedTuple):
    """How many went from where to where, and how many are of each kind."""

    matrix: Mapping[tuple[Where, Where], int]
    kinds: Mapping[Kind, int]
    # Both in one: whom the first list put on a level stayed there, while others came from the same place by a move.
    cells: Mapping[tuple[Where, Where, Kind], int] = MappingProxyType({})

    @property
    def before(self) -> dict[Where, int]:
        """Where everyone was on the first day: the sums of the matrix's rows."""
        return self._sums(0)

    @property
    def after(self) -> dict[Where, int]:
        """Where everyone was on the last day: the sums of its columns."""
        return self._sums(1)

    @property
    def total(self) -> int:
        return sum(self.matrix.values())

    def _sums(self, side: int) -> dict[Where, int]:
        sums: Counter[Where] = Counter()
        for pair, n in self.matrix.items():
            sums[pair[side]] += n
        return dict(sums)


def movement(people: MemberQuerySet, ladder: Ladder, first: date, last: date) -> Movement:
    """Count the moves from the end of one day to the end of another, in one statement.

    Everybody's, over the days that pages ask for most, are there as sums; all else is counted one by one.
    """
    if last < first:
        raise ValueError(last)
    if summed := tally.states(people, ladder, first, last, gone=end_of(last)):
        return from_sums(summed)
    return counted_one_by_one(people, ladder, first, last)


def counted_one_by_one(people: MemberQuerySet, ladder: Ladder, first: date, last: date) -> Movement:
    """Count the moves of any people between any two days."""
    moved: QuerySet[Any, Any] = with_moves(people, ladder, first, last).order_by()
    rows = moved.values_list("was", "was_level", "is_now", "is_level", "move").annotate(n=Count("pk"))
    cells: Counter[tuple[Where, Where, Kind]] = Counter()
    for was, was_level, now, level, kind, n in rows:
        cells[was_level or was, level or now, Kind(kind)] += n
    return _summed(cells)


def from_sums(summed: tally.States) -> Movement:
    """Count the states that sums were made of."""
    cells: Counter[tuple[Where, Where, Kind]] = Counter()
    for state in summed.states:
        cells[state.was, state.now, _kind(state, summed.positions)] += state.people
    return _summed(cells)


def _summed(cells: Mapping[tuple[Where, Where, Kind], int]) -> Movement:
    matrix: Counter[tuple[Where, Where]] = Counter()
    kinds: Counter[Kind] = Counter(dict.fromkeys(Kind, 0))
    for (was, now, kind), n in cells.items():
        matrix[was, now] += n
        kinds[kind] += n
    return Movement(dict(matrix), dict(kinds), dict(cells))


def _kind(state: tally.State, positions: Mapping[UUID, int]) -> Kind:
    """Say what `_MOVE` says in SQL."""
    if isinstance(state.now, str):
        return Kind.STAYED if state.now == state.was else Kind(state.now)
    start = state.listed or state.was
    if isinstance(start, str):
        return Kind.CAME_BACK if state.was_before else Kind.JOINED
    before, now = positions[start], positions[state.now]
    return Kind.UP if now > before else Kind.DOWN if now < before else Kind.STAYED


def with_moves(people: MemberQuerySet, ladder: Ladder, first: date, last: date) -> MemberQuerySet:
    """Keep the counted people; say where each was and is, and which `move` (a Kind) that makes: a figure and its list in one.

    Raises ValueError when the days stand the wrong way round.
    """
    if last < first:
        raise ValueError(last)
    moved: MemberQuerySet = (
        people.filter(counted_then(ladder, last))
        .annotate(then=_at(ladder, first), by_now=_at(ladder, last))
        .annotate(
            was=Coalesce(F("then__place"), Value(Place.OFF.value)),
            was_level=F("then__level"),
            is_now=Coalesce(F("by_now__place"), Value(Place.OFF.value)),
            is_level=F("by_now__level"),
            since=F("by_now__on"),
        )
        .annotate(was_before=_was_on_a_level(ladder, first))
        .annotate(
            # Whom the first list put on the ladder did not join by it, nor move: they count as having stood there.
            start=Case(
                When(was=Place.OFF, was_before=False, then=_put_by_first_list(ladder, first, last)),
                default=F("then__level__position"),
            )
        )
        .annotate(move=_MOVE)
    )
    return moved


def counted_then(ladder: Ladder, last: date) -> Q:
    """Keep those counted today, and who was erased since that day: a period that is over keeps its figures."""
    on_file = Q(archived_at=None) & (Q(erased_at=None) | Q(erased_at__gte=end_of(last)))
    statuses = Member.Status.counted(staff=ladder.counts_staff)
    return on_file & Q(kind=Member.Kind.PERSON, merged_into=None, status__in=statuses)


def end_of(day: date) -> datetime:
    """Return the moment at which a day is over here."""
    zone = cast("Organization", current().tenant).zone
    return datetime.combine(day + timedelta(days=1), time.min, zone)


def _at(ladder: Ladder, day: date) -> FilteredRelation:
    """Join the one step of someone's path that holds at the end of a day."""
    holds = Q(level_changes__until=None) | Q(level_changes__until__gt=day)
    return FilteredRelation(
        "level_changes", condition=Q(level_changes__ladder=ladder, level_changes__on__lte=day) & holds
    )


def _was_on_a_level(ladder: Ladder, first: date) -> Exists:
    """Whether someone was on any level up to the end of the first day."""
    return Exists(LevelChange.objects.filter(member=OuterRef("pk"), ladder=ladder, place=Place.LEVEL, on__lte=first))


def _put_by_first_list(ladder: Ladder, first: date, last: date) -> Subquery:
    """Find the level on which the first list put someone within the days."""
    baseline = LevelChange.objects.filter(
        member=OuterRef("pk"), ladder=ladder, is_baseline=True, place=Place.LEVEL, on__gt=first, on__lte=last
    )
    return Subquery(baseline.order_by("on").values("level__position")[:1])


_MOVE = Case(
    When(is_now=Place.LEVEL, start=None, was_before=True, then=Value(Kind.CAME_BACK.value)),
    When(is_now=Place.LEVEL, start=None, then=Value(Kind.JOINED.value)),
    When(is_now=Place.LEVEL, by_now__level__position__gt=F("start"), then=Value(Kind.UP.value)),
    When(is_now=Place.LEVEL, by_now__level__position__lt=F("start"), then=Value(Kind.DOWN.value)),
    When(is_now=Place.LEVEL, then=Value(Kind.STAYED.value)),
    When(is_now=F("was"), then=Value(Kind.STAYED.value)),
    # The places that are no level are kinds by the same names.
    default=F("is_now"),
    output_field=models.CharField(),
)
