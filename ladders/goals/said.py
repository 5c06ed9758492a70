"""A goal in words: where it looks, whose people it counts, how far they are, or why it rests."""

from datetime import date

from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from ladders.models import Goal

Whose = Goal.Whose
_GONE = {
    Whose.UNIT: gettext_lazy("The unit it was about is gone, so the goal rests."),
    Whose.TEAM: gettext_lazy("The team it was about is gone, so the goal rests."),
    Whose.ORGANIZER: gettext_lazy("Whoever it was about is not here any more, so the goal rests."),
    Whose.VIEW: gettext_lazy("The view it counts by is gone, or not for you, so there is no figure."),
}


def about(goal: Goal) -> str:
    """Say where a goal looks: "3 Brings others and up"."""
    if goal.level is None:
        return _("On any level")
    return _("%s and up") % goal.level if goal.and_up else str(goal.level)


def whose(goal: Goal) -> str:
    """Name those whom it counts."""
    named = {Whose.UNIT: goal.unit, Whose.TEAM: goal.team, Whose.ORGANIZER: goal.organizer, Whose.VIEW: goal.view}
    found = named.get(Whose(goal.whose))
    if goal.whose == Whose.ORGANIZER and found:
        return _("%s’s people") % found
    return str(found) if found else str(goal.get_whose_display())


def rests(goal: Goal, now: int | None) -> str:
    """Say why a goal cannot be counted as it was meant; empty when it can."""
    if goal.level and goal.level.retired_at:
        return _("“%s” was retired, so the goal rests. Put it away, or set one for another level.") % goal.level.name
    return "" if now is not None else str(_GONE.get(Whose(goal.whose), ""))


def stands(goal: Goal, now: int | None, today: date) -> str:
    """Say how far it is: "31 now, 40 by Dec 1; 26 in May"."""
    if why := rests(goal, now):
        return why
    says = {"n": figure(now or 0), "wanted": figure(goal.wanted), "due": day(goal.due, today)}
    if goal.due < today:
        if (now or 0) >= goal.wanted:
            return _("Reached: %(n)s on %(due)s, %(wanted)s were wanted.") % says
        return _("%(due)s has passed: %(n)s then, %(wanted)s were wanted.") % says
    if (now or 0) >= goal.wanted:
        return _("Reached: %(n)s now, %(wanted)s wanted by %(due)s.") % says
    return _("%(n)s now, %(wanted)s by %(due)s.") % says


def began(goal: Goal, today: date) -> str:
    """Say how many there were when it was set."""
    said = ngettext("It began with %(n)s person on %(on)s.", "It began with %(n)s people on %(on)s.", goal.baseline)
    return said % {"n": figure(goal.baseline), "on": day(goal.baseline_on, today)}


def wanted(goal: Goal, today: date) -> str:
    """Say what is wanted alone, for those who do not read how many there are."""
    return _("%(wanted)s by %(due)s.") % {"wanted": figure(goal.wanted), "due": day(goal.due, today)}


def day(on: date, today: date) -> str:
    return str(date_format(on, "M j" if on.year == today.year else "M j, Y"))


def figure(n: int) -> str:
    return str(number_format(n, force_grouping=True))
