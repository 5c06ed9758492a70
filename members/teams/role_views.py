"""What there is to answer for in a team, who does, and who leads."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from members.models import Team, TeamRole
from members.requests import OrgRequest
from members.teams import actions
from members.teams.forms import RoleForm
from members.teams.queries import has_gone, seen
from members.teams.views import one, to
from organizations.access import allow


@require_http_methods(["GET", "HEAD", "POST"])
@allow("team.edit")
def add(request: OrgRequest, pk: UUID) -> HttpResponse:
    """Say what somebody has to answer for, and who does, if it is known."""
    team = one(request, pk)
    form = RoleForm(request, team)
    if form.is_valid():
        name, today = " ".join(form.cleaned_data["name"].split()), request.organization.today()
        actions.add_role(team, name=name, member=form.who(), on=today, by=request.member)
        messages.success(request, _("Written down."))
        return to(request, "teams:team", team)
    return _page(request, team, form, _("Add a role"))


@require_http_methods(["GET", "HEAD", "POST"])
@allow("team.edit")
def give(request: OrgRequest, pk: UUID, role: UUID) -> HttpResponse:
    """Give a role to somebody of the team, or let it be open."""
    team = one(request, pk)
    found = _role(request, team, role)
    form = RoleForm(request, team, now=found.member, asks_name=False)
    if form.is_valid():
        try:
            actions.give(found, member=form.who(), on=request.organization.today(), by=request.member)
        except actions.TeamsRefused as why:
            form.add_error(why.field, str(why))
        else:
            messages.success(request, _("Saved. Who held it before is kept."))
            return to(request, "teams:team", team)
    return _page(request, team, form, found.name, role=found)


@require_http_methods(["GET", "HEAD", "POST"])
@allow("team.edit")
def lead(request: OrgRequest, pk: UUID) -> HttpResponse:
    """Say who leads the team."""
    team = one(request, pk)
    leading = team.roles.current().filter(is_lead=True).select_related("member").first()
    form = RoleForm(request, team, now=leading.member if leading else None, asks_name=False)
    if form.is_valid():
        actions.lead(team, member=form.who(), on=request.organization.today(), by=request.member)
        messages.success(request, _("Saved. Who led before is kept."))
        return to(request, "teams:team", team)
    return _page(request, team, form, _("Leader"))


@require_POST
@allow("team.edit")
def drop(request: OrgRequest, pk: UUID, role: UUID) -> HttpResponse:
    """Take away a role that nobody holds."""
    team = one(request, pk)
    if actions.drop_role(_role(request, team, role), by=request.member):
        messages.success(request, _("Taken away."))
    else:
        messages.info(request, _("Somebody holds it. Let it be open first."))
    return to(request, "teams:team", team)


def _role(request: OrgRequest, team: Team, pk: UUID) -> TeamRole:
    roles = team.roles.current().filter(is_lead=False).select_related("member", "team")
    found: TeamRole = get_object_or_404(roles, pk=pk)
    if found.member_id and not has_gone(found):
        get_object_or_404(seen(request), pk=found.member_id)
    return found


def _page(request: OrgRequest, team: Team, form: RoleForm, title: str, role: TeamRole | None = None) -> HttpResponse:
    context = {"form": form, "team": team, "what": title, "role": role}
    return render(request, "members/teams/role.html", context, status=422 if form.errors else 200)
