"""One line for each request: who, which route, how it ended, how long it took. No address, which may hold a token."""

import logging
from collections.abc import Callable
from time import perf_counter
from typing import Any
from uuid import UUID, uuid4

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from stpnet.logs.about import about

logger = logging.getLogger("stpnet.requests")
# Asked for every few seconds by machines.
_CHECKS = ("/healthz", "/readyz")


class RequestLogMiddleware:
    """The outermost: what others refuse or redirect has its line too."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        started = perf_counter()
        with about(request=uuid4().hex):
            response = self.get_response(request)
            ms = round((perf_counter() - started) * 1000)
            logger.log(_level(request), "answered", extra={**_facts(request), "status": response.status_code, "ms": ms})
        return response


def _level(request: HttpRequest) -> int:
    quiet = request.path_info in _CHECKS or request.path_info.startswith(settings.STATIC_URL)
    return logging.DEBUG if quiet else logging.INFO


def _facts(request: HttpRequest) -> dict[str, Any]:
    """Return what is known by now; nothing is loaded for it."""
    match = request.resolver_match
    pk = match.kwargs.get("pk") if match else None
    organization = getattr(request, "organization", None)
    user = request.__dict__.get("_cached_user")
    return {
        "method": request.method,
        "route": match.route if match else None,
        "object": str(pk) if isinstance(pk, UUID) else None,
        "organization": organization.schema_name if organization else None,
        "user": str(user.pk) if user and user.pk else None,
    }
