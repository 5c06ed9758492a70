"""Which request, task and organization a line belongs to."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.apps import apps

_about: ContextVar[dict[str, str] | None] = ContextVar("about", default=None)


@contextmanager
def about(**ids: str) -> Iterator[None]:
    """Add ids to every line until the end of the block."""
    token = _about.set({**(_about.get() or {}), **ids})
    try:
        yield
    finally:
        _about.reset(token)


def ids() -> dict[str, str]:
    """Return what is known here and now; no database is asked."""
    known = dict(_about.get() or {})
    if apps.ready:
        from stpnet.db.base import PUBLIC  # noqa: PLC0415 - gunicorn's first process logs before Django is set up
        from stpnet.db.wrapper import current  # noqa: PLC0415

        if (schema := current().schema_name) and schema != PUBLIC:
            known["organization"] = schema
    return known
