"""Error pages that read no organization's data."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def permission_denied(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Say who may, as the view that refused said it."""
    who_may = str(exception) if isinstance(exception, PermissionDenied) else ""
    return render(request, "403.html", {"who_may": who_may}, status=403)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The form was open for too long, or cookies are off: say how to go on."""
    return render(request, "403_csrf.html", status=403)
