"""Work that begins when the answer has left: how long it takes tells nobody anything, its failure spoils no page."""

import logging
import threading
from collections.abc import Callable
from typing import Any

from allauth.core import context
from django.http import HttpRequest

logger = logging.getLogger(__name__)
_waiting = threading.local()


def after_answer(request: HttpRequest | None, work: Callable[[], object]) -> None:
    """Do the work once this request is answered; outside any request, at once."""
    if request is None:
        work()
        return
    _waiting.works = [*getattr(_waiting, "works", []), (request, work)]


def forget(**_kwargs: Any) -> None:
    """A request begins: what an earlier one of this thread left behind is none of its business."""
    _waiting.works = []


def do_waiting(**_kwargs: Any) -> None:
    """The answer has left."""
    # One may add another: looking somebody up ends in a mail.
    while works := getattr(_waiting, "works", []):
        (request, work), _waiting.works = works[0], works[1:]
        try:
            with context.request_context(request):
                work()
        except Exception:
            # The mail server is down, say. Nobody is waiting to be told; the log is read.
            logger.exception("Work after an answer failed")
