"""The page of gaps, put together: what the reader may know of, the ladder's own first."""

from typing import Any

from dashboards.findings import thresholds
from dashboards.gaps import levels, places
from dashboards.moving.asking import Asked
from ladders.coaching.queries import coverage
from ladders.movement import movement
from organizations.permissions import Scope


def build(asked: Asked) -> dict[str, Any]:
    """Look for every kind of gap, in four statements; without a right to people, only for those of levels."""
    covered = coverage(asked.people().people(), asked.active)
    counts = covered.levels[::-1]
    moved = movement(asked.people(), asked.ladder, asked.period.first, asked.period.last)
    sees_people = asked.reach is not Scope.NO
    groups = {
        "levels": [*levels.thin(asked, counts)],
        "leaks": [*levels.leaks(asked, moved)],
        "coaches": [*levels.uncoached(asked, counts)],
        "places": [*places.leaderless(asked)] if sees_people else [],
        "organizers": [*places.full_hands(asked)] if sees_people else [],
    }
    if asked.hides_small:
        # From outside the group: that there is a gap, and no figure that could point at people.
        groups = {name: [gap._replace(seen=[]) for gap in gaps] for name, gaps in groups.items()}
    gaps = [gap for found in groups.values() for gap in found]
    return {"gaps": gaps, "n_gaps": len(gaps), "thresholds": thresholds}
