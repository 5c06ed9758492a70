"""What waits for a second person: every changed level that counts once somebody else agrees."""

from typing import Any, NamedTuple

from django.contrib.postgres.expressions import ArraySubquery
from django.core.paginator import Paginator
from django.db.models import Count, F, OuterRef, QuerySet, Subquery
from django.db.models.expressions import Combinable
from django.db.models.functions import JSONObject
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from audit import reads
from ladders.models import Assessment, Ladder, Level, SignSeen, Standing
from members.models import Member
from members.requests import OrgRequest
from organizations.access import allow, may
from organizations.permissions import PERMISSIONS, Scope

PER_PAGE = 20


class Waiting(NamedTuple):
    """A level that waits, where the person stands until then, and what the reader may do."""

    assessment: Assessment
    now: dict[str, Any] | None
    n_levels: int
    is_own: bool
    may_void: bool


@require_safe
@allow("assessment.confirm")
def waiting(request: OrgRequest) -> HttpResponse:
    """List what waits, the longest first; one's own words stand there too, for somebody else to agree with."""
    page = Paginator(_found(request), PER_PAGE).get_page(request.GET.get("page"))
    rows = [_row(request, each) for each in page.object_list]
    reads.note(request, "member.view", n=len(rows))
    nothing = {"nothing_title": _("Nothing waits"), "nothing_text": _("Every changed level has been looked at twice.")}
    return render(request, "ladders/waiting.html", {"page": page, "rows": rows} | nothing)


def count(request: OrgRequest, ladder: Ladder) -> Combinable:
    """Count what waits on a ladder, for its door."""
    scope = PERMISSIONS["assessment.confirm"].scope(request.roles)
    people = Member.objects.people().within(scope, request.member)
    found = Assessment.objects.to_agree().filter(ladder=ladder.pk, member__in=people).order_by().values("ladder")
    return Subquery(found.annotate(n=Count("pk")).values("n"))


def _found(request: OrgRequest) -> QuerySet[Assessment]:
    seen = SignSeen.objects.filter(assessment=OuterRef("pk")).order_by("pk")
    here = Standing.objects.filter(member=OuterRef("member"), ladder=OuterRef("ladder"))
    level = {name: F(f"level__{name}") for name in ("position", "name", "color")}
    now = JSONObject(place=F("place"), level=JSONObject(**level))
    in_use = Level.objects.active().filter(ladder=OuterRef("ladder")).order_by()
    return (
        Assessment.objects.to_agree()
        .filter(member__in=Member.objects.people().visible_to(request))
        .select_related("member", "ladder", "level", "assessed_by")
        .annotate(
            seen=ArraySubquery(seen.values(json=JSONObject(text=F("text"), evidence=F("evidence")))),
            now=ArraySubquery(here.values(json=now)),
            levels_in_use=ArraySubquery(in_use.values("pk")),
        )
        .order_by("created_at", "pk")
    )


def _row(request: OrgRequest, assessment: Any) -> Waiting:
    is_own = assessment.assessed_by_id == request.member.pk
    reach = PERMISSIONS["assessment.void"].scope(request.roles)
    return Waiting(
        assessment,
        now=_place(assessment.now),
        n_levels=len(assessment.levels_in_use),
        is_own=is_own,
        may_void=may(request, "assessment.void") and (reach is Scope.ALL or is_own),
    )


def _place(found: list[dict[str, Any]]) -> dict[str, Any] | None:
    """Return where somebody stands as a badge takes it; None: never placed."""
    if not found:
        return None
    place, level = found[0]["place"], found[0]["level"]
    return {"place": place, "level": Level(**level) if level["name"] else None}
