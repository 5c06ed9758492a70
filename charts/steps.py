"""A path in steps over time: which row from which day until which."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import NamedTuple

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from charts.days import ticks
from charts.text import fit
from charts.text import width as text_width
from charts.theme import Theme, page

_LEFT, _RIGHT, _TOP, _BOTTOM = 40, 12, 22, 34
_LABELS = 16
_SHORTEST = timedelta(days=60)


class Step(NamedTuple):
    """From one day until another on a row, counted from 0 at the bottom; `label` stands below the line, of the lowest row only.

    `says` is shown where somebody points at the step.
    """

    on: date
    until: date
    row: int
    color: str
    label: str = ""
    is_dashed: bool = False
    says: str = ""


class _Frame(NamedTuple):
    """From days and rows to places in the drawing."""

    start: date
    days: int
    n_rows: int
    width: int
    has_labels: bool

    def x(self, day: date) -> float:
        return _LEFT + (self.width - _LEFT - _RIGHT) * (day - self.start).days / self.days

    def y(self, row: int) -> int:
        return _TOP + (self.n_rows - 1 - row) * 30

    @property
    def height(self) -> int:
        return _TOP + (self.n_rows - 1) * 30 + _BOTTOM + _LABELS * self.has_labels


def steps(
    path: Sequence[Step],
    *,
    rows: Sequence[str],
    today: date,
    uid: str,
    title: str,
    desc: str,
    theme: Theme = page,
    width: int = 640,
) -> SafeString:
    """Draw inline SVG of a path; `rows` are the labels on the left, from the bottom up."""
    start = min([step.on for step in path] + [today - _SHORTEST])
    frame = _Frame(start, (today - start).days, len(rows), width, any(step.label for step in path))
    parts = [_grid(frame, row, label, theme) for row, label in enumerate(rows)]
    parts += [_tick(frame, day, label, theme) for day, label in ticks(start, today, most=min(6, width // 100))]
    for before, step in zip([None, *path], path, strict=False):
        parts.append(_step(frame, before, step, theme))
    parts += _labels(frame, path, theme)
    return format_html(
        '<svg xmlns="http://www.w3.org/2000/svg" class="chart" viewBox="0 0 {} {}" font-size="13" role="img" '
        'aria-labelledby="{uid}-t {uid}-d"><title id="{uid}-t">{}</title><desc id="{uid}-d">{}</desc>{}</svg>',
        width,
        frame.height,
        title,
        desc,
        format_html_join("", "{}", ((part,) for part in parts)),
        uid=uid,
    )


def _grid(frame: _Frame, row: int, label: str, theme: Theme) -> SafeString:
    return format_html(
        '<line x1="{}" x2="{}" y1="{y}" y2="{y}" stroke="{}"/>'
        '<text x="{}" y="{}" text-anchor="end" fill="{}">{}</text>',
        _LEFT,
        frame.width,
        theme("line"),
        _LEFT - 10,
        frame.y(row) + 4,
        theme("soft"),
        fit(label, _LEFT - 10, 13),
        y=frame.y(row),
    )


def _tick(frame: _Frame, day: date, label: str, theme: Theme) -> SafeString:
    # At either end the middle of a label would stand outside the drawing.
    half = text_width(label, 13) / 2
    x = min(max(frame.x(day), half), frame.width - half)
    return format_html(
        '<text x="{}" y="{}" text-anchor="middle" fill="{}">{}</text>',
        f"{x:.1f}",
        frame.height - 6,
        theme("soft"),
        label,
    )


def _step(frame: _Frame, before: Step | None, step: Step, theme: Theme) -> SafeString:
    x, end, y = frame.x(step.on), frame.x(step.until), frame.y(step.row)
    riser = ""
    if before and before.until == step.on and before.row != step.row:
        ends = {"x": f"{x:.1f}", "y1": frame.y(before.row), "y2": y, "stroke": theme("edge")}
        riser = format_html('<line x1="{x}" x2="{x}" y1="{y1}" y2="{y2}" stroke="{stroke}"/>', **ends)
    return format_html(
        '{}<g>{}<line x1="{x}" x2="{}" y1="{y}" y2="{y}" stroke="{color}" stroke-width="5" stroke-linecap="round" '
        'stroke-dasharray="{}"/><circle cx="{x}" cy="{y}" r="5" fill="{color}"/></g>',
        riser,
        format_html("<title>{}</title>", step.says) if step.says else "",
        f"{max(end, x + 1):.1f}",
        "1 9" if step.is_dashed else "none",
        x=f"{x:.1f}",
        y=y,
        color=theme(step.color),
    )


def _labels(frame: _Frame, path: Sequence[Step], theme: Theme) -> list[SafeString]:
    """Name steps where there is room: one that would run into the label before it is left to the table."""
    drawn, free = [], 0.0
    for step in path:
        room = text_width(step.label, 13)
        x = min(frame.x(step.on), frame.width - room)
        if not step.label or x < free:
            continue
        free = x + room + 8
        drawn.append(
            format_html(
                '<text x="{}" y="{}" fill="{}">{}</text>', f"{x:.1f}", frame.y(step.row) + 20, theme("ink"), step.label
            )
        )
    return drawn
