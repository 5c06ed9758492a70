"""Whose form it was: every sign-in has a form token of its own, and the browser remembers whose each one is.

The token alone does not say it, and a session that has ended says nothing any more. Without this, a form left open by
one person would come back, filled in, to whoever signs in next at the same device.
"""

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.middleware import csrf
from django.utils.crypto import salted_hmac

COOKIE = "__Host-typists" if settings.SECURE else "typists"
_SALT = "organizations.signing_in.typists"
# Tabs that were opened longer ago are told that nothing was kept.
_MOST = 4
_DAYS_30 = 30 * 24 * 3600


def mark(request: HttpRequest, response: HttpResponse) -> None:
    """Write down, in this browser only and signed, that forms with the present token are this person's."""
    # What Django checks forms against; a page without any form has made none.
    secret = request.META.get("CSRF_COOKIE")
    if not secret:
        return
    known, entry = _read(request), [_digest(secret), str(request.user.pk)]
    if entry in known:
        return
    kept = [entry, *(each for each in known if each[0] != entry[0])][:_MOST]
    response.set_cookie(
        COOKIE,
        signing.dumps(kept, salt=_SALT),
        max_age=_DAYS_30,
        secure=settings.SECURE,
        httponly=True,
        samesite="Lax",
    )


def typed_by(request: HttpRequest) -> str:
    """Return the id of the person on whose page the form stood; empty when this browser does not know."""
    known = _read(request)
    token = known and (request.POST.get("csrfmiddlewaretoken") or request.headers.get("X-CSRFToken", ""))
    if not token or len(token) != csrf.CSRF_TOKEN_LENGTH:
        return ""
    # Django has no public name for taking the mask off.
    digest = _digest(csrf._unmask_cipher_token(token))  # type: ignore[attr-defined]  # noqa: SLF001
    return next((user for known_digest, user in known if known_digest == digest), "")


def _read(request: HttpRequest) -> list[list[str]]:
    try:
        found: list[list[str]] = signing.loads(request.COOKIES.get(COOKIE, ""), salt=_SALT, max_age=_DAYS_30)
    except signing.BadSignature:
        return []
    return found


def _digest(secret: str) -> str:
    return salted_hmac(_SALT, secret, algorithm="sha256").hexdigest()[:24]
