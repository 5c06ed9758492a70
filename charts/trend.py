"""Stacked columns over time: one for each day, parts from the bottom up, the sum above, the goal as a dashed line."""

from collections.abc import Iterator, Sequence
from math import ceil
from typing import NamedTuple

from django.utils.formats import number_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from charts.text import width as text_width
from charts.theme import Theme, page

_TALL, _TOP, _LABELS = 150, 44, 28
# A column stands in the middle of its share of the width, and takes so much of it.
_FILLS = 0.62
_APART = 6
# From the line of a text up to its top, and down.
_ABOVE, _BELOW = 12, 4


class Column(NamedTuple):
    """One day: how many in each part from the bottom up; the whole column is the link."""

    label: str
    people: Sequence[int]
    says: str
    url: str = ""

    @property
    def sum(self) -> int:
        return sum(self.people)


class Goal(NamedTuple):
    """So many are wanted, in words above the line."""

    wanted: int
    says: str


class _Frame(NamedTuple):
    step: float
    scale: float
    width: int
    # The columns that have their figure, and those that have their label: all of them where there is room.
    figures: set[int]
    labels: set[int]
    # How high the line of the goal is.
    goal: float | None

    @property
    def base(self) -> int:
        return _TOP + _TALL


def trend(
    columns: Sequence[Column],
    colors: Sequence[str],
    *,
    uid: str,
    title: str,
    goal: Goal | None = None,
    theme: Theme = page,
    width: int = 640,
) -> SafeString:
    """Draw inline SVG. `colors` are tokens of the parts, from the bottom up."""
    top = max([column.sum for column in columns] + [goal.wanted if goal else 0]) or 1
    step = width / (len(columns) or 1)
    figures = [number_format(column.sum, force_grouping=True) for column in columns]
    said, named = _fitting(figures, step), _fitting([column.label for column in columns], step)
    scale = _TALL / top
    frame = _Frame(step, scale, width, said, named, _TOP + _TALL - goal.wanted * scale if goal else None)
    drawn = [part for at, column in enumerate(columns) for part in _column(frame, at, column, colors, theme)]
    return format_html(
        '<svg xmlns="http://www.w3.org/2000/svg" class="chart trend" viewBox="0 0 {} {}" font-size="14" role="group" '
        'aria-labelledby="{uid}-t {uid}-d"><title id="{uid}-t">{}</title><desc id="{uid}-d">{}</desc>{}{}{}</svg>',
        width,
        frame.base + _LABELS,
        title,
        "; ".join(column.says for column in columns),
        _line(0, width, frame.base, theme("line")),
        format_html_join("", "{}", ((part,) for part in drawn)),
        _goal(frame, goal, theme) if goal else "",
        uid=uid,
    )


def _fitting(texts: Sequence[str], step: float) -> set[int]:
    """Choose which of the texts are written so that none runs into another: every one, or each n-th from the last."""
    room = max((text_width(text) for text in texts), default=0) + _APART
    every = max(1, ceil(room / step))
    return set(range(len(texts) - 1, -1, -every))


def _column(frame: _Frame, at: int, column: Column, colors: Sequence[str], theme: Theme) -> Iterator[SafeString]:
    middle, wide = (at + 0.5) * frame.step, frame.step * _FILLS
    marks = [format_html("<title>{}</title>", column.says), _hit(frame, at)]
    y = float(frame.base)
    for people, color in zip(column.people, colors, strict=True):
        height = people * frame.scale
        y -= height
        if people:
            # A hair of the card between two parts keeps them apart in grey, too.
            marks.append(_part(middle - wide / 2, y, wide, max(height - 1.5, 1), theme(color)))
    if at in frame.figures:
        figure = number_format(column.sum, force_grouping=True)
        marks.append(_text(frame, middle, _beside_goal(frame, y - 6), figure, theme("ink"), weight=640))
    inside = format_html_join("", "{}", ((mark,) for mark in marks))
    if column.url and column.sum:
        opened = '<a href="{}" data-people="{}" aria-label="{}">{}</a>'
        yield format_html(opened, column.url, column.sum, column.says, inside)
    else:
        yield format_html("<g>{}</g>", inside)
    if at in frame.labels:
        yield _text(frame, middle, frame.base + 20, column.label, theme("soft"))


def _beside_goal(frame: _Frame, y: float) -> float:
    """Move a figure above the line of the goal, where the line would strike it through."""
    if frame.goal is not None and y - _ABOVE - 2 < frame.goal < y + _BELOW:
        return frame.goal - _BELOW - 1
    return y


def _hit(frame: _Frame, at: int) -> SafeString:
    return format_html(
        '<rect x="{}" y="{}" width="{}" height="{}" fill-opacity="0"/>',
        f"{at * frame.step:.1f}",
        _TOP,
        f"{frame.step:.1f}",
        _TALL,
    )


def _part(x: float, y: float, wide: float, height: float, color: str) -> SafeString:
    return format_html(
        '<rect x="{}" y="{}" width="{}" height="{}" fill="{}"/>',
        f"{x:.1f}",
        f"{y:.1f}",
        f"{wide:.1f}",
        f"{height:.1f}",
        color,
    )


def _text(frame: _Frame, x: float, y: float, words: str, color: str, weight: int = 400) -> SafeString:
    # At either end the middle of a word would stand outside the drawing.
    half = text_width(words) / 2
    return format_html(
        '<text x="{}" y="{}" text-anchor="middle" font-weight="{}" fill="{}">{}</text>',
        f"{min(max(x, half), frame.width - half):.1f}",
        f"{y:.1f}",
        weight,
        color,
        words,
    )


def _goal(frame: _Frame, goal: Goal, theme: Theme) -> SafeString:
    """Draw the line on top of everything, and its words in the strip above all columns, where nothing else stands."""
    return format_html(
        '<line x1="0" x2="{}" y1="{y}" y2="{y}" stroke="{ink}" stroke-width="2.5" stroke-dasharray="4 3"/>'
        '<text x="0" y="16" text-anchor="start" font-weight="640" fill="{ink}">{}</text>',
        frame.width,
        goal.says,
        y=f"{frame.goal:.1f}",
        ink=theme("ink"),
    )


def _line(x1: float, x2: float, y: float, color: str) -> SafeString:
    return format_html('<line x1="{}" x2="{}" y1="{y}" y2="{y}" stroke="{}"/>', x1, x2, color, y=y)
