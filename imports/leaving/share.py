"""What share of contact work lives here since a sheet was retired: what people did here, against what came by lists.

Done here counts each saved change of a person made by somebody who signs in, and each assessment made here that still
stands. By lists counts each row that made or changed somebody, and each level that a list brought; what was taken back
does not count. A row counts on the day on which its list was in.
"""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from typing import Any, NamedTuple
from zoneinfo import ZoneInfo

from django.db.models import Count, Q, QuerySet, Value
from django.db.models.functions import TruncDate

from audit.models import AuditEvent
from imports.models import ImportBatch, ImportRow, Sheet
from ladders.models import Assessment
from organizations.models import Organization

Status = ImportBatch.Status


class Day(NamedTuple):
    """How much was done on one day, here or by lists."""

    day: date
    is_here: bool
    n: int


class Week(NamedTuple):
    """A week since the sheet was retired; the first one may begin in its middle."""

    starts: date
    here: int
    lists: int

    @property
    def total(self) -> int:
        return self.here + self.lists

    @property
    def percent(self) -> int | None:
        return percent(self.here, self.lists)


def percent(here: int, lists: int) -> int | None:
    """Return the share that lives here in whole percent, rounded down: 100 means all of it. None where nothing was done."""
    return 100 * here // (here + lists) if here + lists else None


def week_of(day: date, first_weekday: int) -> date:
    """Return the first day of the week of a day; weekdays count from 1, Monday."""
    return day - timedelta(days=(day.isoweekday() - first_weekday) % 7)


def weeks(days: Iterable[Day], *, since: date, until: date, first_weekday: int) -> list[Week]:
    """Add days up to weeks, the latest first, with those in which nothing was done."""
    found: dict[date, list[int]] = {}
    start = week_of(since, first_weekday)
    while start <= until:
        found[max(start, since)] = [0, 0]
        start += timedelta(days=7)
    for day, is_here, n in days:
        if since <= day <= until:
            found[max(week_of(day, first_weekday), since)][not is_here] += n
    return [Week(starts, *counts) for starts, counts in sorted(found.items(), reverse=True)]


def together(found: Iterable[Week], since: date) -> Week:
    """Add weeks up to one figure."""
    found = list(found)
    return Week(since, sum(week.here for week in found), sum(week.lists for week in found))


def days(organization: Organization, since: date) -> list[Day]:
    """Count what was done since the beginning of a day of the organization, in one statement."""
    zone = organization.zone
    start = datetime.combine(since, time.min, tzinfo=zone)
    assessed = Assessment.objects.of_people().filter(created_at__gte=start, voided_at=None)
    by_import = Q(source=Assessment.Source.IMPORT)
    events = AuditEvent.objects.filter(at__gte=start, action__startswith="member.", actor_id__isnull=False)
    rows = ImportRow.objects.filter(batch__finished_at__gte=start, fate__in=["created", "updated"])
    rows = rows.exclude(batch__status__in=[Status.TO_UNDO, Status.UNDOING, Status.UNDONE])
    counted = [
        _by_day(events, "at", zone, is_here=True),
        _by_day(assessed.exclude(by_import), "created_at", zone, is_here=True),
        _by_day(rows, "batch__finished_at", zone, is_here=False),
        _by_day(assessed.filter(by_import), "created_at", zone, is_here=False),
    ]
    first, *others = counted
    return [Day(*row) for row in first.union(*others, all=True).order_by("day")]


def _by_day(found: QuerySet[Any], column: str, zone: ZoneInfo, *, is_here: bool) -> QuerySet[Any, Any]:
    dated: QuerySet[Any, Any] = found.order_by().annotate(day=TruncDate(column, tzinfo=zone), is_here=Value(is_here))
    counted: QuerySet[Any, Any] = dated.values("day", "is_here").annotate(n=Count("pk"))
    return counted.values_list("day", "is_here", "n")


def since_retired(organization: Organization, retired_on: date) -> list[Week]:
    """Return the weeks since a sheet was retired, the latest first."""
    counted = days(organization, retired_on)
    until = max(organization.today(), retired_on)
    return weeks(counted, since=retired_on, until=until, first_weekday=organization.week_start)


def kept(organization: Organization) -> list[tuple[Sheet, Week | None]]:
    """Give each sheet with its share since it was retired; two statements, one where none is retired."""
    sheets = list(Sheet.objects.order_by("created_at", "pk"))
    retired = [sheet.retired_on for sheet in sheets if sheet.retired_on]
    counted = days(organization, min(retired)) if retired else []
    return [(sheet, _since(organization, sheet.retired_on, counted) if sheet.retired_on else None) for sheet in sheets]


def _since(organization: Organization, on: date, counted: Iterable[Day]) -> Week:
    until = max(organization.today(), on)
    return together(weeks(counted, since=on, until=until, first_weekday=organization.week_start), on)
