"""Support: the owners' page that lets somebody in, and the page of those who help."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from organizations.access import allow
from organizations.helping import actions
from organizations.helping.forms import GrantForm
from organizations.models import Role, SupportAccess, User
from organizations.people import Refused
from organizations.requests import OrganizationRequest, SignedInRequest
from stpnet.in_org import on_public_side

# So many of the past are shown; the record has them all.
SHOWN = 20


@require_http_methods(["GET", "HEAD", "POST"])
@allow("people.manage")
def support(request: OrganizationRequest) -> HttpResponse:
    """Show who from support is let in and who was, and let somebody in; invalid: 422 with the same form."""
    here = request.organization
    with on_public_side():
        staff = list(User.objects.filter(is_support=True, is_active=True).exclude(pk=request.user.pk))
        form = GrantForm(request.POST if request.method == "POST" else None, staff=staff)
        valid = form.is_valid()
        form.fields["whom"].choices = [(each.pk, str(each)) for each in staff]  # type: ignore[attr-defined]
        rows = SupportAccess.objects.filter(organization=here).select_related("user", "granted_by", "ended_by")
        past = list(rows.order_by("-granted_at")[:SHOWN])
    if valid:
        try:
            _grant(request, form)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            return redirect("organizations:support", here.slug)
    now = next((row for row in past if row.is_live), None)
    context = {"form": form, "staff": staff, "now": now, "past": [row for row in past if row is not now]}
    return render(request, "organizations/support.html", context, status=422 if form.errors else 200)


@require_POST
@allow("organization.settings")
def end(request: OrganizationRequest) -> HttpResponse:
    """End it at once. Nobody is asked who they are: it takes away, and somebody may be in a hurry."""
    with on_public_side():
        live = SupportAccess.objects.filter(organization=request.organization, ended_at=None)
        access = live.select_related("organization").first()
    ended = actions.end(access, by=request.user) if access else False
    if ended:
        messages.success(request, _("Ended. What was looked at comes by mail to every owner."))
    else:
        messages.info(request, _("It was over already."))
    return redirect("organizations:support", request.organization.slug)


@require_safe
@never_cache
@login_required
def desk(request: SignedInRequest) -> HttpResponse:
    """Show somebody who works for support which groups let them in, until when and what for; 404 for all others."""
    rows = SupportAccess.objects.live().filter(user=_staff(request)).select_related("organization", "granted_by")
    return render(request, "organizations/support_desk.html", {"rows": rows.order_by("ends_at")})


@require_POST
@login_required
def done(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """End one's own access before its time."""
    mine = SupportAccess.objects.live().filter(user=_staff(request)).select_related("organization")
    actions.end(get_object_or_404(mine, pk=pk), by=request.user)
    # All sign-ins of the helper ended with it.
    return redirect("account_login")


def _grant(request: OrganizationRequest, form: GrantForm) -> None:
    said = form.cleaned_data
    access = actions.grant(
        request.organization, helper=said["whom"], role=Role(said["role"]), reason=said["reason"],
        hours=said["hours"], by=request.user,
    )  # fmt: skip
    messages.success(request, _("%(name)s is let in. Every owner and they are told by mail.") % {"name": access.user})


def _staff(request: SignedInRequest) -> User:
    if not request.user.is_support:
        raise Http404
    return request.user
