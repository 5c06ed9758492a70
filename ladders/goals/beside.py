"""Goals beside the figures of the ladder page: a line in words, and where the goal stands on the bar."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import NamedTuple

from django.db.models import Q

from ladders.goals import said
from ladders.models import Goal, Ladder


class Beside(NamedTuple):
    """A goal in words; `wanted` marks the bar where the goal is of that level alone."""

    says: str
    wanted: int | None


def load(ladder: Ladder, unit: str, today: date) -> list[Goal]:
    """Return the goals that go with the figures shown, the next due first: everyone's, or of the unit they are narrowed to."""
    whose = Q(whose=Goal.Whose.UNIT, unit=unit) if unit else Q(whose=Goal.Whose.EVERYONE)
    ahead = Goal.objects.kept().filter(whose, ladder=ladder, due__gte=today)
    return list(ahead.exclude(level__retired_at__isnull=False).select_related("level").order_by("due", "pk"))


def lines(
    goals: Sequence[Goal],
    now: Mapping[str, int],
    order: Sequence[str],
    gone: Collection[str],
    today: date,
    *,
    hides_small: bool,
) -> dict[str, list[Beside]]:
    """Say each goal beside the level it is of, or beside the sum. `order` names the levels in use, the lowest first."""
    found: dict[str, list[Beside]] = {}
    for goal in goals:
        key = f"level-{goal.level_id}" if goal.level_id else "on-ladder"
        keys = [key] if key not in order or not goal.and_up else order[order.index(key) :]
        if key not in now:
            continue
        shown = None if set(keys) & set(gone) else sum(now[each] for each in keys)
        says = _says(goal, shown, today, tells_beginning=not hides_small)
        found.setdefault(key, []).append(Beside(says, goal.wanted if goal.level_id and not goal.and_up else None))
    return found


def _says(goal: Goal, now: int | None, today: date, *, tells_beginning: bool) -> str:
    """Say a goal. How two of them began would give away a figure that is too small to show, beside the sums."""
    figures = [said.wanted(goal, today) if now is None else said.stands(goal, now, today)]
    if now is not None and tells_beginning:
        figures.append(said.began(goal, today))
    text = " ".join(figures)
    return f"{said.about(goal)}: {text}" if goal.and_up else text
