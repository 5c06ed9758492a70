"""How often themes come up, when, and which come together. One talk counts once for each theme."""

from collections.abc import Iterable
from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import Count, F
from django.db.models.functions import TruncMonth
from django.utils.formats import date_format
from django.utils.translation import ngettext

from charts.columns import Column
from conversations.models import ConversationTheme
from conversations.themes.periods import Period
from conversations.themes.reach import counted
from members.requests import OrgRequest

MONTHS = 12
# So many that come together are named.
PAIRS = 8
# Twice could be chance, and names two talks.
_OFTEN = 2


class Tally(NamedTuple):
    """In how many talks a theme came up, and in the span before."""

    n: int
    before: int


class Pair(NamedTuple):
    """Two themes that came up in the same talks."""

    one: UUID
    other: UUID
    n: int


def raised(request: OrgRequest) -> Any:
    """Return where a theme came up in a talk that counts; what went with a theme into another one stands once."""
    talks = counted(request).order_by().values("pk")
    return ConversationTheme.objects.filter(conversation__in=talks, theme__merged_into=None)


def tallies(request: OrgRequest, period: Period) -> dict[UUID, Tally]:
    """Count every theme in one statement."""
    n = Count("pk", filter=period.within("conversation__on"))
    before = Count("pk", filter=period.before_it("conversation__on"))
    rows = raised(request).order_by().values("theme").annotate(n=n, before=before)
    return {row["theme"]: Tally(row["n"], row["before"]) for row in rows}


def n_talks(request: OrgRequest, period: Period) -> int:
    return counted(request).filter(period.within()).count()


def together(request: OrgRequest, period: Period, theme: UUID | None = None) -> list[Pair]:
    """List the themes that share most talks, or those that share most with one theme."""
    rows = raised(request).filter(period.within("conversation__on")).order_by()
    if theme:
        rows = rows.filter(conversation__themed__theme=theme).exclude(theme=theme)
    else:
        rows = rows.filter(conversation__themed__theme__gt=F("theme"), conversation__themed__theme__merged_into=None)
    rows = rows.values("theme", "conversation__themed__theme").annotate(n=Count("pk")).filter(n__gte=_OFTEN)
    found = rows.order_by("-n", "theme", "conversation__themed__theme")[:PAIRS]
    return [Pair(row["conversation__themed__theme"], row["theme"], row["n"]) for row in found]


def months(request: OrgRequest, theme: UUID, until: date) -> list[tuple[date, int]]:
    """Count a theme month by month, the last twelve of them, the current one as far as it has gone."""
    first = _back(until, MONTHS - 1)
    rows = raised(request).filter(theme=theme, conversation__on__gte=first).order_by()
    by_month = rows.annotate(month=TruncMonth("conversation__on")).values("month").annotate(n=Count("pk"))
    found = {row["month"]: row["n"] for row in by_month}
    return [(day, found.get(day, 0)) for day in (_back(until, n) for n in reversed(range(MONTHS)))]


def as_columns(counts: Iterable[tuple[date, int]]) -> list[Column]:
    """Name every third month below its column, counted from the last."""
    rows = list(counts)
    named = {at for at in range(len(rows)) if (len(rows) - 1 - at) % 3 == 0}
    return [
        Column(n, date_format(day, "M") if at in named else "", f"{date_format(day, 'F Y')}: {says(n)}")
        for at, (day, n) in enumerate(rows)
    ]


def says(n: int) -> str:
    return ngettext("%(n)d conversation", "%(n)d conversations", n) % {"n": n}


def _back(day: date, months_back: int) -> date:
    """Return the first day of the month that was so many months before."""
    month = day.year * 12 + day.month - 1 - months_back
    return date(month // 12, month % 12 + 1, 1)
