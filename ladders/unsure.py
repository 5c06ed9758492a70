"""Those of whom somebody said "not sure yet": why, and when to look again."""

from datetime import date
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count, Exists, F, OuterRef, Q, Subquery
from django.db.models.expressions import Combinable
from django.db.models.functions import Coalesce

from ladders import part_sums
from ladders.models import Assessment, Ladder, Place, Standing
from ladders.models.history import StandingQuerySet
from members.models import Belonging, Member
from members.requests import OrgRequest
from organizations.permissions import Scope, row_of


def standing(scope: Scope, member: Member) -> StandingQuerySet:
    """Return where those counted stand who are not placed yet, of the people whom a right of this scope reaches.

    A ladder that was put away asks nobody to look again.
    """
    statuses = Q(member__status__in=Member.Status.counted(staff=False))
    staff = Q(member__status=Member.Status.STAFF, ladder__counts_staff=True)
    here = Q(member__in=Member.objects.people().within(scope, member))
    found: StandingQuerySet = Standing.objects.filter(here & (statuses | staff), place=Place.UNSURE)
    return found.filter(ladder__put_away_at=None)


def due(today: date) -> Q:
    """Say whom it is time to look at again; where no day was set, it is time now."""
    return ~_later(today)


def _later(today: date) -> Q:
    # Asked of the few days that are still to come: to read every assessment for its day would take a second of a million.
    return Q(Exists(Assessment.objects.filter(pk=OuterRef("assessment"), review_on__gt=today)))


def listed(request: OrgRequest, ladder: Ladder) -> Any:
    """Return them with all that the page says of them, those first that are longest due.

    `may_assess`: who reads of everyone may still place only their own.
    """
    placed = Member.objects.people().within(row_of("assessment.make").scope(request.roles), request.member)
    units = Belonging.objects.filter(member=OuterRef("member")).order_by("-kind__is_default", "kind__name")
    return (
        standing(request.scope, request.member)
        .filter(ladder=ladder)
        .select_related("member__organizer", "assessment__assessed_by")
        .annotate(
            units=ArraySubquery(units.values("unit__name")), may_assess=Exists(placed.filter(pk=OuterRef("member")))
        )
        .order_by(F("assessment__review_on").asc(nulls_first=True), "member__sorted_as", "pk")
    )


def n_due(request: OrgRequest, ladder: Ladder) -> Combinable:
    """Say in SQL how many of the people one may see are due on a ladder."""
    scope, today = row_of("member.view").scope(request.roles), request.organization.today()
    seen = standing(scope, request.member).filter(ladder=ladder).order_by()
    if scope is Scope.ALL and not ladder.put_away_at:
        # All of them are known by sums, and but for a few their day has come.
        return part_sums.in_place(ladder, Place.UNSURE) - _n(seen.filter(_later(today)))
    return _n(seen.filter(due(today)))


def _n(rows: StandingQuerySet) -> Coalesce:
    return Coalesce(Subquery(rows.values("ladder").annotate(n=Count("pk")).values("n")), 0)
