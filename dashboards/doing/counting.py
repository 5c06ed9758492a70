"""Activities: what was held, who came, for the first time, and again; month by month; and what people did there."""

from collections.abc import Hashable
from datetime import date, timedelta
from typing import Any, NamedTuple
from urllib.parse import urlencode
from uuid import UUID

from django.db.models import Count, Q
from django.db.models.functions import TruncMonth
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from activities import queries
from activities.models import Activity, Participation
from charts.columns import Column
from dashboards.counting import Asked
from dashboards.doors import Figure
from dashboards.fields import did
from dashboards.small import Sum, Table, cell
from ladders import part_sums
from members import choices
from organizations import periods

MONTHS, MOST_ROLES = 12, 8
# Among those of whom a line says how often they came, in the order of the page.
WHATS = ("came", "first", "again-7", "again-30")


class KindLine(NamedTuple):
    """Activities of one kind: how many were held, how often people came, and who; `url` opens the activities."""

    label: str
    held: int
    url: str
    times: int | None
    people: list[Figure]


class Month(NamedTuple):
    """How often people came in a month, None when that is kept back; how many of these were somebody's first time."""

    first: date
    came: int | None
    new: Figure


def who(asked: Asked) -> dict[str, Figure]:
    """Count people in one statement: all, who came, for the first time, and of these again; and who hosted."""
    wanted = {what: (did(what, *asked.days),) for what in (*WHATS, "hosted")}
    # Of everybody a sum says how many they are.
    all_of_them, sums = ({"all": ()}, {}) if asked.scope else ({}, {"all": part_sums.all_people()})
    n = asked.numbers({**all_of_them, **wanted}, sums)
    return {name: asked.figure(n[name], *wanted.get(name, ())) for name in ("all", *wanted)}


def parts(found: dict[str, Figure]) -> dict[str, Figure]:
    """Make of it parts that share nobody, for who may not see people."""
    n = {name: figure.people or 0 for name, figure in found.items()}
    # Somebody may come for the first time to two things of one day, and is one of both.
    return {
        "first": Figure(n["first"]),
        "before": Figure(n["came"] - n["first"]),
        "nobody": Figure(n["all"] - n["came"]),
    }


def by_kind(asked: Asked) -> tuple[list[KindLine], int | None]:
    """Count every kind, in two statements; and how often people came in all."""
    held = dict(_held(asked).values_list("kind").annotate(n=Count("pk")))
    rows = _came(asked).filter(activity__on__range=asked.days).annotate(
        has_before=queries.before(), soon=queries.again(queries.SOON), later=queries.again(queries.LATER)
    )  # fmt: skip
    first = Q(has_before=False)
    found = {
        row["activity__kind"]: row
        for row in rows.values("activity__kind").annotate(
            times=Count("pk"),
            came=Count("member", distinct=True),
            first=Count("member", distinct=True, filter=first),
            again_7=Count("member", distinct=True, filter=first & Q(soon=True)),
            again_30=Count("member", distinct=True, filter=first & Q(later=True)),
        )
    }
    times: dict[tuple[Hashable, ...], int] = {(kind,): row["times"] for kind, row in found.items()}
    gone = asked.gone([Table(("activity",), times)])
    lines = [
        _line(asked, kind, str(label), held.get(kind, 0), found.get(kind, {}), is_shown=cell(activity=kind) not in gone)
        for kind, label in Activity.Kind.choices
        if kind in held or kind in found
    ]
    return lines, None if cell() in gone else sum(times.values())


def _line(asked: Asked, kind: str, label: str, held: int, row: dict[str, Any], *, is_shown: bool) -> KindLine:
    people = [
        asked.figure(row.get(what.replace("-", "_"), 0), did(what, *asked.days, kind))
        for what in (() if asked.sees_nobody else WHATS)
    ]
    return KindLine(label, held, url(asked, kind=kind), row.get("times", 0) if is_shown else None, people)


def monthly(asked: Asked) -> list[Month]:
    """Count the twelve months up to the last day, in one statement."""
    end = asked.period.last.replace(day=1)
    months = [periods.months_on(end, -back) for back in range(MONTHS - 1, -1, -1)]
    rows = _came(asked).filter(activity__on__range=(months[0], asked.period.last)).annotate(
        month=TruncMonth("activity__on"), has_before=queries.before()
    )  # fmt: skip
    counted = rows.values("month").annotate(
        n=Count("pk"), new=Count("member", distinct=True, filter=Q(has_before=False))
    )
    found = {row["month"]: row for row in counted}
    came: dict[tuple[Hashable, ...], int] = {(m,): found[m]["n"] if m in found else 0 for m in months}
    # How often people came in these days stands beside the months: these two must not give a small one away.
    now = tuple(cell(month=m) for m in months if m >= asked.days[0].replace(day=1))
    gone = asked.gone([Table(("month",), came)], [Sum(cell(times="now"), now)])
    return [
        Month(m, None if cell(month=m) in gone else came[m,], _new(asked, m, found[m]["new"] if m in found else 0))
        for m in months
    ]


def _new(asked: Asked, first: date, n: int) -> Figure:
    """Return whose first time fell into a month, up to the last day that was asked for."""
    last = min(periods.months_on(first, 1) - timedelta(days=1), asked.period.last)
    return asked.figure(n, did("first", first, last))


def as_columns(months: list[Month]) -> list[Column]:
    """Name every third month below its column, counted from the last."""
    return [
        Column(each.came or 0, date_format(each.first, "M") if not (len(months) - 1 - at) % 3 else "", _says(each))
        for at, each in enumerate(months)
    ]


def _says(month: Month) -> str:
    if month.came is None:
        return _("%(month)s: fewer than five, or kept back") % {"month": date_format(month.first, "F Y")}
    times = ngettext("%(n)d attendance", "%(n)d attendances", month.came) % {"n": month.came}
    return f"{date_format(month.first, 'F Y')}: {times}"


def roles(asked: Asked) -> list[tuple[str, int]]:
    """Return what people did most often in the group's own words; nothing for who may not read of people."""
    if not asked.is_for_all:
        return []
    rows = _came(asked).filter(activity__on__range=asked.days).exclude(role="")
    found = rows.values_list("role").annotate(n=Count("pk")).order_by("-n", "role")
    return [(str(role), n) for role, n in found[:MOST_ROLES]]


def url(asked: Asked, **conditions: str) -> str:
    """Return the list of activities that were held, for who may see all it shows."""
    if not asked.is_for_all:
        return ""
    first, last = asked.days
    query = {"since": first.isoformat(), "until": last.isoformat(), **conditions}
    query |= {"unit": asked.unit} if asked.unit else {}
    return f"{reverse('activities:list', args=[asked.request.organization.slug])}?{urlencode(query)}"


def _held(asked: Asked) -> Any:
    found = Activity.objects.held().filter(on__range=asked.days)
    if asked.unit:
        found = found.filter(unit__in=choices.load(asked.request).units[UUID(asked.unit)].with_all_below())
    return found.order_by()


def _came(asked: Asked) -> Any:
    return Participation.objects.came().filter(member__in=asked.people).order_by()
