"""Page or part: the one place that asks whether htmx wants a part of a page."""

from django.http import HttpResponse, HttpResponseRedirect

from organizations.requests import SignedInRequest


def fragment(request: SignedInRequest, template: str, name: str) -> str:
    """Name the part htmx asked to replace, or the whole page. A page restored from history is whole."""
    wants = request.htmx.target == name and not request.htmx.history_restore_request
    return f"{template}#{name}" if wants else template


def go_on(request: SignedInRequest, address: str) -> HttpResponse:
    """Go on with another page after a POST, in the whole window also where htmx sent it from a dialog."""
    if request.htmx:
        return HttpResponse(status=204, headers={"HX-Redirect": address})
    return HttpResponseRedirect(address, status=303)
