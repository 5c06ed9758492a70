"""A ladder as it is handed out: the name of each level, its bar, how many, what changed, and the goal as a dashed line."""

from collections.abc import Iterable
from typing import NamedTuple

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from charts.text import fit
from charts.theme import Theme, paper

_ROW, _BAR = 36, 24
_NAMES, _SAID = 170, 150


class Rung(NamedTuple):
    """One level. `figure` and `change` are words; without a number of people the bar is left out."""

    name: str
    people: int | None
    color: str
    figure: str
    change: str = ""
    goal: int | None = None


class _Side(NamedTuple):
    """From left to right, or from right to left in languages written so."""

    width: int
    is_rtl: bool

    def at(self, x: float, width: float = 0) -> str:
        return f"{self.width - x - width if self.is_rtl else x:.1f}"

    @property
    def start(self) -> str:
        return "end" if self.is_rtl else "start"


def rungs(
    rows: Iterable[Rung], *, title: str, says: str, theme: Theme = paper, width: int = 590, is_rtl: bool = False
) -> SafeString:
    """Draw SVG that stands alone: for paper, and as a picture."""
    rows, side = list(rows), _Side(width, is_rtl)
    top = max((max(row.people or 0, row.goal or 0) for row in rows), default=0) or 1
    scale = (width - _NAMES - _SAID) / top
    drawn = [_rung(row, at * _ROW + 3, scale, side, theme) for at, row in enumerate(rows)]
    return format_html(
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {} {}" width="{}" height="{}" font-size="13" '
        'font-family="Hanken Grotesk, Noto Sans, DejaVu Sans, sans-serif" role="img">'
        "<title>{}</title><desc>{}</desc>{}</svg>",
        width,
        _ROW * len(rows) or _ROW,
        width,
        _ROW * len(rows) or _ROW,
        title,
        says,
        format_html_join("", "{}", ((each,) for each in drawn)),
    )


def _rung(row: Rung, y: int, scale: float, side: _Side, theme: Theme) -> SafeString:
    length, goal = (row.people or 0) * scale, (row.goal or 0) * scale
    parts = [_text(side.at(0), y + 17, fit(row.name, _NAMES - 8), theme("ink"), side, bold=True)]
    if row.goal:
        parts.append(_box(side.at(_NAMES, goal), y, goal, theme("sunk")))
    if row.people is not None:
        parts.append(_box(side.at(_NAMES, max(length, 1)), y, max(length, 1), theme(row.color)))
    if row.goal:
        parts.append(_goal(side.at(_NAMES + goal), y, theme))
    figure_at = _NAMES + max(length, goal) + 10
    parts.append(_text(side.at(figure_at), y + 18, row.figure, theme("ink"), side, bold=True, size=16))
    if row.change:
        after = figure_at + 10 + 10 * len(row.figure)
        parts.append(_text(side.at(after), y + 17, row.change, theme("soft"), side))
    return format_html_join("", "{}", ((part,) for part in parts))


def _box(x: str, y: int, width: float, color: str) -> SafeString:
    return format_html(
        '<rect x="{}" y="{}" width="{}" height="{}" rx="3" fill="{}"/>', x, y, f"{width:.1f}", _BAR, color
    )


def _goal(x: str, y: int, theme: Theme) -> SafeString:
    return format_html(
        '<line x1="{x}" x2="{x}" y1="{}" y2="{}" stroke="{}" stroke-width="2" stroke-dasharray="3 2"/>',
        y - 3,
        y + _BAR + 3,
        theme("ink"),
        x=x,
    )


def _text(x: str, y: int, words: str, color: str, side: _Side, *, bold: bool = False, size: int = 13) -> SafeString:
    return format_html(
        '<text x="{}" y="{}" font-size="{}" font-weight="{}" text-anchor="{}" fill="{}">{}</text>',
        x,
        y,
        size,
        640 if bold else 400,
        side.start,
        color,
        words,
    )
