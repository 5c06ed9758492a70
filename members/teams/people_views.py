"""Who is in a team: put in, let go, and both undone."""

from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from audit import reads
from members.models import Team, TeamMember
from members.requests import OrgRequest
from members.teams import actions
from members.teams.forms import PeopleForm, SlipForm
from members.teams.queries import seen
from members.teams.views import one, to
from organizations.access import allow


@require_http_methods(["GET", "HEAD", "POST"])
@allow("team.edit")
def people(request: OrgRequest, pk: UUID) -> HttpResponse:
    """Find people and put all who are ticked into the team at once."""
    team = one(request, pk)
    form = PeopleForm(request, team)
    if form.is_valid() and not form.finds:
        made = actions.add(team, form.chosen, on=request.organization.today(), by=request.member)
        said = ngettext("%d person is in the team now.", "%d people are in the team now.", len(made)) % len(made)
        messages.success(request, said, extra_tags=_undo(request, team, made))
        return to(request, "teams:team", team)
    reads.note(request, "member.view", n=len(form.found) + len(form.chosen))
    context = {"form": form, "team": team}
    return render(request, "members/teams/people.html", context, status=422 if form.errors else 200)


@require_POST
@allow("team.edit")
def find(request: OrgRequest, pk: UUID) -> HttpResponse:
    """Show, while somebody types, who fits, below those who are ticked; nothing is kept of what was typed."""
    form = PeopleForm(request, one(request, pk), finds=True)
    form.full_clean()
    reads.note(request, "member.view", n=len(form.found) + len(form.chosen))
    return render(request, "members/teams/people_found.html", {"form": form})


@require_POST
@allow("team.edit")
def take_back(request: OrgRequest, pk: UUID) -> HttpResponse:
    """Undo that one added people just now."""
    team = one(request, pk)
    form = SlipForm(request, team)
    n = actions.take_back(team, form.cleaned_data["row"], by=request.member) if form.is_valid() else 0
    if n:
        messages.success(request, ngettext("Undone: %d person.", "Undone: %d people.", n) % n)
    else:
        messages.info(request, _("There was nothing to undo any more."))
    return to(request, "teams:team", team)


@require_POST
@allow("team.edit")
def let_go(request: OrgRequest, pk: UUID, row: UUID) -> HttpResponse:
    """End somebody's time in the team; it is kept that they were here."""
    team = one(request, pk)
    found = _row(request, team, row)
    if actions.let_go(found, on=request.organization.today(), by=request.member):
        undo = reverse("teams:come_back", args=[request.organization.slug, pk, row])
        said = _("%s is no longer in the team. What they held is open again.") % found.member
        messages.success(request, said, extra_tags=undo)
    return to(request, "teams:team", team)


@require_POST
@allow("team.edit")
def come_back(request: OrgRequest, pk: UUID, row: UUID) -> HttpResponse:
    """Undo that somebody was let go."""
    team = one(request, pk)
    if actions.come_back(_row(request, team, row), by=request.member):
        messages.success(request, _("It is as before."))
    else:
        messages.info(request, _("They are in the team already."))
    return to(request, "teams:team", team)


def _row(request: OrgRequest, team: Team, pk: UUID) -> TeamMember:
    """Find somebody's time in a team, if the signed-in person may see them."""
    rows = team.people.filter(member__in=seen(request)).select_related("member", "team")
    found: TeamMember = get_object_or_404(rows, pk=pk)
    return found


def _undo(request: OrgRequest, team: Team, made: list[TeamMember]) -> str:
    if not made:
        return ""
    address = reverse("teams:take_back", args=[request.organization.slug, team.pk])
    return f"{address}?{urlencode([('row', row.pk) for row in made])}"
