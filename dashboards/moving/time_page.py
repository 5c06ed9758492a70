"""How long people stand on a level before they move up, and how long those have who stand there now."""

from datetime import timedelta
from typing import Any, NamedTuple

from django.utils.translation import gettext as _

from charts.quartiles import Spread, quartiles
from dashboards.doors import Figure
from dashboards.moving import filters, spells, words
from dashboards.moving.asking import Asked
from dashboards.moving.spells import Now, Time
from ladders import small, stays
from ladders.models import Level
from ladders.spans import in_words
from organizations.templatetags.frame import ramp

# Of fewer stays the quarters are as good as names.
FEWEST = 4
_NOBODY = Now(0, timedelta(0), 0)


class Line(NamedTuple):
    """A level: who moved up from it, how long that took them, and who stands there now."""

    level: Level
    moved: Figure
    low: str
    middle: str
    high: str
    here: Figure
    stand: str


def build(asked: Asked) -> dict[str, Any]:
    """Gather what the page shows, in three statements of its own."""
    last = asked.today
    first = stays.since(last)
    times = spells.times(asked.people(), asked.ladder, first, last)
    known = spells.usual(asked.ladder, last, None if asked.unit else times)
    now = spells.standing(asked.people(), asked.ladder, last, known)
    gone = (
        small.hidden({level.pk: now.get(level.pk, _NOBODY).people for level in asked.levels})
        if asked.hides_small
        else set()
    )
    lines = [
        _line(asked, level, times.get(level.pk), None if level.pk in gone else now.get(level.pk, _NOBODY))
        for level in asked.active[::-1]
    ]
    return {
        "lines": lines,
        "chart": _chart(asked, times, lines),
        "headline": _headline(asked, times),
        "since": first + timedelta(days=1),
    }


def _line(asked: Asked, level: Level, time: Time | None, now: Now | None) -> Line:
    first, last = stays.since(asked.today), asked.today
    n = time.people if time else 0
    is_few = asked.hides_small and 0 < n < small.LEAST
    low, middle, high = (
        map(_days, (time.low, time.middle, time.high)) if time and n >= FEWEST and not is_few else ("", "", "")
    )
    return Line(
        level,
        Figure(None if is_few else n, asked.url(climbed=filters.climbed(first, last, level))),
        low,
        middle,
        high,
        Figure(now.people if now else None, asked.url(place=asked.place(f"level-{level.pk}"))),
        in_words(now.middle.days) if now and now.people >= FEWEST and not asked.hides_small else "",
    )


def _days(long: timedelta) -> str:
    return in_words(max(long.days, 1))


def _chart(asked: Asked, times: dict[Any, Time], lines: list[Line]) -> str:
    rows = [
        Spread(
            str(line.level),
            times[line.level.pk].low.days,
            times[line.level.pk].middle.days,
            times[line.level.pk].high.days,
            figure=line.middle,
            color=ramp(line.level, len(asked.active)),
            says=_says(line),
            url=line.moved.url,
            people=line.moved.people or 0,
        )
        for line in lines
        if line.middle
    ]
    title = _("How long people stood on a level before they moved up")
    return (
        quartiles(rows, uid="times", title=title, desc="; ".join(row.says for row in rows), width=330) if rows else ""
    )


def _says(line: Line) -> str:
    told = {
        "level": line.level,
        "people": words.people(line.moved.people),
        "middle": line.middle,
        "low": line.low,
        "high": line.high,
    }
    return (
        _("%(level)s: %(people)s moved up, half of them within %(middle)s, the middle half after %(low)s to %(high)s")
        % told
    )


def _headline(asked: Asked, times: dict[Any, Time]) -> str:
    """Name the level where it takes longest, where that is known of two."""
    known = [
        (times[level.pk], level)
        for level in asked.active
        if level.pk in times and times[level.pk].people >= small.LEAST
    ]
    if len(known) > 1:
        longest, level = max(known, key=lambda each: each[0].middle)
        return _(
            "It takes longest to move up from %(level)s: half of those who did had stood there for more than %(long)s."
        ) % {"level": level, "long": in_words(longest.middle.days)}
    return _("How long people stand on a level")
