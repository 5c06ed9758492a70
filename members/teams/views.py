"""Teams: the list, a team's page, what it is called and for, putting it away and bringing it back."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from audit import reads
from members import registry
from members.models import Team
from members.requests import OrgRequest
from members.teams import actions
from members.teams.forms import TeamForm
from members.teams.queries import around, edit_scope, edits, listed
from organizations.access import allow, may
from organizations.permissions import Scope

_A_PAGE = 100


@require_safe
@allow("member.view")
def team_list(request: OrgRequest) -> HttpResponse:
    """Show every team, and those that were put away to who may bring them back."""
    page = Paginator(listed(request).active(), _A_PAGE).get_page(request.GET.get("page"))
    gone = listed(request).filter(pk__in=edits(request).exclude(put_away_at=None).values("pk")).order_by("-put_away_at")
    context = {"page": page, "gone": gone[:_A_PAGE] if may(request, "team.edit") else []}
    reads.note(request, "member.view", n=len(page))
    return render(request, "members/teams/list.html", context | {"may_add": may(request, "team.edit")})


@require_safe
@allow("member.view")
def team(request: OrgRequest, pk: UUID) -> HttpResponse:
    """Show what a team is for, who is in it, what there is to answer for, and who leads."""
    found = get_object_or_404(Team.objects.select_related("unit", "organizer"), pk=pk)
    scope = edit_scope(request)
    may_edit = scope is Scope.ALL or (scope is Scope.OWN and edits(request).filter(pk=pk).exists())
    shown = around(request, found)
    built = [(panel, panel.build(request, found, may_edit)) for panel in registry.team_panels]
    panels = [(panel.template, context) for panel, context in built if context is not None]
    reads.note(request, "member.view", n=len(shown.people))
    context = {"team": found, "around": shown, "may_edit": may_edit and not found.put_away_at, "panels": panels}
    return render(request, "members/teams/team.html", context | {"may_bring_back": may_edit and found.put_away_at})


@require_http_methods(["GET", "HEAD", "POST"])
@allow("team.edit")
def add(request: OrgRequest) -> HttpResponse:
    """Begin a team."""
    form = TeamForm(request)
    if form.is_valid():
        try:
            made = actions.make(**form.given(), by=request.member)
        except actions.TeamsRefused as why:
            form.add_error(why.field, str(why))
        else:
            messages.success(request, _("The team is there. Who is in it?"))
            return to(request, "teams:people", made)
    return render(request, "members/teams/form.html", {"form": form, "team": None}, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@allow("team.edit")
def edit(request: OrgRequest, pk: UUID) -> HttpResponse:
    """Say anew what a team is called, what it is for and who is its organizer."""
    found = one(request, pk)
    form = TeamForm(request, found)
    name = found.name
    if form.is_valid():
        try:
            actions.edit(found, **form.given(), by=request.member)
        except actions.TeamsRefused as why:
            form.add_error(why.field, str(why))
        else:
            messages.success(request, _("Saved."))
            return to(request, "teams:team", found)
    context = {"form": form, "team": found, "name": name}
    return render(request, "members/teams/form.html", context, status=422 if form.errors else 200)


@require_POST
@allow("team.edit")
def put_away(request: OrgRequest, pk: UUID) -> HttpResponse:
    """Take a team out of every list."""
    found = one(request, pk)
    if actions.put_away(found, by=request.member):
        undo = reverse("teams:bring_back", args=[request.organization.slug, pk])
        messages.success(request, _("%s is put away. Who was in it, and when, is kept.") % found, extra_tags=undo)
    return HttpResponseRedirect(reverse("teams:list", args=[request.organization.slug]), status=303)


@require_POST
@allow("team.edit")
def bring_back(request: OrgRequest, pk: UUID) -> HttpResponse:
    """Let a team stand in the list again, as it was."""
    found = get_object_or_404(edits(request), pk=pk)
    try:
        back = actions.bring_back(found, by=request.member)
    except actions.TeamsRefused as why:
        messages.error(request, f"{why} {_('Rename that one first.')}")
    else:
        messages.success(request, _("It is back, as before.") if back else _("It stands there already."))
    return to(request, "teams:team", found)


def one(request: OrgRequest, pk: UUID) -> Team:
    """Find a team that the signed-in person may change; one that was put away is brought back first."""
    found: Team = get_object_or_404(edits(request).active().select_related("unit", "organizer"), pk=pk)
    return found


def to(request: OrgRequest, name: str, team: Team) -> HttpResponse:
    return HttpResponseRedirect(reverse(name, args=[request.organization.slug, team.pk]), status=303)
