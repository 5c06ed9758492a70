"""An answer that comes before the end of an upload still arrives."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, UnreadablePostError

_AT_A_TIME = 64 * 1024


class DrainMiddleware:
    """Reads what a view left of an upload: a proxy that is still sending takes a closed door for a fault.

    So someone who was signed out meanwhile is sent to sign in, and does not read that the site is down. How much can
    be sent is the proxy's limit.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if request.method == "POST":
            try:
                while request.read(_AT_A_TIME):
                    pass
            except UnreadablePostError:
                pass  # they have gone
        return response
