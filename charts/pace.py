"""A goal and the way to it: the even pace dashed, how it went so far as a line, where that leads as dots."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from django.utils.formats import number_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from charts.days import ticks
from charts.text import width as text_width
from charts.theme import Theme, page

_LEFT, _RIGHT, _TOP, _BOTTOM, _HEIGHT = 12, 56, 20, 30, 200
_SIZE = 14
_APART = 18


class Point(NamedTuple):
    """So many at the end of a day."""

    day: date
    n: int


class Pace(NamedTuple):
    """From the baseline to the goal; `so_far` in the order of days; `ahead` is where it leads, where that can be said."""

    baseline: Point
    goal: Point
    so_far: Sequence[Point]
    ahead: int | None = None


class _Frame(NamedTuple):
    """From days and numbers to places in the drawing."""

    start: date
    days: int
    most: int
    width: int

    def at(self, point: Point) -> tuple[float, float]:
        across = _LEFT + (self.width - _LEFT - _RIGHT) * (point.day - self.start).days / self.days
        return round(across, 1), round(_HEIGHT - _BOTTOM - (_HEIGHT - _TOP - _BOTTOM) * point.n / self.most, 1)


def pace(way: Pace, *, uid: str, title: str, desc: str, theme: Theme = page, width: int = 640) -> SafeString:
    """Draw inline SVG. The page says the same in words, and has the numbers in a table."""
    frame = _frame(way, width)
    return format_html(
        '<svg xmlns="http://www.w3.org/2000/svg" class="chart" viewBox="0 0 {} {}" font-size="{}" role="img" '
        'aria-labelledby="{uid}-t {uid}-d"><title id="{uid}-t">{}</title><desc id="{uid}-d">{}</desc>{}</svg>',
        width,
        _HEIGHT,
        _SIZE,
        title,
        desc,
        format_html_join("", "{}", ((part,) for part in _parts(frame, way, theme))),
        uid=uid,
    )


def _frame(way: Pace, width: int) -> _Frame:
    points = [way.baseline, way.goal, *way.so_far]
    start, end = min(point.day for point in points), max(point.day for point in points)
    most = max(*(point.n for point in points), way.ahead or 0, 1)
    return _Frame(start, max((end - start).days, 1), most, width)


def _parts(frame: _Frame, way: Pace, theme: Theme) -> list[SafeString]:
    floor = Point(frame.start, 0)
    end = Point(way.goal.day, 0)
    parts = [_line(frame, [floor, end], theme("line"))]
    parts += [
        _tick(frame, day, label, theme) for day, label in ticks(frame.start, way.goal.day, most=frame.width // 110)
    ]
    parts.append(_line(frame, [way.baseline, way.goal], theme("soft"), dashes="6 5"))
    if way.ahead is not None and way.so_far:
        parts.append(_line(frame, [way.so_far[-1], Point(way.goal.day, way.ahead)], theme("ink"), dashes="1 6"))
    if way.so_far:
        parts.append(_line(frame, way.so_far, theme("ink"), thick=3))
        x, y = frame.at(way.so_far[-1])
        parts.append(format_html('<circle cx="{}" cy="{}" r="5" fill="{}"/>', x, y, theme("ink")))
    return [*parts, *_ends(frame, way, theme)]


def _line(frame: _Frame, points: Sequence[Point], color: str, *, dashes: str = "none", thick: int = 2) -> SafeString:
    return format_html(
        '<polyline points="{}" fill="none" stroke="{}" stroke-width="{}" stroke-linejoin="round" '
        'stroke-linecap="round" stroke-dasharray="{}"/>',
        " ".join(f"{x},{y}" for x, y in map(frame.at, points)),
        color,
        thick,
        dashes,
    )


def _tick(frame: _Frame, day: date, label: str, theme: Theme) -> SafeString:
    # At either end the middle of a label would stand outside the drawing.
    half = text_width(label, _SIZE) / 2
    x = min(max(frame.at(Point(day, 0))[0], half), frame.width - half)
    return format_html(
        '<text x="{}" y="{}" text-anchor="middle" fill="{}">{}</text>',
        f"{x:.1f}",
        _HEIGHT - 8,
        theme("soft"),
        label,
    )


def _ends(frame: _Frame, way: Pace, theme: Theme) -> list[SafeString]:
    """Write the goal and where the pace leads at the right end; two that would touch are drawn apart."""
    x, y = frame.at(way.goal)
    labels = [(y, way.goal.n, "soft")]
    if way.ahead is not None and way.ahead != way.goal.n:
        below = frame.at(Point(way.goal.day, way.ahead))[1]
        if abs(below - y) < _APART:
            below = y + _APART if way.ahead < way.goal.n else y - _APART
        labels.append((below, way.ahead, "ink"))
    return [
        format_html(
            '<text x="{}" y="{}" fill="{}">{}</text>',
            x + 6,
            f"{min(max(at, _SIZE - 5), _HEIGHT - _BOTTOM) + 5:.1f}",
            theme(color),
            number_format(n, force_grouping=True),
        )
        for at, n, color in labels
    ]
