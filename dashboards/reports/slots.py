"""The sentences of the members' report: each a slot with figures in braces, which a group may say in its own words.

What a group writes keeps the figures as {names}, so that they stay right in every report and in every language.
"""

import re
from collections.abc import Mapping
from typing import Any, NamedTuple

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

_FIGURE = re.compile(r"\{(\w*)\}")
LEVEL = "level-"


class Slot(NamedTuple):
    """A sentence: what the form calls it, how it reads until a group writes its own, and which figures it may name."""

    label: str | Promise
    text: str | Promise
    figures: tuple[str, ...] = ()
    # The figure that says whether it is one or many.
    by: str = ""


SLOTS: dict[str, Slot] = {
    "above": Slot(
        _("Above the headline"),
        _("For members of {group}. {days}, counted on {counted}."),
        ("group", "days", "counted"),
    ),
    "headline": Slot(
        _("Headline"),
        ngettext_lazy(
            "We are {people} people, and {up} of us took a step up {period}.",
            "We are {people} people, and {up} of us took a step up {period}.",
            "up",
        ),
        ("people", "up", "period", "group"),
        "up",
    ),
    "headline_still": Slot(
        _("Headline when nobody took a step up"),
        ngettext_lazy("One of us is on the ladder.", "We are {people} people.", "people"),
        ("people", "period", "group"),
        "people",
    ),
    "lead": Slot(
        _("What a step up means"),
        _(
            "A step up means doing something you had not done before: your first meeting, your first task, your first "
            "invitation to a neighbor, your first team. Here is where we all stand."
        ),
    ),
    "ladder": Slot(_("Over the ladder"), _("Our ladder today")),
    "ladder_then": Slot(_("Over the ladder, when its last day is over"), _("Our ladder on {last}"), ("last",)),
    "change": Slot(_("What the figures beside it say"), _("and change since {since}."), ("since",)),
    "goal": Slot(_("What the dashed line says"), _("Dashed line: where we want to be by {due}."), ("due",)),
    "others": Slot(
        _("Those who are on no step"),
        ngettext_lazy(
            "Another person hears from us and is not on a step yet. Everyone on this page was once there.",
            "Another {others} people hear from us and are not on a step yet. Everyone on this page was once one of them.",
            "others",
        ),
        ("others",),
        "others",
    ),
    "steps": Slot(_("Over the dots"), ngettext_lazy("One step up", "{up} steps up, one dot each", "up"), ("up",), "up"),
    "steps_many": Slot(
        _("Over the dots, when there are very many"), _("{up} steps up, one dot for {each} people"), ("up", "each")
    ),
    "quiet": Slot(
        _("Those who went quiet"),
        ngettext_lazy(
            "One person went quiet. If you know who it is, call them this week.",
            "{quiet} people went quiet. If you know one of them, call them this week.",
            "quiet",
        ),
        ("quiet",),
        "quiet",
    ),
    "need": Slot(_("Over what we need"), _("Where we need each other most")),
    "need_says": Slot(
        _("What we need"),
        _("We want {wanted} people on “{level}” by {due}, and we are {now}."),
        ("wanted", "level", "due", "now"),
    ),
    "need_how": Slot(
        _("How it can be done"), _("Nobody should do it alone. Find a buddy, and ask one person this week.")
    ),
    "learned": Slot(_("Over what we tried"), _("What we tried and learned")),
    "quotes": Slot(_("Over the quotes"), _("In our words")),
    "come": Slot(_("What comes next"), _("Come to {activity} on {day}"), ("activity", "day", "time", "place")),
    "come_more": Slot(_("More about it"), _("Bring one person.")),
    "how": Slot(
        _("How we count"),
        _(
            "How we count: a level is set by people of our group, from something they saw, and you can ask to see yours."
        ),
    ),
}


def default(slot: str, figures: Mapping[str, Any]) -> str:
    """Return how a slot reads until a group writes its own, one or many as the figures are."""
    entry = SLOTS[slot]
    text = entry.text
    # A lazy plural takes the number by its name.
    return str(text % {entry.by: int(figures.get(entry.by, 0))}) if entry.by else str(text)


def unknown(text: str, allowed: tuple[str, ...]) -> list[str]:
    """Name what stands in braces and is no figure of this sentence."""
    return [name for name in _FIGURE.findall(text) if name not in allowed]


def named(text: str) -> set[str]:
    """Return the figures that a sentence tells."""
    return set(_FIGURE.findall(text))


def filled(text: str, figures: Mapping[str, str]) -> str:
    """Put the figures in; braces that name none stay as they were typed."""
    return _FIGURE.sub(lambda found: figures.get(found[1], found[0]), text)
