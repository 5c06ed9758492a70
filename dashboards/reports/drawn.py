"""The charts of a report, from what was counted: for paper and as pictures, with the words that say the same."""

from collections.abc import Mapping
from typing import Any

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from charts.dots import dots
from charts.rungs import Rung, rungs
from charts.theme import Theme, paper
from dashboards.reports.figures import change, figure

# More dots than these fit on no page: then one stands for several people.
MOST_DOTS = 200


def rows(found: Mapping[str, Any], names: Mapping[str, str]) -> list[dict[str, Any]]:
    """List the levels from the highest down, as a page draws them; lengths are parts of a hundred."""
    levels = found["levels"]
    top = max((max(level["now"] or 0, level["wanted"] or 0) for level in levels), default=0) or 1
    return [
        {
            "name": names.get(level["id"], level["name"]),
            "color": level["color"],
            "people": level["now"],
            "figure": figure(level["now"]),
            "change": change(level["before"], level["now"]),
            "goal": level["wanted"],
            "length": f"{(level['now'] or 0) * 100 / top:.1f}%",
            "goal_at": f"{level['wanted'] * 100 / top:.1f}%" if level["wanted"] else "",
        }
        for level in levels
    ]


def says(lines: list[dict[str, Any]]) -> str:
    """Say the ladder in words, for who cannot see it."""
    return "; ".join(
        f"{line['name']}: {line['figure']}" + (f", {_('goal')} {figure(line['goal'])}" if line["goal"] else "")
        for line in lines
    ) or _("No levels yet")


def ladder(lines: list[dict[str, Any]], *, title: str, is_rtl: bool) -> SafeString:
    drawn = (
        Rung(line["name"], line["people"], line["color"], line["figure"], line["change"], line["goal"])
        for line in lines
    )
    return rungs(drawn, title=title, says=says(lines), is_rtl=is_rtl)


def each_dot(found: Mapping[str, Any]) -> int:
    """Say how many people one dot stands for."""
    return max(-(-(found["kinds"]["up"] or 0) // MOST_DOTS), 1)


def steps(found: Mapping[str, Any], *, title: str, told: str, theme: Theme = paper) -> SafeString:
    """Draw a dot for each step up, from the lowest level on; where some are kept back, all are alike."""
    each, up = each_dot(found), found["kinds"]["up"] or 0
    groups = [(level["color"], level["up"]) for level in reversed(found["levels"])]
    if any(n is None for _color, n in groups):
        groups = [("l3", up)]
    return dots(((color, -(-(n or 0) // each)) for color, n in groups), title=title, says=told, theme=theme)
