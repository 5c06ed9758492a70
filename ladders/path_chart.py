"""A path drawn as steps over time."""

from collections.abc import Mapping
from datetime import date
from uuid import UUID

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from charts.steps import Step, steps
from ladders.models import Ladder, Level, LevelChange
from ladders.paths import levels_of
from organizations.templatetags.frame import ramp


def draw(
    ladder: Ladder, changes: list[LevelChange], today: date, *, width: int = 640, seen: Mapping[UUID, str] | None = None
) -> str:
    """Draw the path; places outside the levels are dashed, on a line of their own below the first.

    `seen` says by assessment what a step stands on, for readers who may know.
    """
    levels = levels_of(ladder)
    lowest = 0 if any(change.level is None for change in changes) else 1
    rows = ["", *(str(level.position) for level in levels)][lowest:]
    path = [
        Step(
            on=change.on,
            until=change.until or today,
            row=_row(change.level, levels) - lowest,
            color=ramp(change.level, len(levels)) if change.level else "l0",
            label="" if change.level else str(change.get_place_display()),
            is_dashed=change.level is None,
            says=(seen or {}).get(change.assessment_id, ""),
        )
        for change in changes
    ]
    return steps(
        path,
        rows=rows,
        today=today,
        width=width,
        uid=f"path-{ladder.pk}",
        title=_("Path on %s") % ladder.name,
        desc="; ".join(f"{change.level or change.get_place_display()} {_since(change.on)}" for change in changes),
    )


def _row(level: Level | None, levels: list[Level]) -> int:
    """Return the line of a level, the lowest for places outside; a retired one's is that of its old number."""
    if level is None:
        return 0
    return levels.index(level) + 1 if level in levels else min(level.position, len(levels))


def _since(day: date) -> str:
    return _("from %s") % date_format(day, "M j, Y")
