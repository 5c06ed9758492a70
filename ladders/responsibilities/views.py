"""Responsibilities: the list, one's page, what it takes, putting it away and bringing it back."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from audit import reads
from ladders.models import Responsibility
from ladders.responsibilities import actions
from ladders.responsibilities.forms import ResponsibilityForm
from ladders.responsibilities.queries import edits, holdings, listed, ready
from ladders.responsibilities.shown import may_change
from members.requests import OrgRequest
from organizations.access import allow, may

_A_PAGE = 100


@require_safe
@allow("member.view")
def responsibility_list(request: OrgRequest) -> HttpResponse:
    """Show what there is to carry, and what was put away to who may bring it back."""
    page = Paginator(listed().active().order_by("folded", "pk"), _A_PAGE).get_page(request.GET.get("page"))
    may_add = may(request, "responsibility.edit")
    gone = edits(request).exclude(put_away_at=None).order_by("-put_away_at")[:_A_PAGE] if may_add else []
    context = {"page": page, "gone": gone, "may_add": may_add}
    return render(request, "ladders/responsibilities/list.html", context)


@require_safe
@allow("member.view")
def responsibility(request: OrgRequest, pk: UUID) -> HttpResponse:
    """Show what it takes, who carries it, who was asked, and whom one could ask."""
    found = get_object_or_404(listed().select_related("level__ladder"), pk=pk)
    may_edit = may_change(request, pk)
    rows = holdings(request, found)
    has_room = found.n_held < found.places
    asks = may_edit and has_room and not found.put_away_at
    context = {
        "responsibility": found,
        "now": [row for row in rows if row.until is None],
        "past": [row for row in rows if row.until],
        "ready": ready(request, found) if asks else None,
        "n_unseen": found.n_held + found.n_asked - sum(row.until is None for row in rows),
        "n_open": max(found.places - found.n_held, 0),
        "may_edit": may_edit and not found.put_away_at,
        "may_bring_back": may_edit and found.put_away_at,
    }
    reads.note(request, "member.view", n=len(rows))
    return render(request, "ladders/responsibilities/responsibility.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@allow("responsibility.edit")
def add(request: OrgRequest) -> HttpResponse:
    """Write down something to carry."""
    form = ResponsibilityForm(request)
    if form.is_valid():
        try:
            made = actions.make(**form.given(), by=request.member)
        except actions.NotNow as why:
            form.add_error(why.field, str(why))
        else:
            messages.success(request, _("Written down. Whom could you ask?"))
            return to(request, made)
    return _page(request, form)


@require_http_methods(["GET", "HEAD", "POST"])
@allow("responsibility.edit")
def edit(request: OrgRequest, pk: UUID) -> HttpResponse:
    """Say anew what it is and what it takes."""
    found = one(request, pk)
    form = ResponsibilityForm(request, found)
    name = found.name
    if form.is_valid():
        try:
            actions.edit(found, **form.given(), by=request.member)
        except actions.NotNow as why:
            form.add_error(why.field, str(why))
        else:
            messages.success(request, _("Saved."))
            return to(request, found)
    return _page(request, form, found, name)


@require_POST
@allow("responsibility.edit")
def put_away(request: OrgRequest, pk: UUID) -> HttpResponse:
    """Take it out of every list."""
    found = one(request, pk)
    if actions.put_away(found, by=request.member):
        undo = reverse("responsibilities:bring_back", args=[request.organization.slug, pk])
        messages.success(request, _("%s is put away. Who carried it, and when, is kept.") % found, extra_tags=undo)
    return HttpResponseRedirect(reverse("responsibilities:list", args=[request.organization.slug]), status=303)


@require_POST
@allow("responsibility.edit")
def bring_back(request: OrgRequest, pk: UUID) -> HttpResponse:
    """Let it stand in the list again, as it was."""
    found = get_object_or_404(edits(request).select_related("team"), pk=pk)
    try:
        back = actions.bring_back(found, by=request.member)
    except actions.NotNow as why:
        messages.error(request, f"{why} {_('Rename that one first.')}")
    else:
        messages.success(request, _("It is back, as before.") if back else _("It stands there already."))
    return to(request, found)


def one(request: OrgRequest, pk: UUID) -> Responsibility:
    """Find one that the signed-in person may change; what was put away is brought back first."""
    found: Responsibility = get_object_or_404(edits(request).active().select_related("team", "level"), pk=pk)
    return found


def to(request: OrgRequest, responsibility: Responsibility) -> HttpResponse:
    address = reverse("responsibilities:responsibility", args=[request.organization.slug, responsibility.pk])
    return HttpResponseRedirect(address, status=303)


def _page(
    request: OrgRequest, form: ResponsibilityForm, found: Responsibility | None = None, name: str = ""
) -> HttpResponse:
    context = {"form": form, "responsibility": found, "name": name}
    status = 422 if form.errors else 200
    return render(request, "ladders/responsibilities/form.html", context, status=status)
