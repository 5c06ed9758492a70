"""Settings of the organization, and the page that says who may do what."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from organizations import rights, settings_of
from organizations.access import allow
from organizations.forms import RoleForm
from organizations.models import Organization, Role
from organizations.people import Refused
from organizations.permissions import EVERYONE
from organizations.requests import OrganizationRequest
from organizations.settings_form import SettingsForm
from stpnet.in_org import on_public_side


@require_http_methods(["GET", "HEAD", "POST"])
@allow("organization.settings")
def settings(request: OrganizationRequest) -> HttpResponse:
    """Show the settings, each with what it does, and save what was changed; invalid: 422 with the same form."""
    with on_public_side():
        copy = Organization.objects.get(pk=request.organization.pk)
        form = SettingsForm(request.POST if request.method == "POST" else None, instance=copy)
        valid = form.is_valid()
    if valid:
        try:
            settings_of.change(request.organization, values=form.values(), by=request.user)
        except Refused as refusal:
            form.add_error("slug", str(refusal))
        else:
            messages.success(request, _("Saved."))
            return redirect("organizations:settings", form.cleaned_data["slug"])
    return render(request, "organizations/settings.html", {"form": form}, status=422 if form.errors else 200)


@require_safe
@allow(EVERYONE)
def who_may(request: OrganizationRequest) -> HttpResponse:
    """Show the table of rights in words, and what it means for the person who reads it or for one role."""
    form = RoleForm(request.GET)
    role = form.cleaned_data["role"] if form.is_valid() else None
    roles = [role] if role else request.roles
    context = {"groups": rights.in_words(roles), "roles": list(Role), "mine": request.roles, "chosen": role}
    return render(request, "organizations/who_may.html", context)
