"""The table of a ladder, put together: figures by the reader's right, and where each leads."""

from collections.abc import Sequence
from typing import Any, NamedTuple, Protocol
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from ladders import filters, registry, small
from ladders.goals import beside
from ladders.goals.beside import Beside
from ladders.models import Goal, Ladder, Level, Place
from ladders.queries import IN_TOUCH, ON_LADDER, Distribution
from members.requests import OrgRequest
from organizations.permissions import Scope


class Figure(NamedTuple):
    """A number, and the address of exactly those people; None for a number that is not shown."""

    people: int | None
    url: str = ""


class Line(NamedTuple):
    """One row of the table: a level or another place, how many stand there, and how many of one's own."""

    level: Level | None
    place: str
    now: Figure
    yours: Figure | None
    share: float = 0
    # A name where there is no badge, and a line that explains.
    name: str | Promise = ""
    says: str | Promise = ""
    goals: Sequence[Beside] = ()
    # Where the goal of this level stands on the bar; None where there is none.
    goal_at: float | None = None


_NAMES: dict[str, str | Promise] = {
    ON_LADDER: _("On the ladder"),
    IN_TOUCH: _("In touch, on no level"),
    Place.OFF: _("Never placed, or taken off"),
}
_SAYS: dict[str, str | Promise] = {
    Place.UNSURE: _("Someone has looked, and will look again"),
    Place.QUIET: _("Were on the ladder, and nothing has reached them for long"),
    Place.OFF: _("Known to us, and on no level so far or any more"),
}


class Knows(Protocol):
    """What the signed-in person may know beyond the group's own totals, and where a figure leads."""

    @property
    def request(self) -> OrgRequest: ...
    @property
    def reach(self) -> Scope:
        """Whom a right to people reaches: everyone, one's own, or nobody."""

    @property
    def hides_small(self) -> bool: ...
    def url(self, ladder: Ladder, place: str) -> str: ...


class Reader(NamedTuple):
    """Somebody to whom figures of today are shown."""

    request: OrgRequest
    reach: Scope

    @property
    def hides_small(self) -> bool:
        """Whether figures under five are kept back, as the group has chosen."""
        return registry.hides_small(self.request)

    def url(self, ladder: Ladder, place: str) -> str:
        """Return the address of the list behind a figure."""
        query = {"place": filters.value_of(ladder, place)}
        return f"{reverse('members:list', args=[self.request.organization.slug])}?{urlencode(query)}"


def table(
    ladder: Ladder, reader: Knows, everyone: Distribution, own: Distribution | None, goals: Sequence[Goal] = ()
) -> dict[str, Any]:
    """Return the rows of the page, from the top level down, and the sums."""
    now, yours = _figures(everyone), _figures(own) if own else {}
    levels = {_key(each.level): each.level for each in everyone.levels}
    # Sums are given to coaches too, so each group of parts is closed by itself.
    groups = [list(levels), [Place.UNSURE.value, Place.QUIET.value, Place.OFF.value], [ON_LADDER, IN_TOUCH]]
    gone = {key for keys in groups for key in small.hidden({key: now[key] for key in keys})}
    if not reader.hides_small:
        gone = set()
    said, wanted = _goals(ladder, reader, goals, now, gone)
    longest = max([*(now[key] for key in levels if key not in gone), *wanted.values()], default=0) or 1

    def line(key: str) -> Line:
        return Line(
            goals=said.get(key, ()),
            goal_at=round(100 * wanted[key] / longest, 1) if key in wanted else None,
            level=levels.get(key),
            place=key,
            now=Figure(None if key in gone else now[key], reader.url(ladder, key) if reader.reach is Scope.ALL else ""),
            yours=Figure(yours[key], reader.url(ladder, key)) if yours else None,
            share=0 if key in gone else round(100 * now[key] / longest, 1),
            name=_NAMES.get(key, ""),
            says=_says(levels[key]) if key in levels else _SAYS.get(key, ""),
        )

    by_position = sorted(levels, key=lambda key: levels[key].position, reverse=True)
    places = [key for key in groups[1] if ladder.has_unsure or key != Place.UNSURE or now[key]]
    return {
        "levels": [line(key) for key in by_position],
        "places": [line(key) for key in places],
        "on_ladder": line(ON_LADDER),
        "in_touch": line(IN_TOUCH),
        "n_hidden": len(gone),
    }


def _goals(
    ladder: Ladder, reader: Knows, goals: Sequence[Goal], now: dict[str, int], gone: set[str]
) -> tuple[dict[str, list[Beside]], dict[str, int]]:
    """Return what is said of goals beside each figure, and the one that a bar shows."""
    in_use = [_key(level) for level in ladder.levels.all() if not level.retired_at]
    today = reader.request.organization.today()
    said = beside.lines(goals, now, in_use, gone, today, hides_small=reader.hides_small)
    # Of several goals of a level, the bar shows the next.
    wanted = {key: next((each.wanted for each in lines if each.wanted), 0) for key, lines in said.items()}
    return said, {key: n for key, n in wanted.items() if n and key not in gone}


def _says(level: Level) -> str:
    retired = gettext("Retired: nobody new is placed here.") if level.retired_at else ""
    return f"{level.sentence} {retired}".strip()


def _figures(distribution: Distribution) -> dict[str, int]:
    return {
        **{_key(each.level): each.people for each in distribution.levels},
        Place.UNSURE.value: distribution.unsure,
        Place.QUIET.value: distribution.quiet,
        Place.OFF.value: distribution.off,
        ON_LADDER: distribution.on_ladder,
        IN_TOUCH: distribution.in_touch,
    }


def _key(level: Level) -> str:
    return f"level-{level.pk}"
