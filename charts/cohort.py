"""Of those who came at one time, how many are where now: a bar for each cohort, all of the same length."""

from collections.abc import Iterable
from typing import NamedTuple

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from charts.text import fit
from charts.theme import Theme, page

SIZE = 14
ROW = 62
_BAR = 20


class Cohort(NamedTuple):
    """`part` of `n` got there; None where it is kept back. `label` names the cohort, `figure` is written at its end."""

    label: str
    n: int
    part: int | None
    figure: str
    says: str
    url: str = ""


def cohorts(
    rows: Iterable[Cohort], *, color: str, uid: str, title: str, desc: str, width: int = 320, theme: Theme = page
) -> SafeString:
    """Draw inline SVG: label and figure above a bar that is as long as the whole cohort; each row is one link."""
    rows = list(rows)
    return format_html(
        '<svg xmlns="http://www.w3.org/2000/svg" class="chart cohorts" viewBox="0 0 {} {}" font-size="{}" role="group" '
        'aria-labelledby="{uid}-t {uid}-d"><title id="{uid}-t">{}</title><desc id="{uid}-d">{}</desc>{}</svg>',
        width,
        ROW * len(rows) or ROW,
        SIZE,
        title,
        desc,
        format_html_join("", "{}", ((_row(row, at * ROW, color, width, theme),) for at, row in enumerate(rows))),
        uid=uid,
    )


def _row(row: Cohort, y: int, color: str, width: int, theme: Theme) -> SafeString:
    half = width * 0.55
    long = 0 if row.part is None or not row.n else width * row.part / row.n
    inside = format_html(
        '<title>{}</title><rect x="0" y="{}" width="{width}" height="{}" fill-opacity="0"/>'
        '<text x="0" y="{text}" fill="{ink}">{}</text>'
        '<text x="{width}" y="{text}" text-anchor="end" fill="{ink}">{}</text>'
        '<rect x="0.5" y="{bar}" width="{}" height="{high}" rx="3" fill="{}" stroke="{}"/>'
        '<rect x="0" y="{bar}" width="{}" height="{high}" rx="3" fill="{}"/>',
        row.says,
        y,
        ROW,
        fit(row.label, half, SIZE),
        fit(row.figure, width - half - 8, SIZE),
        width - 1,
        theme("sunk"),
        theme("line"),
        f"{long:.1f}",
        theme(color),
        width=width,
        text=y + 20,
        bar=y + 30,
        high=_BAR,
        ink=theme("ink"),
    )
    if not (row.url and row.part):
        return format_html("<g>{}</g>", inside)
    return format_html('<a href="{}" data-people="{}" aria-label="{}">{}</a>', row.url, row.part, row.says, inside)
