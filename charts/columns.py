"""Upright columns, one for each month: as narrow as a phone, with the figure above each."""

from collections.abc import Iterable
from typing import NamedTuple

from django.utils.formats import number_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from charts.text import width
from charts.theme import Theme, page

# Twelve of them stand side by side on the narrowest phone without being drawn smaller.
STEP = 23
_BAR = 15
_TALL = 72
_BASE = 92
_HEIGHT = 116
# Figures of so many digits would touch their neighbors: then the tallest and the last column say theirs.
_WIDE = 100
# So far apart two figures do not touch, one above the other.
_LINE = 16


class Column(NamedTuple):
    """One column; `label` stands below it, or nothing does, and `says` is shown where somebody points at it."""

    n: int
    label: str = ""
    says: str = ""


def columns(rows: Iterable[Column], *, uid: str, title: str, theme: Theme = page) -> SafeString:
    """Draw inline SVG. A column of none is a line on the ground, so that a gap is no missing month."""
    rows = list(rows)
    top = max((column.n for column in rows), default=0) or 1
    said = _said(rows, top)
    drawn = [
        _column(
            column,
            at * STEP,
            column.n * _TALL / top,
            theme,
            with_figure=top < _WIDE or at in said,
            end=STEP * len(rows),
        )
        for at, column in enumerate(rows)
    ]
    return format_html(
        '<svg xmlns="http://www.w3.org/2000/svg" class="chart columns" viewBox="0 0 {} {}" font-size="14" role="img" '
        'aria-labelledby="{uid}-t {uid}-d"><title id="{uid}-t">{}</title><desc id="{uid}-d">{}</desc>{}</svg>',
        STEP * len(rows) or STEP,
        _HEIGHT,
        title,
        "; ".join(column.says for column in rows if column.says),
        format_html_join("", "{}", ((each,) for each in drawn)),
        uid=uid,
    )


def _said(rows: list[Column], top: int) -> set[int]:
    """Name the columns that say their figure where not all can: the last, and the tallest unless the two would touch."""
    last, tallest = len(rows) - 1, next((at for at, column in enumerate(rows) if column.n == top), 0)
    apart = abs(rows[last].n - top) * _TALL / top >= _LINE if rows else True
    room = (last - tallest) * STEP >= width(f"{top:,}")
    return {last, tallest} if apart or room else {last}


def _column(column: Column, x: int, height: float, theme: Theme, *, with_figure: bool, end: int) -> SafeString:
    middle, ground = x + STEP / 2, f"{_BASE - max(height, 1):.1f}"
    parts = [
        format_html(
            '<rect x="{}" y="{}" width="{}" height="{}" rx="2" fill="{}"/>',
            x + (STEP - _BAR) // 2,
            ground,
            _BAR,
            f"{max(height, 1):.1f}",
            theme("edge"),
        )
    ]
    if column.n and with_figure:
        figure = number_format(column.n, force_grouping=True)
        parts.append(_text(middle, f"{_BASE - height - 6:.1f}", figure, theme("ink"), end))
    if column.label:
        parts.append(_text(middle, str(_HEIGHT - 6), column.label, theme("soft"), end))
    return format_html("<g><title>{}</title>{}</g>", column.says, format_html_join("", "{}", ((p,) for p in parts)))


def _text(middle: float, y: str, words: str, color: str, end: int) -> SafeString:
    """Write words below or above the middle of their column; wider ones stay within the drawing, or would be cut off."""
    x, anchor, half = middle, "middle", width(words) / 2
    if middle + half > end:
        x, anchor = end, "end"
    elif middle < half:
        x, anchor = 0, "start"
    return format_html('<text x="{}" y="{}" text-anchor="{}" fill="{}">{}</text>', x, y, anchor, color, words)
