"""How a sign is counted and what its figures are, in words."""

from datetime import date
from decimal import Decimal

from django.utils.formats import date_format, number_format
from django.utils.translation import gettext as _

from experiments.models import Measurement, Metric, Sign

Way = Metric.Way
MINUS = "−"


def how(metric: Metric, *, in_full: bool = True) -> str:
    """Say how it is counted. Not `in_full`: without names of lists and activities, which may name people."""
    names = {name: _quoted(kept["name"]) for name, kept in metric.chosen.items() if isinstance(kept, dict) and in_full}
    view, other = names.get("view", _("a list")), names.get("other_view", _("another list"))
    activity, whom = names.get("activity", _("an activity")), names.get("view", _("those taking part"))
    said = {
        Way.NUMBER: _("A number somebody writes down"),
        Way.RATE: _("So many out of so many, written down"),
        Way.VIEW: _("How many people are on %s") % view,
        Way.SHARE: _("How many of %(view)s are on %(other)s too") % {"view": view, "other": other},
        Way.CAME: _("How many came to %s") % activity,
        Way.YES: _("How many of those asked to %s said yes") % activity,
        Way.KEPT: _("Promises kept, of those that were due, by %s") % whom,
        Way.MOVED: _risen(metric, whom),
        Way.GROUPS: _compared(metric, view, other, activity),
        Way.PULSE: _("Asked of those taking part: %s") % metric.question,
    }
    return said[Way(metric.way)]


def _risen(metric: Metric, whom: str) -> str:
    if "level" in metric.chosen:
        return _("How many of %(whom)s reached %(level)s since it began") % {
            "whom": whom, "level": metric.chosen["level"]["name"],
        }  # fmt: skip
    return _("How many of %s moved up the ladder since it began") % whom


def _compared(metric: Metric, view: str, other: str, activity: str) -> str:
    if metric.is_by_hand:
        return _("Two groups compared, written down")
    sides = {"a": _("group A"), "b": _("group B")} if "assignment" in metric.chosen else {"a": view, "b": other}
    if metric.chosen.get("outcome") == "kept":
        return _("Who kept a promise: %(b)s against %(a)s") % sides
    if "activity" in metric.chosen:
        return _("Who came to %(activity)s: %(b)s against %(a)s") % {"activity": activity, **sides}
    if "level" in metric.chosen:
        return _("Who reached %(level)s: %(b)s against %(a)s") % {"level": metric.chosen["level"]["name"], **sides}
    return _("Who moved up the ladder: %(b)s against %(a)s") % sides


def now(metric: Metric, newest: Measurement | None) -> str:
    """Write the figure: a number, a share, or how many points B lies above A."""
    if newest is None or newest.value is None:
        return "–"
    if metric.way == Way.GROUPS:
        sign = "+" if newest.value > 0 else MINUS if newest.value < 0 else ""
        return sign + _("%s points") % number(abs(newest.value))
    return number(newest.value) + ("%" if metric.is_share else "")


def of(metric: Metric, newest: Measurement | None) -> str:
    """Write what a share is a share of."""
    if newest is None or newest.whole is None:
        return ""
    first = pair(newest.part, newest.whole)
    if metric.way != Way.GROUPS:
        return first
    return _("B %(b)s, A %(a)s") % {"b": pair(newest.b_part, newest.b_whole), "a": first}


def pair(part: int | None, whole: int | None) -> str:
    return _("%(part)s of %(whole)s") % {"part": _int(part), "whole": _int(whole)}


def goal(metric: Metric) -> str:
    """Write the goal of a sign of success, the limit of one of failure."""
    if metric.goal is None:
        return ""
    value = number(metric.goal) + ("" if not metric.is_share else _(" points") if metric.way == Way.GROUPS else "%")
    return _("limit %s") % value if metric.sign.kind == Sign.Kind.FAILURE else _("goal %s") % value


def number(value: Decimal) -> str:
    """Write a figure: whole where it is whole, else with one place."""
    rounded = round(value, 1)
    places = 0 if rounded == rounded.to_integral_value() or abs(rounded) >= 10 else 1  # noqa: PLR2004 - two figures do
    return str(number_format(round(value, places), places, force_grouping=True))


def day(on: date, today: date) -> str:
    return str(date_format(on, "M j" if on.year == today.year else "M j, Y"))


def _int(n: int | None) -> str:
    return str(number_format(n or 0, force_grouping=True))


def _quoted(name: str) -> str:
    return _("“%s”") % name
