"""Writes down what a page showed of people, while the request is still inside its organization."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from audit import support
from audit.models import ReadEvent


class ReadEventMiddleware:
    """Stores the reads noted by a view. A page whose reads cannot be stored is not shown."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if request.__dict__.get("is_support"):
            response = support.answer(request, response)
            request.__dict__.setdefault("read_events", []).append(support.event(request))
        if events := request.__dict__.get("read_events"):
            ReadEvent.objects.bulk_create(events)
        return response
