"""What follows from what in a report: everybody was somewhere at the end of the first day, and is somewhere now.

Where from and where to, with the levels taken together, stands on no page. It is named all the same: what a reader
could work out goes by way of it. So who left a place is kept back when it follows from who came and who is there.
"""

from collections import Counter
from collections.abc import Collection, Hashable, Iterable, Mapping
from typing import Any

from django.db.models import Count

from dashboards.ladder_report import OUTSIDE, LadderReport
from dashboards.small import Key, Sum, cell
from ladders.movement import with_moves
from members.models.person import MemberQuerySet

ON = "on-ladder"
# What somebody did between both days, as words with this between them: from where, to where, and of which kind it is.
_TO = ">"


def way(*, was: str, now: str, kind: str) -> str:
    """Name what somebody did, whichever levels it was between."""
    return _TO.join((was if was in OUTSIDE else ON, now if now in OUTSIDE else ON, kind))


def went(people: MemberQuerySet, counted: LadderReport) -> dict[str, int]:
    """Count everybody by what they did, in one statement."""
    moved: Any = with_moves(people, counted.ladder, counted.first, counted.last).order_by()
    found: Counter[str] = Counter()
    for was, now, kind, n in moved.values_list("was", "is_now", "move").annotate(n=Count("pk")):
        found[way(was=was, now=now, kind=kind)] += n
    return dict(found)


def is_unseen(key: Key) -> bool:
    """Whether a figure stands on no page."""
    return any(name == "went" for name, _value in key)


def on(column: str, **where: Hashable) -> Key:
    """Name how many are on the ladder, before or now."""
    return cell(on_ladder=column, **where)


def off(column: str, **where: Hashable) -> Key:
    """Name how many are not on it."""
    return cell(off_ladder=column, **where)


def sums(
    known: Collection[Key], ways: Iterable[str], levels: Iterable[str], where: Mapping[str, Hashable]
) -> list[Sum]:
    """Say all that adds up of one place, or of everybody, beyond its tables."""
    found, parted = [], [(each, each.split(_TO)) for each in ways]
    for at, column in enumerate(("before", "now")):
        outside = [(place, cell(**{column: place}, **where)) for place in OUTSIDE]
        keys = tuple(key for each in levels if (key := cell(**{column: each}, **where)) in known)
        found += [
            Sum(on(column, **where), keys),
            Sum(off(column, **where), tuple(key for _place, key in outside if key in known)),
            Sum(cell(**where), (on(column, **where), off(column, **where))),
            Sum(on(column, **where), tuple(cell(went=each, **where) for each, parts in parted if parts[at] == ON)),
        ]
        for place, key in outside:
            parts = tuple(cell(went=each, **where) for each, parts in parted if parts[at] == place)
            found += [Sum(key, parts)] if key in known and parts else []
    for kind in {parts[2] for _each, parts in parted}:
        parts = tuple(cell(went=each, **where) for each, parts in parted if parts[2] == kind)
        found.append(Sum(cell(kinds=kind, **where), parts))
    return found
