"""Proving once more who one is, in the middle of something, without losing what was typed."""

from typing import TypedDict
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse

_WAITING = "step_up_waiting"


class Typed(TypedDict):
    """A form that waits until its sender has proved who they are."""

    address: str
    fields: list[tuple[str, str]]


def ask(request: HttpRequest) -> HttpResponse:
    """Send to the page that asks for password, code or passkey; a form's fields wait in the session.

    Files do not wait: who sent one comes back to the form.
    """
    back = request.path if request.FILES else request.get_full_path()
    if request.method == "POST" and not request.FILES:
        fields = [(name, value) for name, values in request.POST.lists() for value in values]
        typed = Typed(address=back, fields=[field for field in fields if field[0] != "csrfmiddlewaretoken"])
        request.session[_WAITING] = typed
        back = reverse("go_on")
    address = f"{reverse('account_reauthenticate')}?{urlencode({'next': back})}"
    if request.headers.get("HX-Request") == "true":
        # htmx would follow a redirect and put the page into a cell.
        return HttpResponse(status=401, headers={"HX-Redirect": address})
    return HttpResponseRedirect(address)


def take(request: HttpRequest) -> Typed | None:
    """Hand over the waiting form, once."""
    typed: Typed | None = request.session.pop(_WAITING, None)
    return typed
