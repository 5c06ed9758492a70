"""How many requests of one organization a process works on at once: a group in a hurry does not stand in all the others' way.

Some of a process's threads are always free for others. Who comes beyond that waits a moment, and when too many wait
already is told at once to come again: an answer that takes no time keeps the queue short.
"""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Condition

from django.conf import settings

PATIENCE_SECONDS = 2.0


class Crowded(Exception):
    """The organization has as many requests under way as it may."""


_running: Counter[str] = Counter()
_waiting: Counter[str] = Counter()
_change = Condition()


@contextmanager
def place(organization: str) -> Iterator[None]:
    """Take one of the organization's places for as long as the block lasts. Raises Crowded when there is none."""
    _take(organization)
    try:
        yield
    finally:
        with _change:
            _running[organization] -= 1
            if not _running[organization]:
                del _running[organization]
            _change.notify_all()


def _take(organization: str) -> None:
    most = settings.ORGANIZATION_THREADS
    with _change:
        if _running[organization] >= most:
            if _waiting[organization] >= max(1, most // 2):
                raise Crowded
            _waiting[organization] += 1
            try:
                found = _change.wait_for(lambda: _running[organization] < most, timeout=PATIENCE_SECONDS)
            finally:
                _waiting[organization] -= 1
            if not found:
                raise Crowded
        _running[organization] += 1
