"""What a report counts: all of its figures at one moment, as plain values that are kept with it."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Count, Q
from django.utils import timezone
from django.utils.translation import gettext as _

from activities.models import Activity, Participation
from conversations.models import Commitment, Quote
from dashboards import ladder_report
from dashboards.ladder_report import LadderReport
from dashboards.models import Report
from dashboards.reading import chosen_here
from dashboards.reports import contacts, flow, hiding, places, registry
from dashboards.reports.whom import CannotCount, is_of_all, people_of
from ladders.goals import beside
from ladders.movement import Kind, with_moves
from ladders.small import LEAST
from members.models import Unit, UnitContact, UnitKind
from members.models.person import MemberQuerySet
from members.requests import OrgRequest
from organizations.permissions import Scope
from organizations.templatetags.frame import ramp
from stpnet.db.wrapper import current

_QUOTES, _LEARNED = 2, 3


def snapshot(report: Report) -> dict[str, Any]:
    """Count everything that the report tells, as of one moment; see `people_of` for what it raises.

    The page, the PDF and the tables are made of this alone, so they cannot say different things.
    """
    request, people = people_of(report)
    if report.ladder is None:
        raise CannotCount(_("The ladder it is about is gone. Make a new report."))
    with _one_moment():
        counted = ladder_report.count(people, report.ladder, first=report.first, last=report.last)
        found = _figures(report, counted, people, request)
        found["went"] = {} if found["places"] else flow.went(people, counted)
    if not report.is_handed_on:
        return hiding.without_ways(found)
    all_of_it = is_of_all(report, request) and not chosen_here().hides_own_totals
    if not all_of_it and 0 < found["total"] < LEAST:
        raise CannotCount(_("Fewer than five people are counted there, so every figure could point at one of them."))
    return hiding.kept_back(found, all_of_it=all_of_it)


@contextmanager
def _one_moment() -> Iterator[None]:
    """Let all figures be of one moment: what somebody says meanwhile is in all of them or in none."""
    is_first = not current().in_atomic_block
    with transaction.atomic():
        if is_first:
            with current().cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        yield


def _figures(report: Report, counted: LadderReport, people: MemberQuerySet, request: OrgRequest) -> dict[str, Any]:
    organization, is_own = request.organization, request.scope is Scope.OWN
    today = organization.today()
    return {
        "group": organization.name,
        "counted_on": today.isoformat(),
        "counted_at": timezone.now().isoformat(),
        "first": report.first.isoformat(),
        "last": report.last.isoformat(),
        "about": _about(report, is_own=is_own),
        "own": is_own,
        "ladder": counted.ladder.name,
        "levels": _levels(report, counted, people, with_goals=not is_own),
        "outside": [
            {"key": row.key, "name": row.name, "before": row.before, "now": row.now} for row in _below(counted)
        ],
        "total": counted.total,
        "on_ladder": sum(row.now for row in counted.rows if row.level),
        "kinds": {kind.value: counted.kinds[kind] for kind in Kind},
        "moves": [[was, now, n] for (was, now), n in sorted(counted.moves.items())],
        "places": _places(report, counted, people),
        "activity": _next(report, today) if report.kind == Report.Kind.MEMBERS else None,
        "quotes": _quotes(report, people, today),
        "contacts": contacts.named(report),
        "n_contacts": _contacts(report),
        "learned": [each._asdict() for tell in registry.learned for each in tell(report)][:_LEARNED],
        "promises": _promises(report, people) if report.kind == Report.Kind.PARTNER else None,
    }


def _about(report: Report, *, is_own: bool) -> str:
    """Name what the report is narrowed to, in the words of that day; whose people they are names nobody."""
    named = _narrowed(report)
    if not is_own:
        return named
    return _("%(place)s, the people of one organizer") % {"place": named} if named else _("The people of one organizer")


def _narrowed(report: Report) -> str:
    if report.kind == Report.Kind.PARTNER and report.partner:
        return report.partner.name
    if report.kind == Report.Kind.TABLE and report.view:
        return report.view.name
    return ", ".join(Unit.objects.filter(pk__in=report.units).order_by("folded").values_list("name", flat=True))


def _below(counted: LadderReport) -> list[ladder_report.Row]:
    return [row for row in counted.rows if not row.level]


def _levels(report: Report, counted: LadderReport, people: MemberQuerySet, *, with_goals: bool) -> list[dict[str, Any]]:
    """List the levels from the highest down: who stands there, the goal, and who came up to it.

    A goal of everyone, or of a unit, is none of one organizer's people.
    """
    moved: Any = with_moves(people, counted.ladder, report.first, report.last).order_by()
    up = dict(moved.filter(move=Kind.UP).values_list("is_level").annotate(n=Count("pk")))
    unit = str(report.partner_id or "") or (str(report.units[0]) if len(report.units) == 1 else "")
    goals: dict[Any, Any] = {}
    if with_goals and report.kind != Report.Kind.TABLE and len(report.units) < 2:  # noqa: PLR2004 - a goal is of all, or of one unit
        for goal in beside.load(counted.ladder, unit, report.last):
            if goal.level_id and not goal.and_up:
                goals.setdefault(goal.level_id, goal)
    rows = [(row, row.level) for row in counted.rows if row.level]
    of = max(sum(not level.retired_at for _row, level in rows), 1)
    return [
        {
            "id": str(level.pk),
            "key": row.key,
            "name": row.name,
            "before": row.before,
            "now": row.now,
            "up": up.get(level.pk, 0),
            "color": ramp(level, of),
            "wanted": goals[level.pk].wanted if level.pk in goals else None,
            "due": goals[level.pk].due.isoformat() if level.pk in goals else None,
        }
        for row, level in reversed(rows)
    ]


def _places(report: Report, counted: LadderReport, people: MemberQuerySet) -> dict[str, Any] | None:
    """Divide by the kind that was chosen, or by the usual one; a page for members has no such table."""
    kinds = UnitKind.objects.exclude(pk=report.partner.kind_id) if report.partner else UnitKind.objects.all()
    # A partner is one unit of its kind: its members are told apart by any other.
    kind = next((each for each in kinds if each.pk == report.divided_by_id), None) or kinds.first() or report.divided_by
    if report.kind == Report.Kind.MEMBERS or kind is None:
        return None
    return places.divided(people, counted, kind, by_level=report.kind != Report.Kind.BOARD)


def _next(report: Report, today: date) -> dict[str, Any] | None:
    """Find what comes next and is for everybody whom the report is about."""
    here = Q(unit=None) | Q(unit__in=report.units) if report.units else Q(unit=None)
    coming = Activity.objects.held().on_the_way(today).filter(here, team=None)
    if (found := coming.first()) is None:
        return None
    return {
        "name": found.name,
        "on": found.on.isoformat(),
        "begins": found.begins.isoformat() if found.begins else "",
        "place": found.place,
    }


def _quotes(report: Report, people: MemberQuerySet, today: date) -> list[str]:
    """Choose the latest words that may stand in such a report: by id, since a yes can be taken back."""
    where = Quote.Where.OUTSIDE if report.kind == Report.Kind.PARTNER else Quote.Where.REPORT
    if report.kind not in (Report.Kind.MEMBERS, Report.Kind.PARTNER):
        return []
    theirs = Quote.objects.usable(where, today).filter(member__in=people.order_by().values("pk"))
    return [str(pk) for pk in theirs.order_by("-agreed_on", "-pk").values_list("pk", flat=True)[:_QUOTES]]


def _contacts(report: Report) -> int:
    is_theirs = report.kind == Report.Kind.PARTNER and report.partner_id is not None
    return UnitContact.objects.filter(unit=report.partner_id).count() if is_theirs else 0


def _promises(report: Report, people: MemberQuerySet) -> dict[str, int]:
    """Count what the partner's people said yes to in these days, and who came to something."""
    days = (report.first, report.last)
    theirs = people.order_by().values("pk")
    said = Commitment.objects.standing().filter(member__in=theirs, said_on__gt=days[0], said_on__lte=days[1])
    by_state = dict(said.values_list("state").annotate(n=Count("pk")))
    came = Participation.objects.came().filter(member__in=theirs, activity__on__gt=days[0], activity__on__lte=days[1])
    return {
        "kept": by_state.get(Commitment.State.KEPT, 0),
        "open": by_state.get(Commitment.State.OPEN, 0),
        "said": sum(by_state.values()),
        "came": came.values("member").distinct().count(),
    }
