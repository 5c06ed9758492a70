"""The demo's mailbox. Elsewhere these addresses lead to nothing."""

from collections.abc import Callable
from functools import wraps

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.csp import CSP
from django.views.decorators.cache import never_cache
from django.views.decorators.csp import csp_override
from django.views.decorators.http import require_safe

from demo import mail

# Mail carries its looks with it. Alone in a box without scripts, origin or requests they harm nobody.
_BOX: dict[str, list[str]] = {
    "default-src": [CSP.NONE],
    "style-src": [CSP.UNSAFE_INLINE],
    "img-src": ["data:"],
    "frame-ancestors": [CSP.NONE],
    "sandbox": ["allow-top-navigation-by-user-activation"],
}


def _demo_only[**P](view: Callable[P, HttpResponse]) -> Callable[P, HttpResponse]:
    @wraps(view)
    def guarded(*args: P.args, **kwargs: P.kwargs) -> HttpResponse:
        if not settings.DEMO:
            raise Http404
        return view(*args, **kwargs)

    return guarded


@require_safe
@never_cache
@_demo_only
def mailbox(request: HttpRequest) -> HttpResponse:
    """List the mail that the demo has sent, newest first."""
    return render(request, "demo/mailbox.html", {"mails": _newest(), "most": mail.MOST})


@require_safe
@never_cache
@_demo_only
def letter(request: HttpRequest, key: str) -> HttpResponse:
    """Show one mail as text."""
    return render(request, "demo/letter.html", {"mail": _find(key)})


@require_safe
@never_cache
@csp_override(_BOX)
@_demo_only
def drawn(request: HttpRequest, key: str) -> HttpResponse:
    """Show one mail as a mail program draws it."""
    if not (html := _find(key).html):
        raise Http404
    return HttpResponse(html)


def _newest() -> list[mail.Mail]:
    return mail.newest(settings.DATA_DIR / "mail")


def _find(key: str) -> mail.Mail:
    # Looked for among what is there, so no address reaches another file.
    found = next((each for each in _newest() if each.key == key), None)
    if found is None:
        raise Http404
    return found
