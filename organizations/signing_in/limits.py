"""The memory of failed attempts. When it does not answer, nobody is let in, and the page says 503."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.core.cache.backends.base import DEFAULT_TIMEOUT
from django.core.cache.backends.db import DatabaseCache
from django.db import DatabaseError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from psycopg import sql

from stpnet.db.wrapper import current
from stpnet.logs.about import ids

# Two that write one key at once are told so by the database; each may try again.
_TRIES = 3
# What is taken and given back, as a lock is, can be free again between two looks, and taken again: under an attack by
# many at once three tries were too few, and the right person was told that the site is down.
_TRIES_TO_TAKE = 30


class MemoryUnavailable(Exception):
    """The shared cache did not answer, or did not keep what it was given."""


@contextmanager
def _answering() -> Iterator[None]:
    try:
        yield
    except DatabaseError as error:
        raise MemoryUnavailable from error


class LimitCache(DatabaseCache):
    """Django's cache in the database, which goes on in silence when it cannot write: a limit must not."""

    def get_many(self, keys: Any, version: int | None = None) -> Any:
        with _answering():
            return super().get_many(keys, version)

    def delete(self, key: Any, version: int | None = None) -> bool:
        with _answering():
            return super().delete(key, version)

    def set(self, key: Any, value: Any, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None) -> None:
        made = self.make_and_validate_key(key, version)
        if not any(self._write("set", made, value, timeout) for _ in range(_TRIES)):
            raise MemoryUnavailable

    def add(self, key: Any, value: Any, timeout: Any = DEFAULT_TIMEOUT, version: int | None = None) -> bool:
        """Return whether the key was free."""
        made = self.make_and_validate_key(key, version)
        for _ in range(_TRIES_TO_TAKE):
            if self._write("add", made, value, timeout):
                return True
            with _answering():
                if self.has_key(key, version):
                    return False
        raise MemoryUnavailable

    def forget_expired(self) -> None:
        """Drop what is over: Django does so only when there is too much of it."""
        with _answering(), current().cursor() as cursor:
            table = sql.Identifier(self._table)  # type: ignore[attr-defined]
            cursor.execute(sql.SQL("DELETE FROM {} WHERE expires < now()").format(table))

    def _write(self, mode: str, key: str, value: Any, timeout: Any) -> bool:
        with _answering():
            return bool(self._base_set(mode, key, value, timeout))  # type: ignore[attr-defined]


def too_many_tries(request: HttpRequest) -> HttpResponse:
    """Say that there were too many tries, and when the longest of these limits is over."""
    answer = render(request, "429.html", status=429)
    answer.headers["Retry-After"] = "180"
    return answer


def server_error(request: HttpRequest) -> HttpResponse:
    """Answer 503 when the memory of attempts is what failed; anything else is our fault."""
    if isinstance(sys.exception(), MemoryUnavailable):
        # Without the request: its page needs no database, which may be what fails.
        return HttpResponse(render_to_string("503.html"), status=503, headers={"Retry-After": "60"})
    # A number to say to whoever runs the site: it stands in the log's lines of this request.
    page = render_to_string("500.html", {"incident": ids().get("request", "")})
    return HttpResponse(page, status=500)
