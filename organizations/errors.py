"""Error pages that read no organization's data. Inside one, they stand in its frame: nobody is lost."""

from django.core.exceptions import PermissionDenied, RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string

from organizations.signing_in import kept


def too_crowded() -> HttpResponse:
    """Say that too much of one organization is under way, and when to come again."""
    return HttpResponse(render_to_string("503_busy.html"), status=503, headers={"Retry-After": "5"})


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Say that a form was too long, when that is what it was; such a form is not read any further."""
    too_much = isinstance(exception, RequestDataTooBig | TooManyFieldsSent | TooManyFilesSent)
    status = 413 if too_much else 400
    # Without the request: reading it is what failed.
    return HttpResponse(render_to_string(f"{status}.html"), status=status)


def being_updated(request: HttpRequest) -> HttpResponse:
    """Ask to come back in a minute: the organization's tables are of another version than the pages."""
    headers = {"Retry-After": "60", "Cache-Control": "no-store"}
    return HttpResponse(render_to_string("503.html"), status=503, headers=headers)


def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Say who may, as the view that refused said it."""
    who_may = str(exception) if isinstance(exception, PermissionDenied) else ""
    return render(request, "403.html", {"who_may": who_may}, status=403)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The person signed in anew after the page was opened, or cookies are off.

    What they typed comes back on the page where they typed it, with a form that works again. Whoever typed it: if
    somebody else is signed in by now, nothing of it is shown.
    """
    typed = kept.keep(request) if hasattr(request, "organization") else None
    if typed and kept.waiting(request):
        return kept.go(request, typed["page"], htmx_status=200)
    if typed:
        kept.forget(request)
    return render(request, "403_csrf.html", status=403)
