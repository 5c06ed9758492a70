"""The first hour of a new group, and which rooms its menu shows."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from organizations import first_hour, settings_of
from organizations.access import allow, may
from organizations.models import Organization
from organizations.permissions import EVERYONE
from organizations.requests import OrganizationRequest
from organizations.rooms import RoomsForm
from organizations.settings_form import NotesForm
from stpnet.in_org import on_public_side


@require_safe
@allow(EVERYONE)
def welcome(request: OrganizationRequest) -> HttpResponse:
    """Show the steps of the first hour that this person may do, and which are done."""
    lines = first_hour.lines(request)
    context = {
        "lines": lines,
        "n_done": sum(line.done for line in lines),
        "next": next((line for line in lines if not line.done), None),
        "is_over": request.organization.first_hour_over_at is not None,
        "may_put_away": may(request, "organization.settings"),
    }
    return render(request, "organizations/welcome.html", context)


@require_POST
@allow("organization.settings")
def put_away(request: OrganizationRequest) -> HttpResponse:
    """Show no more of the first hour; what is done of it stays."""
    _set_over(request, over=True)
    undo = reverse("organizations:bring_back", args=[request.organization.slug])
    messages.success(request, _("Put away. You find it again in the settings, under Rooms."), extra_tags=undo)
    return redirect(request.organization)


@require_POST
@allow("organization.settings")
def bring_back(request: OrganizationRequest) -> HttpResponse:
    _set_over(request, over=False)
    return redirect("organizations:welcome", request.organization.slug)


@require_http_methods(["GET", "HEAD", "POST"])
@allow("organization.settings")
def notes(request: OrganizationRequest) -> HttpResponse:
    """Ask how long notes are kept; nothing is assumed."""
    now = {"note_retention_months": request.organization.note_retention_months}
    form = NotesForm(request.POST if request.method == "POST" else None, initial=now)
    if form.is_valid():
        settings_of.change(request.organization, values=form.cleaned_data, by=request.user)
        messages.success(request, _("Kept. You can change it in the settings at any time."))
        return redirect("organizations:welcome", request.organization.slug)
    return render(request, "organizations/notes.html", {"form": form}, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@allow("organization.settings")
def rooms(request: OrganizationRequest) -> HttpResponse:
    """Switch rooms of the menu on and off; they are reached by their doors either way."""
    now = {"rooms": request.organization.rooms}
    form = RoomsForm(request.POST if request.method == "POST" else None, initial=now)
    if form.is_valid():
        settings_of.change(request.organization, values=form.cleaned_data, by=request.user)
        messages.success(request, _("Saved. The menu shows these rooms to everyone who may enter them."))
        return redirect("organizations:rooms", request.organization.slug)
    doors = [(place, reverse(place.url_name, args=[request.organization.slug])) for place in form.places]
    context = {"form": form, "doors": doors, "is_over": request.organization.first_hour_over_at is not None}
    return render(request, "organizations/rooms.html", context, status=422 if form.errors else 200)


def _set_over(request: OrganizationRequest, *, over: bool) -> None:
    with on_public_side():
        now = Organization.objects.filter(pk=request.organization.pk)
        now.update(first_hour_over_at=timezone.now() if over else None)
