"""Where an even pace leads: from how many there were when a goal was set, over how many there are, to its day."""

from datetime import date, timedelta
from typing import Protocol

from django.utils.translation import gettext as _

from ladders.goals import said
from ladders.models import Goal

# One new person in the first days would make a great pace, and nobody none at all.
TOO_EARLY = timedelta(days=14)


class Aimed(Protocol):
    """What a pace is told from: a goal, or the figures of one."""

    @property
    def baseline(self) -> int: ...
    @property
    def baseline_on(self) -> date: ...
    @property
    def due(self) -> date: ...


def ahead(goal: Aimed, now: int, today: date) -> int | None:
    """Return how many there will be on the goal's day if it goes on as it has; None where that cannot be said."""
    gone, left = (today - goal.baseline_on).days, (goal.due - today).days
    if gone < TOO_EARLY.days or left <= 0:
        return None
    return max(round(now + (now - goal.baseline) * left / gone), 0)


def told(goal: Goal, now: int | None, today: date) -> str:
    """Say where the pace leads: "At this pace 56 of 110 by Jan 1, 2027."; empty where there is nothing to reach."""
    if said.rests(goal, now) or goal.due <= today or now is None or now >= goal.wanted:
        return ""
    there = ahead(goal, now, today)
    if there is None:
        return _("It was set a short while ago, so there is no pace to speak of yet.")
    says = {"ahead": said.figure(there), "wanted": said.figure(goal.wanted), "due": said.day(goal.due, today)}
    if there >= goal.wanted:
        return _("At this pace it is reached: %(ahead)s by %(due)s.") % says
    return _("At this pace %(ahead)s of %(wanted)s by %(due)s.") % says
