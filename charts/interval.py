"""Shares with their intervals, one below the other: a dot where it was seen, a line where the true one lies."""

from collections.abc import Sequence
from typing import NamedTuple

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from charts.theme import Theme, page

_LEFT, _RIGHT, _ROW, _AXIS, _SIZE = 28, 16, 48, 26, 14


class Interval(NamedTuple):
    """A share of 1, and from where to where the true one lies; `says` stands above its line."""

    name: str
    value: float
    low: float
    high: float
    says: str = ""


def intervals(
    rows: Sequence[Interval], *, uid: str, title: str, desc: str, theme: Theme = page, width: int = 560
) -> SafeString:
    """Draw inline SVG on one scale from 0 to 100 %. The page says the same in words and in a table."""
    height = len(rows) * _ROW + _AXIS
    parts = [_tick(share, height, theme, width) for share in (0.0, 0.25, 0.5, 0.75, 1.0)]
    parts += [_row(n, row, theme, width) for n, row in enumerate(rows)]
    return format_html(
        '<svg xmlns="http://www.w3.org/2000/svg" class="chart" viewBox="0 0 {} {}" font-size="{}" role="img" '
        'aria-labelledby="{uid}-t {uid}-d"><title id="{uid}-t">{}</title><desc id="{uid}-d">{}</desc>{}</svg>',
        width,
        height,
        _SIZE,
        title,
        desc,
        format_html_join("", "{}", ((part,) for part in parts)),
        uid=uid,
    )


def _x(share: float, width: int) -> float:
    return round(_LEFT + (width - _LEFT - _RIGHT) * min(max(share, 0.0), 1.0), 1)


def _tick(share: float, height: int, theme: Theme, width: int) -> SafeString:
    x = _x(share, width)
    return format_html(
        '<line x1="{x}" x2="{x}" y1="0" y2="{}" stroke="{}"/>'
        '<text x="{x}" y="{}" text-anchor="{}" fill="{}">{}%</text>',
        height - _AXIS,
        theme("line"),
        height - 6,
        "end" if share == 1 else "middle",
        theme("soft"),
        f"{share * 100:.0f}",
        x=x,
    )


def _row(n: int, row: Interval, theme: Theme, width: int) -> SafeString:
    y = n * _ROW + 34
    low, high, value = (_x(share, width) for share in (row.low, row.high, row.value))
    # Above the middle of its line, and never out of the drawing.
    at_end = value > width / 2
    return format_html(
        '<text x="8" y="{below}" fill="{ink}" font-weight="640">{}</text>'
        '<text x="{}" y="{}" text-anchor="{}" fill="{ink}">{}</text>'
        '<line x1="{}" x2="{}" y1="{y}" y2="{y}" stroke="{ink}" stroke-width="3" stroke-linecap="round"/>'
        '<circle cx="{}" cy="{y}" r="6" fill="{card}" stroke="{ink}" stroke-width="3"/>',
        row.name,
        high if at_end else low,
        y - 14,
        "end" if at_end else "start",
        row.says,
        low,
        high,
        value,
        y=y,
        below=y + 5,
        ink=theme("ink"),
        card=theme("card"),
    )
