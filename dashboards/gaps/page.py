"""The page of gaps, put together: what the reader may know of, the ladder's own first."""

from typing import Any

from dashboards.findings import thresholds
from dashboards.gaps import levels, places
from dashboards.gaps.found import Gap
from dashboards.moving.asking import Asked
from ladders.coaching.queries import levels_covered
from ladders.movement import movement
from organizations.permissions import Scope


def build(asked: Asked) -> dict[str, Any]:
    """Look for every kind of gap, in at most five statements; without a right to people, only for those of levels."""
    moved = movement(asked.people(), asked.ladder, asked.period.first, asked.period.last)
    gaps = held(asked) + _without_figures(asked, [*levels.leaks(asked, moved)])
    if asked.reach is not Scope.NO:
        gaps += _without_figures(asked, [*places.leaderless(asked), *places.full_hands(asked)])
    return {"gaps": gaps, "n_gaps": len(gaps), "thresholds": thresholds}


def held(asked: Asked) -> list[Gap]:
    """Look for levels that hold too few people, or too few coaches for them, in one statement."""
    counts = levels_covered(asked.people().people(), asked.active)[::-1]
    return _without_figures(asked, [*levels.thin(asked, counts), *levels.uncoached(asked, counts)])


def _without_figures(asked: Asked, gaps: list[Gap]) -> list[Gap]:
    """From outside the group: that there is a gap, and no figure that could point at people."""
    return [gap._replace(seen=[]) for gap in gaps] if asked.hides_small else gaps
