"""A figure over days as a line, with the goal or limit dashed."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from charts.days import ticks
from charts.text import width as text_width
from charts.theme import Theme, page

_LEFT, _RIGHT, _TOP, _BOTTOM, _HEIGHT, _SIZE = 12, 12, 24, 30, 180, 14


class Dot(NamedTuple):
    on: date
    value: float


class _Frame(NamedTuple):
    """From days and figures to places in the drawing."""

    first: date
    days: int
    low: float
    high: float
    width: int

    def x(self, day: date) -> float:
        return round(_LEFT + (self.width - _LEFT - _RIGHT) * (day - self.first).days / self.days, 1)

    def y(self, value: float) -> float:
        share = (value - self.low) / (self.high - self.low)
        return round(_HEIGHT - _BOTTOM - (_HEIGHT - _TOP - _BOTTOM) * share, 1)


def line(
    dots: Sequence[Dot],
    *,
    goal: float | None,
    goal_says: str,
    uid: str,
    title: str,
    desc: str,
    theme: Theme = page,
    width: int = 560,
) -> SafeString:
    """Draw inline SVG of two dots or more, in the order of days. The page has the figures in a table."""
    values = [dot.value for dot in dots] + ([] if goal is None else [goal])
    low, high = min(0.0, *values), max(0.0, *values)
    frame = _Frame(dots[0].on, max((dots[-1].on - dots[0].on).days, 1), low, high if high > low else low + 1, width)
    parts = [_stroke([(_LEFT, frame.y(0)), (width - _RIGHT, frame.y(0))], theme("line"), 1)]
    parts += [_day(frame, day, label, theme) for day, label in ticks(dots[0].on, dots[-1].on, most=width // 110)]
    if goal is not None:
        parts.append(_stroke([(_LEFT, frame.y(goal)), (width - _RIGHT, frame.y(goal))], theme("soft"), 2, "6 5"))
        parts.append(_said(_LEFT, frame.y(goal) - 6, goal_says, theme("soft")))
    parts.append(_stroke([(frame.x(dot.on), frame.y(dot.value)) for dot in dots], theme("ink"), 3))
    x, y = frame.x(dots[-1].on), frame.y(dots[-1].value)
    parts.append(format_html('<circle cx="{}" cy="{}" r="5" fill="{}"/>', x, y, theme("ink")))
    return format_html(
        '<svg xmlns="http://www.w3.org/2000/svg" class="chart" viewBox="0 0 {} {}" font-size="{}" role="img" '
        'aria-labelledby="{uid}-t {uid}-d"><title id="{uid}-t">{}</title><desc id="{uid}-d">{}</desc>{}</svg>',
        width,
        _HEIGHT,
        _SIZE,
        title,
        desc,
        format_html_join("", "{}", ((part,) for part in parts)),
        uid=uid,
    )


def _stroke(points: Sequence[tuple[float, float]], color: str, thick: int, dashes: str = "none") -> SafeString:
    return format_html(
        '<polyline points="{}" fill="none" stroke="{}" stroke-width="{}" stroke-linejoin="round" '
        'stroke-linecap="round" stroke-dasharray="{}"/>',
        " ".join(f"{x},{y}" for x, y in points),
        color,
        thick,
        dashes,
    )


def _day(frame: _Frame, day: date, label: str, theme: Theme) -> SafeString:
    # At either end the middle of a label would stand outside the drawing.
    half = text_width(label, _SIZE) / 2
    x = min(max(frame.x(day), half), frame.width - half)
    return format_html(
        '<text x="{}" y="{}" text-anchor="middle" fill="{}">{}</text>', f"{x:.1f}", _HEIGHT - 8, theme("soft"), label
    )


def _said(x: float, y: float, text: str, color: str) -> SafeString:
    return format_html('<text x="{}" y="{}" fill="{}">{}</text>', x, y, color, text)
