"""From a goal back to a week: who has to come, what that took here so far, and how it falls on the teams."""

from collections.abc import Mapping
from datetime import date
from math import ceil
from typing import NamedTuple

from dashboards.goal.rates import Rates
from ladders.models import Goal


class Plan(NamedTuple):
    """Until the goal's day: how many more are wanted, how many will leave meanwhile, and so how many have to come.

    What a week takes is None where the group's own rates are too few to tell.
    """

    weeks: int
    more: int
    will_leave: int
    one_to_ones: int | None
    said_yes: int | None

    @property
    def have_to_come(self) -> int:
        return self.more + self.will_leave


def work_back(goal: Goal, now: int, rates: Rates, today: date) -> Plan | None:
    """Return None where there is nothing to do, or no day left to do it."""
    left = (goal.due - today).days
    if left <= 0 or now >= goal.wanted:
        return None
    weeks = ceil(left / 7)
    will_leave = round(rates.left / rates.weeks * weeks) if rates.are_enough else 0
    have_to_come = goal.wanted - now + will_leave

    def a_week(done: int) -> int | None:
        # One figure, one rounding: what all of them take, by the weeks that are left.
        return ceil(have_to_come * done / rates.came / weeks) if rates.are_enough and done else None

    return Plan(weeks, goal.wanted - now, will_leave, a_week(rates.one_to_ones), a_week(rates.said_yes))


def shares(whole: int, weights: Mapping[str, int]) -> dict[str, int]:
    """Divide whole people or talks by weights so that the parts add up; what is left over goes to the largest rests."""
    total = sum(weights.values())
    if not total:
        return {}
    exact = {key: whole * weight / total for key, weight in weights.items()}
    parts = {key: int(value) for key, value in exact.items()}
    by_rest = sorted(weights, key=lambda key: (parts[key] - exact[key], key))
    for key in by_rest[: whole - sum(parts.values())]:
        parts[key] += 1
    return parts
