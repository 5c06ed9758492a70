"""Who went where as ribbons between two columns: the picture beside the matrix, which is exact."""

from collections.abc import Sequence
from typing import NamedTuple

from django.utils.formats import number_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from charts.text import fit
from charts.text import width as text_width
from charts.theme import Theme, page

SIZE = 14
# Labels stand at least so far apart, however close their ends are.
LINE = 20
_LABEL, _BAR, _TALL, _TOP = 190, 12, 320, 26
_GAP = 10


class Node(NamedTuple):
    """A place on one side: what it is called, its color, how many stand there, and where they are listed."""

    name: str
    color: str
    n: int
    url: str = ""


class Ribbon(NamedTuple):
    """So many from one place (by its number in the left column) to one of the right."""

    was: int
    now: int
    n: int
    says: str
    url: str = ""


class _Box(NamedTuple):
    y: float
    height: float


def flow(
    before: Sequence[Node],
    after: Sequence[Node],
    ribbons: Sequence[Ribbon],
    *,
    heads: tuple[str, str],
    uid: str,
    title: str,
    desc: str,
    width: int = 820,
    theme: Theme = page,
) -> SafeString:
    """Draw inline SVG; a place where nobody stands is a line with its label."""
    most = max(sum(node.n for node in before), sum(node.n for node in after)) or 1
    left, right = _stack(before, most), _stack(after, most)
    x1, x2 = _LABEL + _BAR, width - _LABEL - _BAR
    drawn = _ribbons(ribbons, left, right, before, most=most, x=(x1, x2), theme=theme)
    drawn += _side(before, left, x1 - _BAR, theme, is_left=True) + _side(after, right, x2, theme, is_left=False)
    ends = [y for side in (left, right) for y in _spread(side)] + [box.y + box.height for box in (*left, *right)]
    return format_html(
        '<svg xmlns="http://www.w3.org/2000/svg" class="chart flow" viewBox="0 0 {} {}" font-size="{}" role="group" '
        'aria-labelledby="{uid}-t {uid}-d"><title id="{uid}-t">{}</title><desc id="{uid}-d">{}</desc>'
        '<text x="{}" y="14" text-anchor="end" fill="{soft}">{}</text><text x="{}" y="14" fill="{soft}">{}</text>{}</svg>',
        width,
        round(max(ends, default=_TOP) + LINE / 2),
        SIZE,
        title,
        desc,
        x1,
        fit(heads[0], x1, SIZE),
        x2,
        fit(heads[1], _LABEL, SIZE),
        format_html_join("", "{}", ((part,) for part in drawn)),
        uid=uid,
        soft=theme("soft"),
    )


def _stack(nodes: Sequence[Node], most: int) -> list[_Box]:
    boxes, y = [], float(_TOP)
    for node in nodes:
        height = max(_TALL * node.n / most, 1)
        boxes.append(_Box(y, height))
        y += height + _GAP
    return boxes


def _ribbons(
    ribbons: Sequence[Ribbon],
    left: Sequence[_Box],
    right: Sequence[_Box],
    before: Sequence[Node],
    *,
    most: int,
    x: tuple[int, int],
    theme: Theme,
) -> list[SafeString]:
    """Lay them side by side at each end, in the order of the other end, so that they cross as little as can be."""
    starts, ends = [box.y for box in left], [box.y for box in right]
    drawn, middle = [], (x[0] + x[1]) / 2
    for ribbon in sorted(ribbons, key=lambda each: (each.was, each.now)):
        high = _TALL * ribbon.n / most
        y1, y2 = starts[ribbon.was], ends[ribbon.now]
        starts[ribbon.was] += high
        ends[ribbon.now] += high
        path = (
            f"M{x[0]} {y1:.1f}C{middle:.0f} {y1:.1f} {middle:.0f} {y2:.1f} {x[1]} {y2:.1f}V{y2 + high:.1f}"
            f"C{middle:.0f} {y2 + high:.1f} {middle:.0f} {y1 + high:.1f} {x[0]} {y1 + high:.1f}Z"
        )
        shape = format_html(
            '<title>{}</title><path d="{}" fill="{}" fill-opacity="{}"/>',
            ribbon.says,
            path,
            theme(before[ribbon.was].color),
            "0.55",
        )
        drawn.append(_linked(shape, ribbon.url, ribbon.n, ribbon.says))
    return drawn


def _side(nodes: Sequence[Node], boxes: Sequence[_Box], x: int, theme: Theme, *, is_left: bool) -> list[SafeString]:
    drawn = []
    for node, box, y in zip(nodes, boxes, _spread(boxes), strict=True):
        figure = number_format(node.n, force_grouping=True)
        name = fit(node.name, _LABEL - 14 - text_width(f"{figure} ", SIZE), SIZE)
        shape = format_html(
            '<rect x="{}" y="{}" width="{}" height="{}" fill="{}"/>'
            '<text x="{}" y="{}" text-anchor="{}" fill="{}">{} {}</text>',
            x,
            f"{box.y:.1f}",
            _BAR,
            f"{box.height:.1f}",
            theme(node.color),
            x - 8 if is_left else x + _BAR + 8,
            f"{y + 5:.1f}",
            "end" if is_left else "start",
            theme("ink"),
            name,
            figure,
        )
        drawn.append(_linked(shape, node.url, node.n, f"{node.name}: {figure}"))
    return drawn


def _spread(boxes: Sequence[_Box]) -> list[float]:
    """Return where labels stand: beside the middle of their box, or as far below as keeps them apart."""
    found, free = [], float(_TOP)
    for box in boxes:
        y = max(box.y + box.height / 2, free)
        found.append(y)
        free = y + LINE
    return found


def _linked(shape: SafeString, url: str, n: int, says: str) -> SafeString:
    if not (url and n):
        return format_html("<g>{}</g>", shape)
    return format_html('<a href="{}" data-people="{}" aria-label="{}">{}</a>', url, n, says, shape)
