"""Who brought whom: all who brought somebody, and one person's own generations."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from audit import reads
from members.generations import page
from members.generations.edges import RECRUITING
from members.models import Member
from members.requests import OrgRequest
from organizations.access import allow


@require_safe
@allow("member.view")
def tree(request: OrgRequest) -> HttpResponse:
    """Show who brought whom, from those whom nobody brought."""
    forest = page.forest(request, RECRUITING)
    recruiters, recruited = page.totals(request, RECRUITING)
    reads.note(request, "member.view", n=page.size(forest))
    context = {"forest": forest, "recruiters": recruiters, "recruited": recruited, **page.pager(forest)}
    return render(request, "members/recruiting.html", context)


@require_safe
@allow("member.view")
def below(request: OrgRequest, pk: UUID) -> HttpResponse:
    """Show whom one person brought, and whom those brought."""
    member = get_object_or_404(Member.objects.people().visible_to(request), pk=pk)
    forest = page.below(request, RECRUITING, member)
    reads.note(request, "member.view", of=pk)
    return render(request, "members/recruiting.html", {"forest": forest, "member": member})
