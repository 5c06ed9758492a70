"""From where to where, as a table drawn in shades: exact in every cell, and readable in grey."""

from collections.abc import Sequence
from math import ceil, cos, radians, sin
from typing import NamedTuple

from django.utils.formats import number_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from charts.text import fit
from charts.text import width as text_width
from charts.theme import Theme, page

SIZE = 14
ROW = 44
# Heads are written aslant: beside each other they need no more room than a line is high.
SLANT = 50
_NARROWEST = 27
_PALEST, _DARKEST = 0.1, 0.5


class Cell(NamedTuple):
    """How many, None where it is kept back; where they are listed, and what is read out.

    `trend` is "up" or "down" for a triangle in the corner, `is_same` frames who stayed, `is_sum` shades nothing.
    """

    n: int | None
    says: str
    url: str = ""
    trend: str = ""
    is_same: bool = False
    is_sum: bool = False


class _Frame(NamedTuple):
    label: int
    head: int
    step: float
    most: int
    theme: Theme


def matrix(
    heads: Sequence[str],
    rows: Sequence[tuple[str, Sequence[Cell]]],
    *,
    uid: str,
    title: str,
    desc: str,
    label: int = 190,
    head: int = 132,
    width: int = 820,
    theme: Theme = page,
) -> SafeString:
    """Draw inline SVG: a head for each column, and rows of as many cells. It grows wider where figures need the room."""
    cells = [cell for _name, row in rows for cell in row]
    longest = max((text_width(_figure(cell), SIZE) for cell in cells), default=0)
    step = max((width - label) / max(len(heads), 1), longest + 8, _NARROWEST)
    most = max((cell.n or 0 for cell in cells if not (cell.is_sum or cell.is_same)), default=0) or 1
    frame = _Frame(label, head, min(step, 96), most, theme)
    wide = label + frame.step * len(heads) + 16
    drawn = [_head(frame, at, name, wide) for at, name in enumerate(heads)]
    for at, (name, row) in enumerate(rows):
        drawn += _row(frame, at, name, row)
    return format_html(
        '<svg xmlns="http://www.w3.org/2000/svg" class="chart matrix {}" viewBox="0 0 {} {}" font-size="{}" role="group" '
        'aria-labelledby="{uid}-t {uid}-d"><title id="{uid}-t">{}</title><desc id="{uid}-d">{}</desc>{}</svg>',
        # A box to scroll in is never so narrow that the letters shrink: so many rem, in steps of four.
        f"w{ceil(wide / 64) * 4}",
        round(wide),
        head + ROW * len(rows) + 4,
        SIZE,
        title,
        desc,
        format_html_join("", "{}", ((part,) for part in drawn)),
        uid=uid,
    )


def _head(frame: _Frame, at: int, name: str, wide: float) -> SafeString:
    x, y = frame.label + frame.step * (at + 0.5), frame.head - 8
    # Within the upper edge, and the one at the end.
    room = min((frame.head - 22) / sin(radians(SLANT)), (wide - x) / cos(radians(SLANT)))
    return format_html(
        '<text x="{x}" y="{y}" text-anchor="start" transform="rotate(-{} {x} {y})" fill="{}">{}</text>',
        SLANT,
        frame.theme("soft"),
        fit(name, room, SIZE),
        x=f"{x:.1f}",
        y=y,
    )


def _row(frame: _Frame, at: int, name: str, row: Sequence[Cell]) -> list[SafeString]:
    y = frame.head + ROW * at
    label = format_html(
        '<text x="0" y="{}" text-anchor="start" fill="{}">{}</text>',
        y + 27,
        frame.theme("ink"),
        fit(name, frame.label - 8, SIZE),
    )
    return [label, *(_cell(frame, frame.label + frame.step * n, y, cell) for n, cell in enumerate(row))]


def _cell(frame: _Frame, x: float, y: int, cell: Cell) -> SafeString:
    inside = format_html(
        '<title>{}</title><rect x="{}" y="{}" width="{}" height="{}" rx="3" fill="{}" fill-opacity="{}" stroke="{}"/>{}'
        '<text x="{}" y="{}" text-anchor="middle" fill="{}"{}>{}</text>',
        cell.says,
        f"{x + 1:.1f}",
        y + 1,
        f"{frame.step - 2:.1f}",
        ROW - 2,
        frame.theme("l0"),
        _shade(frame, cell),
        frame.theme("soft" if cell.is_same else "line"),
        _triangle(frame, x, y, cell),
        f"{x + frame.step / 2:.1f}",
        y + 28,
        frame.theme("ink" if cell.n else "soft"),
        format_html(' font-weight="{}"', 600) if cell.is_sum else "",
        _figure(cell),
    )
    if not (cell.url and cell.n):
        return format_html("<g>{}</g>", inside)
    return format_html('<a href="{}" data-people="{}" aria-label="{}">{}</a>', cell.url, cell.n, cell.says, inside)


def _shade(frame: _Frame, cell: Cell) -> str:
    """More is darker, among those who moved: who stayed are so many that all others would be pale beside them."""
    if cell.is_sum or cell.is_same or not cell.n:
        return "0"
    return f"{_PALEST + (_DARKEST - _PALEST) * cell.n / frame.most:.2f}"


def _triangle(frame: _Frame, x: float, y: int, cell: Cell) -> SafeString | str:
    """Say up or down by shape: a color would not be seen by everybody."""
    if not cell.trend or not cell.n:
        return ""
    left, up = x + frame.step / 2, cell.trend == "up"
    tip, base = (y + 5, y + 11) if up else (y + 40, y + 34)
    points = f"{left - 4:.1f},{base} {left + 4:.1f},{base} {left:.1f},{tip}"
    return format_html('<polygon points="{}" fill="{}"/>', points, frame.theme("ink"))


def _figure(cell: Cell) -> str:
    return "–" if cell.n is None else number_format(cell.n, force_grouping=True)
