"""Horizontal bars: a name, a length, a figure; each row leads to the people behind it."""

from collections.abc import Iterable
from typing import NamedTuple

from django.utils.formats import number_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import ngettext

from charts.text import fit
from charts.theme import Theme, page

ROW = 44
_NAMES = 190
_FIGURES = 70
_GAP = 8


class Bar(NamedTuple):
    """One row. Without an address it is no link: the reader has no right to the people."""

    name: str
    people: int
    color: str
    url: str = ""
    goal: int | None = None


def bars(rows: Iterable[Bar], *, uid: str, title: str, theme: Theme = page, width: int = 640) -> SafeString:
    """Draw inline SVG; every whole row, 44 units high, is the link. The goal is a dashed line across its row."""
    rows = list(rows)
    top = max((max(bar.people, bar.goal or 0) for bar in rows), default=0) or 1
    scale = (width - _NAMES - _FIGURES - _GAP) / top
    drawn = [_row(bar, at * ROW, scale, theme, width) for at, bar in enumerate(rows)]
    return format_html(
        '<svg xmlns="http://www.w3.org/2000/svg" class="chart" viewBox="0 0 {} {}" font-size="14" role="group" '
        'aria-labelledby="{uid}-t {uid}-d"><title id="{uid}-t">{}</title><desc id="{uid}-d">{}</desc>{}</svg>',
        width,
        ROW * len(rows) or ROW,
        title,
        "; ".join(f"{bar.name} {number_format(bar.people, force_grouping=True)}" for bar in rows),
        format_html_join("", "{}", ((each,) for each in drawn)),
        uid=uid,
    )


def _row(bar: Bar, y: int, scale: float, theme: Theme, width: int) -> SafeString:
    figure = number_format(bar.people, force_grouping=True)
    says = ngettext("%(name)s: %(n)s person", "%(name)s: %(n)s people", bar.people) % {"name": bar.name, "n": figure}
    length = bar.people * scale
    goal = "" if bar.goal is None else _goal(_NAMES + _GAP + bar.goal * scale, y, theme)
    # A value beyond its goal line stands behind the bar; one short of it could be struck through by the line.
    at = max(length, (bar.goal or 0) * scale)
    marks = format_html(
        '<title>{}</title><rect x="0" y="{}" width="{}" height="{}" fill-opacity="0"/>'
        '<text x="{}" y="{base}" text-anchor="end" fill="{ink}">{}</text>'
        '<rect x="{}" y="{}" width="{}" height="24" rx="3" fill="{}"/>{}'
        '<text x="{}" y="{base}" text-anchor="start" font-weight="640" fill="{ink}">{}</text>',
        says,
        y,
        width,
        ROW,
        _NAMES,
        fit(bar.name, _NAMES),
        _NAMES + _GAP,
        y + 10,
        f"{max(length, 1):.1f}",
        theme(bar.color),
        goal,
        f"{_NAMES + 2 * _GAP + at:.1f}",
        figure,
        base=y + 27,
        ink=theme("ink"),
    )
    if not bar.url:
        return format_html("<g>{}</g>", marks)
    return format_html('<a href="{}" aria-label="{}">{}</a>', bar.url, says, marks)


def _goal(x: float, y: int, theme: Theme) -> SafeString:
    return format_html(
        '<line x1="{x}" x2="{x}" y1="{}" y2="{}" stroke="{}" stroke-width="2" stroke-dasharray="3 2"/>',
        y + 4,
        y + ROW - 4,
        theme("ink"),
        x=f"{x:.1f}",
    )
