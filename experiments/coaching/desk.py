"""The coach's desk: what waits for a look in all their groups, what changed since the last one, and who is quiet."""

from datetime import UTC, date, datetime
from typing import NamedTuple
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.db.models import Count, F, Max, Min, Q
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from experiments import names
from experiments.models import Experiment, LogPost
from members.models import Member
from organizations.models import ExperimentSummary, Membership, Organization, Role
from organizations.requests import SignedInRequest
from organizations.signing_in import required
from stpnet.in_org import in_org

AHEAD, QUIET_WEEKS = 14, 2


class Waiting(NamedTuple):
    """An experiment that somebody is to look at, with the group it is of."""

    organization: Organization
    pk: UUID
    title: str
    due: date
    days: int


class Group(NamedTuple):
    """One group on the desk."""

    organization: Organization
    running: int
    changed: int
    posts: int
    quiet_weeks: int | None
    next_talk: date | None


@never_cache
@require_safe
@login_required
def desk(request: SignedInRequest) -> HttpResponse:
    """Show what is to be looked at, first what is due first."""
    groups: list[Group] = []
    waiting: list[Waiting] = []
    rows = _rows(mine := _mine(request))
    for organization in mine:
        found, of_group = _inside(organization, request.user.pk, rows.get(organization.pk, []))
        waiting += found
        groups.append(of_group)
    waiting.sort(key=lambda each: (each.due, str(each.pk)))
    context = {"waiting": waiting, "groups": groups, "quiet_from": QUIET_WEEKS}
    return render(request, "experiments/coaching/desk.html", context)


def _mine(request: SignedInRequest) -> list[Organization]:
    """List the groups in which they are a coach and may go in."""
    found = Membership.objects.current().with_roles().filter(user_id=request.user.pk)
    ordered = required.with_second_step(found).select_related("organization").order_by("organization__name", "pk")
    coached = [each for each in ordered if Role.COACH in each.held]
    return [each.organization for each in coached if not required.must_set_up(each)]


def _rows(mine: list[Organization]) -> dict[UUID, list[ExperimentSummary]]:
    by_group: dict[UUID, list[ExperimentSummary]] = {}
    for row in ExperimentSummary.objects.filter(organization__in=mine).order_by(F("due").asc(nulls_last=True), "pk"):
        by_group.setdefault(row.organization_id, []).append(row)
    return by_group


def _inside(organization: Organization, user: UUID, rows: list[ExperimentSummary]) -> tuple[list[Waiting], Group]:
    """Open a group for what the public side does not know: titles, whose they are, and what is new."""
    today = organization.today()
    near = {row.experiment: row.due for row in rows if row.due and (row.due - today).days <= AHEAD}
    with in_org(organization):
        theirs = Q(coach__user_id=user) | Q(coach=None)
        rows_here = list(Experiment.objects.filter(theirs, pk__in=near).values_list("pk", "title"))
        # A desk is a coach's, whatever else they are in one of the groups.
        titles = names.read_by([title for _pk, title in rows_here], sees_people=False)
        waiting = [
            Waiting(organization, pk, title, near[pk], (near[pk] - today).days)
            for (pk, _title), title in zip(rows_here, titles, strict=True)
        ]
        ahead = Min("coaching_notes__next_on", filter=Q(coaching_notes__next_on__gte=today))
        me = Member.objects.filter(user_id=user).annotate(ahead=ahead).values_list("last_look__at", "ahead").first()
        look, next_talk = me or (None, None)
        posts = LogPost.objects.filter(removed_at=None).aggregate(
            new=Count("pk", filter=Q(created_at__gt=look or _long_ago()) & ~Q(author__user_id=user)),
            latest=Max("created_at"),
        )
    changed = sum(row.changed_at > (look or _long_ago()) for row in rows)
    running = sum(row.status in ("running", "paused") for row in rows)
    return waiting, Group(organization, running, changed, posts["new"], _quiet(posts["latest"]), next_talk)


def _quiet(latest: datetime | None) -> int | None:
    """Count the weeks since the newest post; None where nobody posted yet."""
    return (timezone.now() - latest).days // 7 if latest else None


def _long_ago() -> datetime:
    return datetime(2000, 1, 1, tzinfo=UTC)
