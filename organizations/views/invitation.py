"""The page that an invitation leads to, on the public side.

The link's token is taken out of the address at once: it would stay in logs and in the history of a browser. Opening
it changes no invitation, so a mail scanner that follows links uses nothing up.
"""

from allauth.account.adapter import get_adapter
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_http_methods, require_safe

from organizations import invitations
from organizations.forms import NameForm
from organizations.models import Invitation, User
from organizations.people import Refused


@require_safe
@never_cache
@sensitive_variables("token")
def follow(request: HttpRequest, token: str) -> HttpResponse:
    """Remember the invitation and go on to its page."""
    invitations.keep(request, token)
    return redirect("organizations:invitation")


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def invitation(request: HttpRequest) -> HttpResponse:
    """Show who invites to what; accept by POST, signed in with the invited address."""
    found = invitations.kept_by(request)
    user = request.user if isinstance(request.user, User) else None
    sentence = invitations.why_not(found, user) if found else _no_invitation()
    if found is None or sentence:
        return _refused(request, found, sentence)
    if user is None:
        # Whoever came by the link reads this mailbox: it need not be confirmed a second time.
        get_adapter().stash_verified_email(request, found.email)
        return render(request, "organizations/invitation.html", {"invitation": found})
    form = NameForm(request.POST if request.method == "POST" else None, user=user)
    if form.is_valid():
        try:
            invitations.accept(found, user=user, name=form.cleaned_data.get("name", ""))
        except Refused as refusal:
            return _refused(request, found, str(refusal))
        messages.success(request, _("Welcome to %(name)s.") % {"name": found.organization.name})
        return redirect(found.organization)
    context = {"invitation": found, "form": form}
    return render(request, "organizations/invitation.html", context, status=422 if form.errors else 200)


def _refused(request: HttpRequest, found: Invitation | None, sentence: str) -> HttpResponse:
    for_another = bool(found and request.user.is_authenticated and not invitations.why_not(found, None))
    context = {"sentence": sentence, "for_another": for_another}
    return render(request, "organizations/invitation_refused.html", context, status=404 if found is None else 410)


def _no_invitation() -> str:
    return _(
        "No open invitation belongs to this link. If it was sent to you again, only the newest mail has the link that "
        "works. Otherwise open the link in the mail once more, whole, on this device."
    )
