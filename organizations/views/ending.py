"""The page on which an owner ends the organization, and the way back."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from organizations.access import allow
from organizations.ending import actions
from organizations.ending.forms import EndForm
from organizations.people import Refused
from organizations.requests import OrganizationRequest

RIGHT = "organization.delete"


@require_http_methods(["GET", "HEAD", "POST"])
@allow(RIGHT)
def end(request: OrganizationRequest) -> HttpResponse:
    """Say what will happen and when, and close the organization; invalid: 422 with the same form."""
    here = request.organization
    form = EndForm(request.POST if request.method == "POST" else None, organization=here)
    if form.is_valid():
        try:
            actions.close(here, by=request.user, reason=form.cleaned_data["reason"])
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect(here)
    context = {"form": form, "gone_on": here.would_be_gone_on()}
    return render(request, "organizations/end.html", context, status=422 if form.errors else 200)


@require_POST
@allow(RIGHT, though_closed=True)
def bring_back(request: OrganizationRequest) -> HttpResponse:
    """Open a closed organization again."""
    try:
        actions.bring_back(request.organization, by=request.user)
    except Refused as refusal:
        messages.warning(request, str(refusal))
    else:
        messages.success(request, _("The group is open again, as it was. Invitations that had been open are not."))
    return redirect(request.organization)
