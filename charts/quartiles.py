"""How long it takes, by row: the middle half as a bar, the median as a tick, in words beside it."""

from collections.abc import Iterable
from typing import NamedTuple

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from charts.text import fit
from charts.theme import Theme, page

SIZE = 14
ROW = 62


class Spread(NamedTuple):
    """A quarter took less than `low`, half less than `middle`, a quarter more than `high`, in one unit for all rows."""

    label: str
    low: float
    middle: float
    high: float
    figure: str
    color: str
    says: str
    url: str = ""
    people: int = 0


def quartiles(
    rows: Iterable[Spread], *, uid: str, title: str, desc: str, width: int = 320, theme: Theme = page
) -> SafeString:
    """Draw inline SVG: label and figure above a line from nothing to the longest; each row is one link."""
    rows = list(rows)
    longest = max((row.high for row in rows), default=0) or 1
    return format_html(
        '<svg xmlns="http://www.w3.org/2000/svg" class="chart quartiles" viewBox="0 0 {} {}" font-size="{}" role="group" '
        'aria-labelledby="{uid}-t {uid}-d"><title id="{uid}-t">{}</title><desc id="{uid}-d">{}</desc>{}</svg>',
        width,
        ROW * len(rows) or ROW,
        SIZE,
        title,
        desc,
        format_html_join(
            "", "{}", ((_row(row, at * ROW, (width - 6) / longest, width, theme),) for at, row in enumerate(rows))
        ),
        uid=uid,
    )


def _row(row: Spread, y: int, scale: float, width: int, theme: Theme) -> SafeString:
    half, line = width * 0.55, y + 42
    inside = format_html(
        '<title>{}</title><rect x="0" y="{}" width="{width}" height="{}" fill-opacity="0"/>'
        '<text x="0" y="{text}" fill="{ink}">{}</text>'
        '<text x="{width}" y="{text}" text-anchor="end" fill="{ink}">{}</text>'
        '<line x1="0" x2="{width}" y1="{line}" y2="{line}" stroke="{}"/>'
        '<rect x="{}" y="{}" width="{}" height="14" rx="3" fill="{}"/>'
        '<rect x="{}" y="{}" width="3" height="24" fill="{ink}"/>',
        row.says,
        y,
        ROW,
        fit(row.label, half, SIZE),
        fit(row.figure, width - half - 8, SIZE),
        theme("line"),
        f"{row.low * scale:.1f}",
        line - 7,
        f"{max((row.high - row.low) * scale, 2):.1f}",
        theme(row.color),
        f"{row.middle * scale:.1f}",
        line - 12,
        width=width,
        text=y + 20,
        line=line,
        ink=theme("ink"),
    )
    if not (row.url and row.people):
        return format_html("<g>{}</g>", inside)
    return format_html('<a href="{}" data-people="{}" aria-label="{}">{}</a>', row.url, row.people, row.says, inside)
