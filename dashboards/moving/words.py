"""Places and moves as these pages name them."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dashboards.ladder_report import OUTSIDE
from ladders.models import Level, Place
from ladders.movement import Kind, Movement, Where
from organizations.templatetags.frame import ramp


class Spot(NamedTuple):
    """A row and a column of the matrix: a level, or one of the places that are none."""

    where: Where
    level: Level | None
    color: str

    @property
    def name(self) -> str:
        if self.level is None:
            return str(Place(str(self.where)).label)
        return _("%(level)s (retired)") % {"level": self.level} if self.level.retired_at else str(self.level)

    @property
    def short(self) -> str:
        if self.level is None:
            return {Place.UNSURE: _("Unsure"), Place.QUIET: _("Quiet"), Place.OFF: _("Off")}[Place(str(self.where))]
        return _("Retired") if self.level.retired_at else str(self.level.position)

    @property
    def place(self) -> str:
        """Write it as the list of people takes it."""
        return f"level-{self.where}" if self.level else str(self.where)


def spots(levels: Sequence[Level], people: Sequence[Where], *, has_unsure: bool) -> list[Spot]:
    """List the places from the top down; a retired level, and a place not in use, only where somebody stands or stood."""
    n_active = sum(not level.retired_at for level in levels)
    shown = [level for level in levels[::-1] if not level.retired_at or level.pk in people]
    outside = [place for place in OUTSIDE if has_unsure or place != Place.UNSURE or place in people]
    return [Spot(level.pk, level, ramp(level, n_active)) for level in shown] + [
        Spot(place, None, "l0") for place in outside
    ]


def headline(moved: Movement) -> str:
    """Say in a sentence who moved up, came to the ladder, and left it; or that nobody did."""
    up, came = moved.kinds[Kind.UP], moved.kinds[Kind.JOINED] + moved.kinds[Kind.CAME_BACK]
    left = moved.kinds[Kind.QUIET] + moved.kinds[Kind.OFF]
    said = [
        ngettext("%(n)s person moved up", "%(n)s people moved up", up) % {"n": figure(up)} if up else "",
        ngettext("%(n)s came onto the ladder", "%(n)s came onto the ladder", came) % {"n": figure(came)}
        if came
        else "",
        ngettext("%(n)s went quiet or left it", "%(n)s went quiet or left it", left) % {"n": figure(left)}
        if left
        else "",
    ]
    parts = [part for part in said if part]
    if not parts:
        return _("Nobody changed level in these days.")
    *first, last = parts
    return (_("%(first)s, and %(last)s.") % {"first": ", ".join(first), "last": last}) if first else f"{last}."


def figure(n: int | None) -> str:
    return "–" if n is None else number_format(n, force_grouping=True)


def people(n: int | None) -> str:
    """Say how many people; a number that is kept back is said to be."""
    if n is None:
        return _("kept back")
    return ngettext("%(n)s person", "%(n)s people", n) % {"n": figure(n)}


def day(on: date) -> str:
    return date_format(on, "M j, Y")


def percent(part: int, whole: int) -> str:
    return f"{round(100 * part / whole)}%" if whole else ""
