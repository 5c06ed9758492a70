"""Themes quarter by quarter: how often each came up in talks that the reader may read."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import NamedTuple
from uuid import UUID

from django.db.models import Count
from django.db.models.functions import TruncMonth
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from charts.columns import Column, columns
from conversations.themes.counting import raised, says
from dashboards.counting import Asked
from dashboards.talks.counting import talks, talks_url
from organizations import periods
from organizations.access import may
from organizations.periods import QUARTER

QUARTERS, MOST = 8, 6


class ThemeLine(NamedTuple):
    """A theme: in how many talks it came up in all these quarters, the list of them, and a column for each quarter."""

    pk: UUID
    name: str
    n: int
    url: str
    chart: SafeString
    counts: list[tuple[str, int, str]]


def over_time(asked: Asked) -> list[ThemeLine]:
    """Count in one statement those that came up most; nothing for who may not read notes."""
    if not may(asked.request, "note.view.organizers"):
        return []
    begins = asked.request.organization.first_quarter_month
    now = periods.first_day(asked.period.last, QUARTER, begins)
    quarters = [periods.months_on(now, -QUARTER * back) for back in range(QUARTERS - 1, -1, -1)]
    rows = raised(asked.request).filter(conversation__on__range=(quarters[0], asked.period.last))
    if asked.unit or asked.view:
        rows = rows.filter(conversation__in=talks(asked).values("pk"))
    found: dict[tuple[UUID, str], dict[date, int]] = {}
    monthly = rows.order_by().annotate(month=TruncMonth("conversation__on"))
    for row in monthly.values("theme", "theme__name", "month").annotate(n=Count("pk")):
        counts = found.setdefault((row["theme"], row["theme__name"]), dict.fromkeys(quarters, 0))
        counts[periods.first_day(row["month"], QUARTER, begins)] += row["n"]
    most = sorted(found.items(), key=lambda item: (-sum(item[1].values()), item[0][1]))[:MOST]
    return [_line(asked, pk, name, counts) for (pk, name), counts in most]


def _line(asked: Asked, pk: UUID, name: str, counts: Mapping[date, int]) -> ThemeLine:
    named = [(periods.quarter_name(day, asked.request.organization), n) for day, n in counts.items()]
    # Below every third column, counted from the last, there is room for a name.
    drawn = [
        Column(n, quarter if not (len(named) - 1 - at) % 3 else "", f"{quarter}: {says(n)}")
        for at, (quarter, n) in enumerate(named)
    ]
    title = _("%(theme)s, quarter by quarter") % {"theme": name}
    chart = columns(drawn, uid=f"theme-{pk}", title=title)
    url = talks_url(asked, since=min(counts), theme=str(pk))
    doors = [_quarter_url(asked, pk, first) for first in counts]
    told = [(quarter, n, door) for (quarter, n), door in zip(named, doors, strict=True)]
    return ThemeLine(pk, name, sum(counts.values()), url, chart, told)


def _quarter_url(asked: Asked, theme: UUID, first: date) -> str:
    last = min(periods.months_on(first, QUARTER) - timedelta(days=1), asked.period.last)
    return talks_url(asked, since=first, theme=str(theme), until=last.isoformat())
