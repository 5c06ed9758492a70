"""Whom a report counts: as far as its maker sees at the moment it is counted."""

from uuid import UUID

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext as _

from dashboards.models import Report
from members import state
from members.acting import request_as
from members.filters import asking
from members.models import Belonging, Member, Unit
from members.models.person import MemberQuerySet
from members.queries import with_units_below
from members.requests import OrgRequest
from organizations.permissions import Scope

RIGHT = "report.build"


class CannotCount(Exception):
    """Why there is nothing to count, in a sentence that says what to do."""


def people_of(report: Report) -> tuple[OrgRequest, MemberQuerySet]:
    """Return who asks, and everybody the report is about, erased ones too: a period that is over keeps its figures.

    Raises NoLongerMay where its maker has lost the right, and CannotCount where what it is about is gone.
    """
    request = request_as(report.asked_by, RIGHT)
    everybody: MemberQuerySet = Member.objects.all()
    people = everybody.within(request.scope, request.member)
    if roots := _units(report):
        people = people.filter(within(roots))
    if report.kind == Report.Kind.TABLE:
        people = people.filter(_of_view(report))
    return request, people


def within(roots: list[UUID]) -> Q:
    """Say in SQL who belongs to one of these units, or to one below them."""
    return Q(Exists(Belonging.objects.filter(member=OuterRef("pk"), unit__in=with_units_below(roots))))


def is_of_all(report: Report, request: OrgRequest) -> bool:
    """Whether everybody of the group is counted; otherwise the figures are those of a part of it."""
    return (
        request.scope is Scope.ALL and not report.units and report.kind not in (Report.Kind.PARTNER, Report.Kind.TABLE)
    )


def _units(report: Report) -> list[UUID]:
    if report.kind == Report.Kind.PARTNER:
        if report.partner_id is None:
            raise CannotCount(_("The partner it is about is gone. Make a new report."))
        return [report.partner_id]
    found = list(Unit.objects.filter(pk__in=report.units).values_list("pk", flat=True))
    if report.units and not found:
        raise CannotCount(_("The places it is about are gone. Make a new report."))
    return found


def _of_view(report: Report) -> Q:
    view = report.view
    if view is None or view.deleted_at:
        raise CannotCount(_("The view it is about is gone. Make a new report."))
    request = request_as(report.asked_by, "member.view")
    misread: list[str] = []
    tree = asking.sound(state.of_view(view).tree, request, misread)
    if misread or not (view.is_shared or view.owner_id == request.member.pk):
        raise CannotCount(_("The view asks for something that is no longer there. Open it and save it anew."))
    return asking.where(tree, request)
