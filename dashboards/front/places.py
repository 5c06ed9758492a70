"""The panel of where people stand: each level of the default ladder, and a door to the ladder's own page."""

from collections import Counter
from typing import Any
from uuid import UUID

from django.db.models import Count, UUIDField, Value
from django.utils.translation import gettext_lazy as _

from dashboards import counting as asking
from dashboards.doors import Figure
from dashboards.registry import Panel
from dashboards.talks.counting import ladder_of
from ladders import part_sums
from ladders.models import Ladder, Level
from ladders.queries import IN_TOUCH, with_place
from members.filters.tree import Condition
from members.queries import count_each_by
from members.requests import OrgRequest


def levels(request: OrgRequest) -> dict[str, Any]:
    """Count everybody by level, today, in one statement."""
    asked = asking.read(request)
    ladder = ladder_of(asked)
    if not ladder:
        return {"standing": [], "others": None}
    n = _by_level(asked, ladder[0])
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


def _by_level(asked: asking.Asked, ladder: Ladder) -> Counter[UUID | None]:
    """Count them by level, and on none; of everybody there are sums."""
    if asked.scope:
        placed: Any = with_place(asked.people, ladder).order_by()
        return Counter(dict(placed.values_list("level_id").annotate(n=Count("pk"))))
    everybody = part_sums.all_people().annotate(level_id=Value(None, UUIDField()))
    found = count_each_by({}, "level_id", sums={"on": part_sums.on_levels(ladder), "all": everybody})
    levels = {level: n for (which, level), n in found.items() if which == "on" and n}
    return Counter({**levels, None: found.get(("all", None), 0) - sum(levels.values())})


def _figure(asked: asking.Asked, n: int, place: str) -> Figure:
    return asked.figure(n, Condition("place", "is", (place,)))


def _line(level: Level, figure: Figure, longest: int, of: int) -> dict[str, Any]:
    return {"level": level, "people": figure, "share": round(100 * (figure.people or 0) / longest, 1), "of": of}


PANELS = (
    Panel("levels", _("Where people stand"), levels, "dashboards/front/levels.html", "ladder.view", "ladders:ladder"),
)
