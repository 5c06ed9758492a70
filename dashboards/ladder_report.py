"""The ladder between two days, as every form of the report tells it: the same figures as movement and its lists."""

from collections.abc import Mapping
from datetime import date
from typing import Any, NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ladders.models import Ladder, Level, Place
from ladders.movement import Kind, Movement, Where, movement
from members.models.person import MemberQuerySet

# In the order of every table: below the levels stands who is on none.
OUTSIDE = (Place.UNSURE.value, Place.QUIET.value, Place.OFF.value)
# What the report counts of the kinds; who stayed is the rest.
MOVES = (Kind.JOINED, Kind.CAME_BACK, Kind.UP, Kind.DOWN, Kind.QUIET, Kind.UNSURE, Kind.OFF)


class Row(NamedTuple):
    """A place: what scripts call it, what people call it, how many stood there before, and how many now.

    The key of a level is its position; a retired one has its name, since its number may be another's by now.
    """

    key: str
    name: str
    before: int
    now: int
    level: Level | None = None

    @property
    def net(self) -> int:
        return self.now - self.before


class LadderReport(NamedTuple):
    """Where people stood at the end of both days, and who went from where to where.

    `moves` has every pair of keys that anybody made, those who stayed among them: its rows add up to `before` and its
    columns to `now`.
    """

    ladder: Ladder
    first: date
    last: date
    rows: list[Row]
    moves: Mapping[tuple[str, str], int]
    kinds: Mapping[Kind, int]

    @property
    def total(self) -> int:
        return sum(row.now for row in self.rows)


def count(people: MemberQuerySet, ladder: Ladder, *, first: date, last: date) -> LadderReport:
    """Count a ladder between the ends of two days, in two statements. Raises ValueError when the first is the later."""
    moved = movement(people, ladder, first, last)
    levels = list(Level.objects.filter(ladder=ladder).order_by("position", "pk"))
    keys: dict[Where, str] = {level.pk: key_of(level) for level in levels}
    keys |= {place: place for place in OUTSIDE}
    moves: dict[tuple[str, str], int] = {}
    for (was, now), n in moved.matrix.items():
        pair = keys[was], keys[now]
        moves[pair] = moves.get(pair, 0) + n
    return LadderReport(ladder, first, last, _rows(levels, moved), moves, moved.kinds)


def key_of(level: Level) -> str:
    """Return what scripts call a level: its position, or the name of one that is retired."""
    return f"retired: {level.name}" if level.retired_at else str(level.position)


def _rows(levels: list[Level], moved: Movement) -> list[Row]:
    """List the places from the lowest level up; a retired one only where somebody stood."""
    before, after = moved.before, moved.after
    rows = [
        Row(key_of(level), level.name, before.get(level.pk, 0), after.get(level.pk, 0), level)
        for level in levels
        if not level.retired_at or level.pk in before or level.pk in after
    ]
    names = {Place.UNSURE: Place.UNSURE.label, Place.QUIET: Place.QUIET.label, Place.OFF: Place.OFF.label}
    return rows + [Row(key, str(names[Place(key)]), before.get(key, 0), after.get(key, 0)) for key in OUTSIDE]


def as_json(report: LadderReport) -> dict[str, Any]:
    """Return what `ladder_report --format json` prints."""
    matrix: dict[str, dict[str, int]] = {}
    for (was, now), n in sorted(report.moves.items()):
        matrix.setdefault(was, {})[now] = n
    return {
        "ladder": report.ladder.name,
        "from": report.first.isoformat(),
        "to": report.last.isoformat(),
        "distribution_from": {row.key: row.before for row in report.rows},
        "distribution_to": {row.key: row.now for row in report.rows},
        "movement": matrix,
        **{kind.value: report.kinds[kind] for kind in MOVES},
        "how_counted": {name: str(says) for name, says in HOW_COUNTED.items()},
    }


# What the figures are called where people read them; the kinds have their labels.
_WORDS = {
    "distribution_from": gettext_lazy("Where people stood"),
    "distribution_to": gettext_lazy("Where people stand"),
    "movement": gettext_lazy("From where to where"),
}

HOW_COUNTED = {
    "distribution_from": gettext_lazy(
        "Everybody who is counted today, by their place at the end of the first day. A level counts from the day it "
        "is about."
    ),
    "distribution_to": gettext_lazy("The same people, by their place at the end of the last day."),
    "movement": gettext_lazy(
        "From the place at the end of the first day to the place at the end of the last; what lies between is not told. "
        "The rows add up to the first day, the columns to the last."
    ),
    "joined": gettext_lazy("On a level on the last day, and on none at the end of the first day or ever before."),
    "came_back": gettext_lazy("On a level on the last day, on none at the end of the first day, and once before that."),
    "up": gettext_lazy("On a level on both days, and on a higher one on the last, by the order of levels today."),
    "down": gettext_lazy("On a level on both days, and on a lower one on the last, by the order of levels today."),
    "quiet": gettext_lazy("Gone quiet on the last day, and not on the first: somebody agreed that they have."),
    "unsure": gettext_lazy("“Not sure yet” on the last day, and somewhere else on the first."),
    "off": gettext_lazy("Off the ladder on the last day, and somewhere on it on the first."),
}


def headline(report: LadderReport) -> str:
    """Say in one sentence what happened, or that nothing did."""
    up, joined = report.kinds[Kind.UP], report.kinds[Kind.JOINED]
    if up and joined:
        says = _("%(up)d moved up and %(joined)d joined.")
    elif up:
        says = _("%(up)d moved up.")
    elif joined:
        says = _("%(joined)d joined.")
    else:
        return _("Nobody moved up or joined.")
    return says % {"up": up, "joined": joined}


def how_counted() -> list[tuple[str, str]]:
    """List how each figure was counted, under the words that a page has for it."""
    words = _WORDS | {kind.value: kind.label for kind in MOVES}
    return [(str(words[name]), str(says)) for name, says in HOW_COUNTED.items()]


def from_the_top(report: LadderReport) -> list[Row]:
    """List the places as pages do: the highest level first, and below the levels who is on none."""
    levels = [row for row in report.rows if row.level]
    return levels[::-1] + report.rows[len(levels) :]
