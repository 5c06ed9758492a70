"""Who made which move between two days, as a filter of the list of people: the figure and its list are one query.

A value is written `2026-09-30.2026-11-20.up`; the days may be a period (`quarter.up`), and what follows narrows:
a kind of move, `changed` (the place is another), `from-<place>` and `to-<place>`, and the id of a ladder that is not the
default one. A place is written as in `ladders.filters`.
"""

from collections.abc import Callable, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from datetime import date
from functools import reduce
from operator import or_
from typing import Any, ClassVar, NamedTuple
from uuid import UUID

from django.db.models import F, Q
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from ladders import filters
from ladders.models import Ladder, Level, Place
from ladders.movement import Kind, with_moves
from ladders.queries import IN_TOUCH, ON_LADDER
from members.filters import Choice, OneOf
from members.filters.kinds import Values
from members.models import Member
from members.models.person import MemberQuerySet
from members.requests import OrgRequest
from organizations import periods

CHANGED = "changed"
_PERIODS = ("quarter", "last-quarter", "year")
_FROM, _TO = "from-", "to-"


class Move(NamedTuple):
    """Between the ends of two days: of which kind, from where, to where; empty says nothing of it.

    A place is `level-<id>`, a Place but level, `on-ladder` or `in-touch`.
    """

    first: date
    last: date
    kind: Kind | None = None
    was: str = ""
    now: str = ""
    changed: bool = False

    def value(self, ladder: Ladder) -> str:
        """Write it as it stands in an address."""
        parts = [self.first.isoformat(), self.last.isoformat(), *([] if ladder.is_default else [str(ladder.pk)])]
        parts += [self.kind.value] if self.kind else []
        parts += [_FROM + self.was] if self.was else []
        parts += [_TO + self.now] if self.now else []
        return ".".join([*parts, *([CHANGED] if self.changed else [])])


def who(people: MemberQuerySet, ladder: Ladder, move: Move) -> MemberQuerySet:
    """Keep the counted people who made this move, with what `with_moves` says of them. Raises ValueError."""
    return any_of(people, ladder, [move])


def any_of(people: MemberQuerySet, ladder: Ladder, moves: Sequence[Move]) -> MemberQuerySet:
    """Keep who made one of these moves between the same two days, in one reading of their paths. Raises ValueError."""
    kinds: dict[Move, set[Kind | None]] = {}
    for move in moves:
        kinds.setdefault(move._replace(kind=None), set()).add(move.kind)
    found: Any = with_moves(people, ladder, moves[0].first, moves[0].last)
    if all(move.changed or not {None, Kind.STAYED} & named for move, named in kinds.items()):
        # Who is elsewhere now went there since the first day: far fewer paths are read.
        found = found.filter(since__gt=moves[0].first)
    ways = [_made(move, named) for move, named in kinds.items()]
    # One that says nothing of a move is met by everybody.
    made: MemberQuerySet = found.filter(reduce(or_, ways)) if all(ways) else found
    return made


def _made(move: Move, kinds: AbstractSet[Kind | None]) -> Q:
    made = Q() if None in kinds else Q(move__in=[kind for kind in Kind if kind in kinds])
    if move.was:
        made &= _at(move.was, "was", "was_level")
    if move.now:
        made &= _at(move.now, "is_now", "is_level")
    if move.changed:
        made &= ~Q(was=F("is_now"), was_level=F("is_level")) & ~Q(was=F("is_now"), was_level=None, is_level=None)
    return made


def _at(place: str, name: str, level: str) -> Q:
    if place.startswith("level-"):
        return Q(**{level: UUID(place.removeprefix("level-"))})
    if place in (ON_LADDER, IN_TOUCH):
        return Q(**{name: Place.LEVEL}) if place == ON_LADDER else ~Q(**{name: Place.LEVEL})
    if place in (Place.UNSURE, Place.QUIET, Place.OFF):
        return Q(**{name: place})
    raise ValueError(place)


def span(first: str, last: str) -> tuple[date, date]:
    """Read two days. Raises ValueError where they run backwards, and for the last day there is: none comes after it."""
    days = date.fromisoformat(first), date.fromisoformat(last)
    if not days[0] <= days[1] < date.max:
        raise ValueError(first, last)
    return days


def parse(request: OrgRequest, value: str) -> tuple[Ladder, Move]:
    """Read what stands in an address. Raises ValueError for what means nothing here."""
    head, *rest = value.split(".")
    if head in _PERIODS:
        period = periods.named(head, request.organization)
        move = Move(period.first, period.last)
    else:
        move = Move(*span(head, rest.pop(0) if rest else ""))
    named = ""
    for part in rest:
        if part in Kind.values:
            move = move._replace(kind=Kind(part))
        elif part == CHANGED:
            move = move._replace(changed=True)
        elif part.startswith(_FROM):
            move = move._replace(was=part.removeprefix(_FROM))
        elif part.startswith(_TO):
            move = move._replace(now=part.removeprefix(_TO))
        else:
            named = str(UUID(part))
    return _ladder(request, named, move, value), move


def _ladder(request: OrgRequest, named: str, move: Move, value: str) -> Ladder:
    """Find the ladder, and see that the levels are its own. Raises ValueError."""
    here = filters.ladders_of(request)
    default = next((ladder for ladder, _levels in here.values() if ladder.is_default), None)
    ladder, levels = here.get(named) or (None, []) if named else (default, here[str(default.pk)][1] if default else [])
    if ladder is None:
        raise ValueError(value)
    own = {f"level-{level.pk}" for level in levels}
    for place in (move.was, move.now):
        if place.startswith("level-") and place not in own:
            raise ValueError(value)
    return ladder


def has_moved(request: OrgRequest, values: Values) -> Q:
    """Keep those who made one of these moves. Raises ValueError."""
    asked: dict[tuple[Ladder, date, date], list[Move]] = {}
    for value in values:
        ladder, move = parse(request, value)
        asked.setdefault((ladder, move.first, move.last), []).append(move)
    found = Q()
    for (ladder, _first, _last), moves in asked.items():
        found |= Q(pk__in=any_of(Member.objects.all(), ladder, moves).order_by().values("pk"))
    return found


def has_stood(request: OrgRequest, values: Values) -> Q:
    """Keep those who stood in one of these places at the end of a day. Raises ValueError."""
    return has_moved(request, tuple(map(_as_move, values)))


def stood(day: date, ladder: Ladder, place: str) -> str:
    """Write where somebody stood as it stands in an address: `2026-09-30.level-<id>`."""
    return ".".join([day.isoformat(), *([] if ladder.is_default else [str(ladder.pk)]), place])


def _as_move(value: str) -> str:
    """Read a day as a period that ends where it begins."""
    day, *named, place = value.split(".")
    return ".".join([day, day, *named, f"{_TO}{place}"])


def moves(_request: OrgRequest) -> Sequence[Choice]:
    """Offer the moves of this quarter, the last one and this year; a kept view goes on with the calendar."""
    labels = dict(periods.CHOICES)
    return [
        (f"{period}.{kind.value}", f"{kind.label}: {labels[period]}")
        for period in _PERIODS
        for kind in Kind
        if kind != Kind.STAYED
    ]


def places_before(request: OrgRequest) -> Sequence[Choice]:
    """Offer the places of the default ladder at the end of the last quarter."""
    day = periods.named("quarter", request.organization).first
    at = date_format(day, "M j, Y")
    return [(f"{day}.{place}", f"{name}: {at}") for place, name in filters.choices(request) if "." not in place]


@dataclass(frozen=True, kw_only=True)
class Dated(OneOf):
    """A field whose values have days in them: more may stand in an address than can be listed."""

    is_of_the_past: ClassVar[bool] = True

    say: Callable[[OrgRequest, str], str]

    def words(self, request: OrgRequest, op: str, values: Values) -> list[str]:
        return [self.say(request, value) for value in values]


def in_words(request: OrgRequest, value: str) -> str:
    """Say a move: "up, from 2 Pitches in, Sep 30 to Nov 20, 2026"."""
    ladder, move = parse(request, value)
    levels = {f"level-{level.pk}": level for level in filters.ladders_of(request)[str(ladder.pk)][1]}
    said = [str(move.kind.label).lower()] if move.kind else []
    said += [_("from %s") % _name(move.was, levels)] if move.was else []
    said += [_("to %s") % _name(move.now, levels)] if move.now else []
    said += [_("another place than before")] if move.changed and not move.kind else []
    said += [] if ladder.is_default else [ladder.name]
    days = _("%(first)s to %(last)s") % {
        "first": date_format(move.first, "M j, Y"),
        "last": date_format(move.last, "M j, Y"),
    }
    return ", ".join([*said, days])


def _name(place: str, levels: dict[str, Level]) -> str:
    if place in levels:
        return str(levels[place])
    return str(dict(filters.OTHERS).get(place, place)).lower()


FIELDS = (
    Dated(name="moved", label=lazy("Moved on a ladder"), order=12, choices=moves, has=has_moved, say=in_words),
    Dated(
        name="was",
        label=lazy("Stood on an earlier day"),
        order=13,
        choices=places_before,
        has=has_stood,
        say=lambda request, value: in_words(request, _as_move(value)),
    ),
)
