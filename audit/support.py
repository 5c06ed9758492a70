"""What somebody from support does in a group: every request is written down, and no file leaves."""

from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.core.handlers.exception import response_for_exception
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from audit.models import ReadEvent

SAW, DID = "support.saw.", "support.did."
# What is shown. Everything else, such as a list, a report or a picture to keep, is a file.
_SHOWN = ("text/html", "text/javascript", "application/javascript", "application/json", "image/svg+xml")


def answer(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """Put a refusal in the place of a file."""
    kind = response.headers.get("Content-Type", "").partition(";")[0]
    if "Content-Disposition" in response.headers or (kind and kind not in _SHOWN):
        return response_for_exception(request, PermissionDenied(_("Support takes no files away.")))
    return response


def event(request: HttpRequest) -> ReadEvent:
    """Say which right this request asked for, and about whom; for what names no right, only that it was."""
    found = request.resolver_match
    right = getattr(found.func, "action", "page") if found else "page"
    of = next((value for value in found.kwargs.values() if isinstance(value, UUID)), None) if found else None
    name = f"{DID if request.method == 'POST' else SAW}{right}"
    return ReadEvent(actor_id=request.member.pk, action=name, object_id=of)  # type: ignore[attr-defined]
