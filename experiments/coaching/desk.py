"""The coach's desk: what waits for a look in all their groups, what changed since the last one, and who is quiet."""

from datetime import UTC, date, datetime
from typing import Any, NamedTuple
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.contrib.postgres.expressions import ArraySubquery
from django.core.paginator import Paginator
from django.db.models import Count, F, Min, OuterRef, Q, Subquery, Value
from django.db.models.functions import Coalesce, JSONObject
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
# Each group has to be opened, so that a page has as many as twelve statements are enough for.
AT_ONCE = 3
_NONE_AT_ALL = UUID(int=0)
LONG_AGO = datetime(2000, 1, 1, tzinfo=UTC)


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
    # Rows come by their day: the group in which something is due first stands first.
    mine.sort(key=lambda each: rows[each.pk][0].due or date.max if each.pk in rows else date.max)
    page = Paginator(mine, AT_ONCE).get_page(request.GET.get("page"))
    for organization in page:
        found, of_group = _inside(organization, request.user.pk, rows.get(organization.pk, []))
        waiting += found
        groups.append(of_group)
    waiting.sort(key=lambda each: (each.due, str(each.pk)))
    context = {"waiting": waiting, "groups": groups, "quiet_from": QUIET_WEEKS, "page": page}
    return render(request, "experiments/coaching/desk.html", context)


def _mine(request: SignedInRequest) -> list[Organization]:
    """List the groups in which they are a coach and may go in."""
    found = Membership.objects.current().with_roles().filter(user_id=request.user.pk)
    ordered = required.with_second_step(found).select_related("organization").order_by("organization__name", "pk")
    coached = [each for each in ordered if Role.COACH in each.held]
    # One that is being updated comes back to the desk when it is, a closed one when it is brought back.
    opened = [each for each in coached if not required.must_set_up(each)]
    return [each.organization for each in opened if not (each.organization.is_behind or each.organization.is_closed)]


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
        seen = _seen(user, list(near), today)
        # A desk is a coach's, whatever else they are in one of the groups.
        titles = names.read_by([each["title"] for each in seen["found"]], sees_people=False)
    keys = [UUID(each["pk"]) for each in seen["found"]]
    waiting = [
        Waiting(organization, pk, title, near[pk], (near[pk] - today).days)
        for pk, title in zip(keys, titles, strict=True)
    ]
    changed = sum(row.changed_at > (seen["look"] or LONG_AGO) for row in rows)
    running = sum(row.status in ("running", "paused") for row in rows)
    return waiting, Group(organization, running, changed, seen["posts"] or 0, _quiet(seen["latest"]), seen["ahead"])


def _seen(user: UUID, near: list[UUID], today: date) -> dict[str, Any]:
    """Read in one statement what a group has for this coach: their experiments by now due, and what is new to them."""
    posts = LogPost.objects.filter(removed_at=None).order_by()
    new = posts.filter(created_at__gt=Coalesce(OuterRef("last_look__at"), Value(LONG_AGO)))
    theirs = Q(coach=OuterRef("pk")) | Q(coach=None)
    found = Experiment.objects.filter(theirs, pk__in=near or [_NONE_AT_ALL]).order_by()
    rows: Any = Member.objects.filter(user_id=user).annotate(
        look=F("last_look__at"),
        ahead=Min("coaching_notes__next_on", filter=Q(coaching_notes__next_on__gte=today)),
        posts=Subquery(new.filter(~Q(author=OuterRef("pk"))).values("removed_at").annotate(n=Count("pk")).values("n")),
        latest=Subquery(posts.order_by("-created_at").values("created_at")[:1]),
        found=ArraySubquery(found.values(json=JSONObject(pk="pk", title="title"))),
    )
    told: dict[str, Any] | None = rows.values("look", "ahead", "posts", "latest", "found").first()
    return told or {"look": None, "ahead": None, "posts": 0, "latest": None, "found": []}


def _quiet(latest: datetime | None) -> int | None:
    """Count the weeks since the newest post; None where nobody posted yet."""
    return (timezone.now() - latest).days // 7 if latest else None
