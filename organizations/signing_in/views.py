"""Pages on how one signs in that allauth does not have."""

from allauth.account.decorators import reauthentication_required
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.internal.flows.sessions import end_sessions
from allauth.usersessions.models import UserSession
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from organizations.signing_in import required, step_up
from organizations.signing_in.sessions import device


@never_cache
@require_safe
@login_required
def overview(request: HttpRequest) -> HttpResponse:
    """List everything that opens this account."""
    user_id = request.user.pk
    kept = Authenticator.objects.filter(user_id=user_id).order_by("created_at")
    kinds = {kind: [each.wrap() for each in kept if each.type == kind] for kind in Authenticator.Type}
    page = {
        "addresses": EmailAddress.objects.filter(user_id=user_id).order_by("-primary", "email"),
        "app": next(iter(kinds[Authenticator.Type.TOTP]), None),
        "passkeys": kinds[Authenticator.Type.WEBAUTHN],
        "codes": next(iter(kinds[Authenticator.Type.RECOVERY_CODES]), None),
        "session_count": len(UserSession.objects.purge_and_list(request.user)),
        "asking": required.asking(request.user),  # type: ignore[arg-type]
    }
    return render(request, "mfa/index.html", page)


@never_cache
@require_safe
@login_required
def why(request: HttpRequest) -> HttpResponse:
    """Say which organization asks for a second step and why; who has one goes on."""
    asking = required.asking(request.user)  # type: ignore[arg-type]
    if not asking:
        return required.go_on(request)
    return render(request, "mfa/why.html", {"asking": asking})


@never_cache
@require_safe
@login_required
def sessions(request: HttpRequest) -> HttpResponse:
    """List where the person is signed in: the device and when it was last used, never the place."""
    here = request.session.session_key
    found = sorted(UserSession.objects.purge_and_list(request.user), key=lambda each: each.last_seen_at, reverse=True)
    shown = [
        {"pk": each.pk, "device": device(each.user_agent), "is_here": each.session_key == here, "row": each}
        for each in found
    ]
    return render(request, "usersessions/usersession_list.html", {"sessions": shown})


@require_POST
@reauthentication_required(app="organizations")
def end(request: HttpRequest) -> HttpResponse:
    """End one session, or all but this one."""
    mine = UserSession.objects.filter(user_id=request.user.pk)
    if pk := request.POST.get("session"):
        if not pk.isdecimal():
            return redirect("usersessions_list")
        ended = [get_object_or_404(mine, pk=pk)]
    else:
        ended = list(mine.exclude(session_key=request.session.session_key))
    names = [device(each.user_agent) for each in ended]
    end_sessions(request, ended)
    if request.user.is_authenticated:
        messages.success(request, _told(names))
    return redirect("usersessions_list")


def _told(names: list[str]) -> str:
    if not names:
        return _("You were signed in nowhere else.")
    return _("Signed out: %(devices)s.") % {"devices": ", ".join(sorted(names))}


@never_cache
@require_safe
@login_required
def go_on(request: HttpRequest) -> HttpResponse:
    """After proving who one is: the waiting form, to be sent with one click. By itself it changes nothing."""
    if (typed := step_up.take(request)) is None:
        return redirect("organizations:choose")
    return render(request, "account/go_on.html", {"typed": typed})
