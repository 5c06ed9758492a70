"""What a browser is told of a file that is handed over: to keep it, and to run nothing of it whatever it takes it for."""

from django.http import HttpResponseBase

_IN_A_BOX = "default-src 'none'; sandbox"


def boxed(response: HttpResponseBase) -> None:
    """Put a file into a box of its own; a page stays what it is."""
    if "Content-Disposition" in response.headers:
        response.headers["Content-Security-Policy"] = _IN_A_BOX
