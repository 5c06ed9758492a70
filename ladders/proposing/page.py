"""The page of proposals, put together: whom the reader decides on, why, and what was accepted together."""

from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Count, F, Q, Subquery
from django.db.models.functions import Now
from django.utils.translation import gettext as _

from ladders.models import TAKEN_BACK_FOR, Ladder, Place, Proposal, QuietRound
from ladders.models.proposal import ProposalQuerySet
from ladders.queries import counted
from members.filters import fields_of
from members.models import Member
from members.models.person import MemberQuerySet
from members.requests import OrgRequest
from organizations.access import may
from organizations.permissions import PERMISSIONS, Scope

A_PAGE = 50


def people(request: OrgRequest, ladder: Ladder) -> MemberQuerySet:
    """Return those on whose place the signed-in person decides."""
    return counted(Member.objects.people().visible_to(request), ladder)


def open_ones(request: OrgRequest, ladder: Ladder) -> ProposalQuerySet:
    """Return the proposals that wait for the signed-in person or a colleague."""
    found: ProposalQuerySet = Proposal.objects.open()
    return found.filter(ladder=ladder, member__in=people(request, ladder).values("pk"))


def context(request: OrgRequest, ladders: list[Ladder], ladder: Ladder) -> dict[str, Any]:
    """Return everything that the page shows."""
    found = open_ones(request, ladder)
    n = found.aggregate(all=Count("pk"), quiet=Count("pk", filter=Q(place=Place.QUIET)))
    return {
        "ladder": ladder,
        "ladders": ladders,
        "n_levels": sum(not level.retired_at for level in ladder.levels.all()),
        "n": n["all"],
        "n_quiet": n["quiet"],
        "page": _page(request, found, n["all"]),
        "rounds": _rounds(request, ladder),
        "may_edit": may(request, "ladder.edit"),
    }


def _page(request: OrgRequest, found: ProposalQuerySet, n: int) -> Page[Any]:
    """Return a page of lines, the highest level first and those gone quiet last."""
    in_order = found.select_related("member", "level", "from_level").order_by(
        F("level__position").desc(nulls_last=True), "member__sorted_as", "pk"
    )
    paginator = Paginator(in_order, A_PAGE)
    paginator.__dict__["count"] = n
    page: Page[Any] = paginator.get_page(request.GET.get("page"))
    page.object_list = [{"proposal": each, "reason": reason(request, each)} for each in page.object_list]
    return page


def reason(request: OrgRequest, proposal: Proposal) -> str:
    """Say why somebody is proposed; words about a field that the reader may not see are left out."""
    if set(proposal.fields) - fields_of(request).keys():
        return _("They fit a rule about something that not everybody sees.")
    return proposal.reason if proposal.reason.endswith(".") else f"{proposal.reason}."


def _rounds(request: OrgRequest, ladder: Ladder) -> list[QuietRound]:
    """List what was accepted together and can be taken back: one's own, and everyone's for who may void all."""
    found = QuietRound.objects.filter(ladder=ladder, taken_back_at=None, at__gt=Now() - TAKEN_BACK_FOR)
    if PERMISSIONS["assessment.void"].scope(request.roles) is not Scope.ALL:
        found = found.filter(by=request.member)
    return list(found.select_related("by")[:10])


def waiting(request: OrgRequest, ladder: Ladder) -> Subquery:
    """Count what waits for this reader on a ladder, for the door of the ladder page."""
    reach = PERMISSIONS["proposal.decide"].scope(request.roles)
    theirs = counted(Member.objects.people().within(reach, request.member), ladder)
    found = Proposal.objects.open().filter(ladder=ladder, member__in=theirs.values("pk"))
    return Subquery(found.order_by().values("ladder").annotate(n=Count("pk")).values("n"))
