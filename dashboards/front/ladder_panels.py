"""Two panels of the ladder beside where people stand today: how its upper levels went, and where it has gaps."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from dashboards import counting as asking
from dashboards.doors import reach
from dashboards.gaps import page as gaps_page
from dashboards.ladder.asking import Asked
from dashboards.ladder.trend import over_time
from dashboards.moving.asking import Asked as AskedOfMoves
from dashboards.reading import hides_small
from dashboards.registry import Panel
from dashboards.talks.counting import ladder_of
from members.requests import OrgRequest

MOST_GAPS = 3


def trend(request: OrgRequest) -> dict[str, Any]:
    """Draw the upper levels of the default ladder over the quarters, in one statement."""
    asked = asking.read(request)
    ladder = ladder_of(asked)
    if not ladder:
        return {"trend": None}
    of_ladder = Asked(request, ladder[0], ladder[1][::-1], asked.period, reach(request))
    drawn = over_time(of_ladder.narrowed(asked.unit, asked.view), [])
    return {"trend": drawn, "n_levels": len(ladder[1])}


def gaps(request: OrgRequest) -> dict[str, Any]:
    """Name the first levels of the default ladder that hold too few people or coaches, in one statement."""
    asked = asking.read(request)
    ladder = ladder_of(asked)
    if not ladder:
        return {"has_ladder": False}
    of_moves = AskedOfMoves(
        request, ladder[0], ladder[1][::-1], asked.period, reach(request), hides_small(request), asked.unit
    )
    found = gaps_page.held(of_moves)
    return {"has_ladder": True, "gaps": found[:MOST_GAPS], "n_levels": len(ladder[1]), "more": len(found) - MOST_GAPS}


PANELS = (
    Panel(
        "trend", _("The upper levels over time"), trend, "dashboards/front/trend.html", "ladder.view", "ladders:ladder"
    ),
    Panel("gaps", _("Gaps of the ladder"), gaps, "dashboards/front/gaps.html", "dashboard.view", "dashboards:gaps"),
)
