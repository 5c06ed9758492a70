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
from conversations.themes.reach import readable
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
    """Two themes that came up in the same talks; of the other one also the name."""

    one: UUID
    other: UUID
    name: str
    n: int


def raised(request: OrgRequest) -> Any:
    """Return where a theme came up in a talk that counts; what went with a theme into another one stands once."""
    talks = readable(request).order_by().values("pk")
    return ConversationTheme.objects.filter(conversation__in=talks, theme__merged_into=None)


def tallies(request: OrgRequest, period: Period) -> dict[UUID, Tally]:
    """Count every theme in one statement."""
    n = Count("pk", filter=period.within("conversation__on"))
    before = Count("pk", filter=period.before_it("conversation__on"))
    rows = raised(request).order_by().values("theme").annotate(n=n, before=before)
    return {row["theme"]: Tally(row["n"], row["before"]) for row in rows}


def n_talks(request: OrgRequest, period: Period) -> int:
    return readable(request).filter(period.within()).count()


def together(request: OrgRequest, period: Period, theme: UUID | None = None) -> list[Pair]:
    """List the themes that share most talks, or those that share most with one theme."""
    rows = raised(request).filter(period.within("conversation__on")).order_by()
    if theme:
        rows = rows.filter(conversation__themed__theme=theme).exclude(theme=theme)
    else:
        rows = rows.filter(conversation__themed__theme__lt=F("theme"), conversation__themed__theme__merged_into=None)
    both = ("conversation__themed__theme", "theme", "theme__name")
    found = rows.values_list(*both).annotate(n=Count("pk")).filter(n__gte=_OFTEN).order_by("-n", *both)[:PAIRS]
    return [Pair(*row) for row in found]


def over_time(request: OrgRequest, theme: UUID, period: Period) -> tuple[Tally, list[tuple[date, int]]]:
    """Count a theme in the span, before it, and month by month: the last twelve, the current one as far as it went."""
    now = Count("pk", filter=period.within("conversation__on"))
    before = Count("pk", filter=period.before_it("conversation__on"))
    rows = raised(request).filter(theme=theme).order_by().annotate(month=TruncMonth("conversation__on"))
    found = {row["month"]: row for row in rows.values("month").annotate(n=Count("pk"), now=now, before=before)}
    tally = Tally(sum(row["now"] for row in found.values()), sum(row["before"] for row in found.values()))
    days = [_back(period.until, n) for n in reversed(range(MONTHS))]
    return tally, [(day, found[day]["n"] if day in found else 0) for day in days]


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
