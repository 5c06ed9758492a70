"""The panel of where people stand: each level of the default ladder, and a door to the ladder's own page."""

from typing import Any

from django.db.models import Count
from django.utils.translation import gettext_lazy as _

from dashboards import counting as asking
from dashboards.doors import Figure
from dashboards.registry import Panel
from dashboards.talks.counting import ladder_of
from ladders.models import Level
from ladders.queries import IN_TOUCH, with_place
from members.filters.tree import Condition
from members.requests import OrgRequest


def levels(request: OrgRequest) -> dict[str, Any]:
    """Count everybody by level, today, in one statement."""
    asked = asking.read(request)
    ladder = ladder_of(asked)
    if not ladder:
        return {"standing": [], "others": None}
    placed: Any = with_place(asked.people, ladder[0]).order_by()
    rows = placed.values("level_id").annotate(n=Count("pk"))
    n = {row["level_id"]: row["n"] for row in rows}
    figures = {str(level.pk): _figure(asked, n.get(level.pk, 0), f"level-{level.pk}") for level in ladder[1]}
    in_use = {level.pk for level in ladder[1]}
    others = sum(people for pk, people in n.items() if pk is None)
    retired = sum(people for pk, people in n.items() if pk and pk not in in_use)
    kept = asked.kept_back({**figures, "others": _figure(asked, others, IN_TOUCH)})
    longest = max((figure.people or 0 for name, figure in kept.items() if name != "others"), default=0) or 1
    return {
        "standing": [_line(level, kept[str(level.pk)], longest, len(ladder[1])) for level in ladder[1]],
        "others": kept["others"],
        "n_retired": 0 if asked.sees_nobody else retired,
    }


def _figure(asked: asking.Asked, n: int, place: str) -> Figure:
    return asked.figure(n, Condition("place", "is", (place,)))


def _line(level: Level, figure: Figure, longest: int, of: int) -> dict[str, Any]:
    return {"level": level, "people": figure, "share": round(100 * (figure.people or 0) / longest, 1), "of": of}


PANELS = (
    Panel("levels", _("Where people stand"), levels, "dashboards/front/levels.html", "ladder.view", "ladders:ladder"),
)
