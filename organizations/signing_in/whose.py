"""Whose phone this is, for pages that are kept on it: a mark of the person who signs in, which their scripts can read.

It opens nothing. By it a page without signal knows whose conversations to show, and shows nobody else's.
"""

import re
from collections.abc import Callable

from allauth.account.views import LogoutView
from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.crypto import salted_hmac

COOKIE = "__Host-whose" if settings.SECURE else "whose"
# How many conversations wait on this phone for a signal, as its page counted them: whose page, theirs, others'.
UNSENT = "unsent"
_COUNTED = re.compile(r"([0-9a-f]{32})-(\d{1,5})-(\d{1,5})")


def mark_of(user_id: object) -> str:
    """Return the mark of a person: the same on every phone, and nobody can tell from it who it is."""
    return salted_hmac("organizations.signing_in.whose", str(user_id), algorithm="sha256").hexdigest()[:32]


class WhoseMiddleware:
    """Puts the mark down when somebody signs in, and takes it away when the site has seen that they are not."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        # A page that did not look at the session does not load it for this.
        if request.session.accessed:
            user_id = request.session.get(SESSION_KEY)
            wanted = mark_of(user_id) if user_id else ""
            if wanted != request.COOKIES.get(COOKIE, ""):
                _put(response, wanted, request.session.get_expiry_age())
        return response


def leave(request: HttpRequest) -> HttpResponse:
    """Sign out. Where conversations still wait on this phone, the page asks first what becomes of them."""
    mine, others = _unsent(request)
    if request.method == "POST" and mine and "anyway" not in request.POST:
        return redirect("account_logout")
    was_in = request.user.is_authenticated
    response: HttpResponse = LogoutView.as_view(extra_context={"n_unsent": mine})(request)
    # What was kept on this phone goes: drafts, and the page that opens without signal. Not what somebody else wrote
    # here and could not send yet.
    if request.method == "POST" and was_in and not others:
        response["Clear-Site-Data"] = '"storage"'
        response.delete_cookie(UNSENT, samesite="Lax")
    return response


def _unsent(request: HttpRequest) -> tuple[int, int]:
    """Return how many wait of this person, and how many of others."""
    found = _COUNTED.fullmatch(request.COOKIES.get(UNSENT, ""))
    if not found:
        return 0, 0
    mine, others = int(found[2]), int(found[3])
    return (mine, others) if found[1] == mark_of(request.user.pk) else (0, mine + others)


def _put(response: HttpResponse, mark: str, seconds: int) -> None:
    """Let it go with the sign-in: on a borrowed machine nobody reads afterwards what was written there."""
    if mark:
        response.set_cookie(COOKIE, mark, max_age=seconds, secure=settings.SECURE, httponly=False, samesite="Lax")
    else:
        response.delete_cookie(COOKIE, samesite="Lax")
