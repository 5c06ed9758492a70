"""A form that was sent when its sign-in was over: kept, locked, for the person who typed it, and for nobody else.

It is never sent by itself. After signing in, its page shows it again, and the person sends it.
"""

import json
import re
from typing import TypedDict
from urllib.parse import urlencode, urlsplit

from cryptography.fernet import InvalidToken
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import resolve_url
from django.utils.translation import gettext as _

from organizations.models import User
from organizations.signing_in import typists
from organizations.signing_in.mfa import locks

_KEPT = "kept_form"
KEPT_SECONDS = 3600
MOST_BYTES = 500_000
_NEVER = re.compile(r"password|secret|credential|csrfmiddlewaretoken|^code$", re.IGNORECASE)


class Kept(TypedDict):
    """What was typed, by whom, where it was sent to, and the page on which it stood."""

    user: str
    address: str
    page: str
    fields: list[tuple[str, str]]
    had_file: bool


def sign_in_first(request: HttpRequest) -> HttpResponse:
    """Send someone who is not signed in to the page that lets them in, and from there back to where they were."""
    back = request.get_full_path()
    if request.method == "POST":
        back, kept = page_of(request), keep(request)
        messages.info(request, _said(kept))
    elif request.headers.get("HX-Request") == "true":
        back = page_of(request)
    return go(request, f"{resolve_url(settings.LOGIN_URL)}?{urlencode({'next': back})}")


def go(request: HttpRequest, address: str, *, htmx_status: int = 401) -> HttpResponse:
    """Lead to an address; htmx is told to load it whole, as it would swap it into a table cell."""
    if request.headers.get("HX-Request") == "true":
        return HttpResponse(status=htmx_status, headers={"HX-Redirect": address})
    return HttpResponseRedirect(address)


def keep(request: HttpRequest) -> Kept | None:
    """Lock what was typed into the session. None when it is not sure that it was typed here, and by whom."""
    if not _is_of_this_site(request) or not (user := typists.typed_by(request)):
        return None
    fields = [(name, value) for name, values in request.POST.lists() for value in values if not _NEVER.search(name)]
    kept = Kept(
        user=user,
        address=request.get_full_path(),
        page=page_of(request),
        fields=fields,
        had_file=bool(request.FILES),
    )
    request.session[_KEPT] = locks(settings.MFA_KEYS).encrypt(json.dumps(kept).encode()).decode()
    return kept


def waiting(request: HttpRequest) -> Kept | None:
    """Return what waits for this person, if it is not too old."""
    if not (locked := request.session.get(_KEPT)):
        return None
    try:
        kept: Kept = json.loads(locks(settings.MFA_KEYS).decrypt(locked, ttl=KEPT_SECONDS))
    except InvalidToken:
        return None
    return kept if kept["user"] == str(request.user.pk) else None


def for_page(request: HttpRequest) -> Kept | None:
    """Return what waits to be shown on this page."""
    kept = waiting(request)
    return kept if kept and urlsplit(kept["page"]).path == request.path else None


def forget(request: HttpRequest) -> None:
    request.session.pop(_KEPT, None)


def is_sent(request: HttpRequest) -> None:
    """A form passed every check: when it is the one that waited, it waits no longer."""
    kept = waiting(request)
    if kept and urlsplit(kept["address"]).path == request.path:
        forget(request)


def drop_unless_of(request: HttpRequest, user: User) -> None:
    """Somebody signs in: what another person typed goes for good."""
    request.user = user
    if _KEPT in request.session and waiting(request) is None:
        forget(request)


def page_of(request: HttpRequest) -> str:
    """Return the page on which a form stood; where the browser does not say, the address it was sent to."""
    said = urlsplit(request.headers.get("HX-Current-URL") or request.headers.get("Referer", ""))
    if said.netloc == request.get_host() and said.path.startswith("/o/"):
        return said.path + (f"?{said.query}" if said.query else "")
    return request.get_full_path() if request.method == "GET" else request.path


def _is_of_this_site(request: HttpRequest) -> bool:
    """Whether a page of ours sent it: another site must not lay words into somebody's mouth. Small enough, too."""
    if int(request.META.get("CONTENT_LENGTH") or 0) > MOST_BYTES:
        return False
    origin = f"{request.scheme}://{request.get_host()}"
    return request.headers.get("Origin") in {origin, *settings.CSRF_TRUSTED_ORIGINS}


def _said(kept: Kept | None) -> str:
    if kept is None:
        return _("Your sign-in had ended, so nothing was saved.")
    if kept["had_file"]:
        return _("Your sign-in had ended. What you typed is kept for an hour; the file has to be chosen again.")
    return _("Your sign-in had ended. What you typed is kept for an hour: sign in, and it is there again.")
