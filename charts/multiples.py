"""Small charts side by side, all on one scale: each a few bars with their figures, so that shapes can be compared."""

from collections.abc import Sequence
from typing import NamedTuple

from django.utils.formats import number_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import ngettext

from charts.text import width as text_width
from charts.theme import Theme, page

ROW = 24
_BAR = 14
_GAP = 6


class Bar(NamedTuple):
    """One row; `label` is short, as a level's number. None is kept back from this reader."""

    label: str
    says: str
    people: int | None
    color: str
    url: str = ""


def small(bars: Sequence[Bar], *, top: int, uid: str, title: str, theme: Theme = page, width: int = 200) -> SafeString:
    """Draw one of them as inline SVG; `top` is the largest figure of all, and gives the scale."""
    left = max((text_width(bar.label) for bar in bars), default=0) + _GAP
    # The longest bar leaves room for the figure behind it.
    room = width - left - text_width(number_format(top, force_grouping=True)) * 1.06 - _GAP
    drawn = [_bar(bar, at * ROW, left, room / (top or 1), theme, width) for at, bar in enumerate(bars)]
    return format_html(
        '<svg xmlns="http://www.w3.org/2000/svg" class="chart small" viewBox="0 0 {} {}" font-size="14" role="group" '
        'aria-labelledby="{uid}-t"><title id="{uid}-t">{}</title>{}</svg>',
        width,
        ROW * len(bars) or ROW,
        title,
        format_html_join("", "{}", ((each,) for each in drawn)),
        uid=uid,
    )


def _bar(bar: Bar, y: int, left: float, scale: float, theme: Theme, width: int) -> SafeString:
    length = (bar.people or 0) * scale
    figure = "–" if bar.people is None else number_format(bar.people, force_grouping=True)
    n = ngettext("%(n)s person", "%(n)s people", bar.people or 0) % {"n": figure}
    says = f"{bar.says}: {n}"
    marks = format_html(
        '<title>{}</title><rect y="{}" width="{}" height="{}" fill-opacity="0"/>'
        '<text x="{}" y="{base}" text-anchor="end" fill="{}">{}</text>'
        '<rect x="{x}" y="{}" width="{}" height="{}" rx="2" fill="{}"/>'
        '<text x="{}" y="{base}" font-weight="640" fill="{}">{}</text>',
        says,
        y,
        width,
        ROW,
        f"{left - _GAP:.1f}",
        theme("soft"),
        bar.label,
        y + (ROW - _BAR) // 2,
        f"{max(length, 1):.1f}",
        _BAR,
        theme(bar.color),
        f"{left + max(length, 1) + _GAP:.1f}",
        theme("ink"),
        figure,
        base=y + 17,
        x=f"{left:.1f}",
    )
    if bar.url and bar.people:
        return format_html('<a href="{}" data-people="{}" aria-label="{}">{}</a>', bar.url, bar.people, says, marks)
    return format_html("<g>{}</g>", marks)
