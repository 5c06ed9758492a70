"""Querysets that are put into SQL once and asked again with other keys: docs/decisions/0086-compiled-statements.md.

Django puts a queryset into SQL anew for every request. For a page that reads a person with all that hangs on them in
one statement this took three times as long as PostgreSQL took to answer, and the SQL is the same for all alike.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import lru_cache, wraps
from typing import Any, Self
from uuid import UUID, uuid4

from django.core.exceptions import EmptyResultSet
from django.db import connections
from django.db.models import QuerySet
from django.utils.translation import get_language

# Of each function so many are kept in a process: one for each set of roles, reach and language that is met.
_KEPT = 32
_COLUMNS = ("select", "klass_info", "annotation_col_map", "col_count", "has_extra_select")


class Placeholder(UUID):
    """Stands in a queryset for a key that is known when it is asked. Left in by mistake, it is a key that nobody has."""

    def __init__(self) -> None:
        super().__init__(int=uuid4().int)


class TextPlaceholder(str):
    """The same for a text."""

    __slots__ = ()

    def __new__(cls) -> Self:
        return super().__new__(cls, uuid4())


_PLACEHOLDERS = (Placeholder, TextPlaceholder)


class Compiled[R]:
    """The statement of a queryset; it is bound to no connection, and may be asked by many threads at once."""

    def __init__(self, found: QuerySet[Any, R]) -> None:
        self._found: Any = found
        compiler = self._found.query.get_compiler(found.db)
        try:
            self._sql, params = compiler.as_sql()
        except EmptyResultSet:
            self._sql, params = "", ()
        self.params = tuple(params)
        # What the compiler found out of the columns, by which rows become models again.
        self._columns = {name: getattr(compiler, name) for name in _COLUMNS} if self._sql else {}

    def rows(self, values: Mapping[Any, UUID | str]) -> list[R]:
        """Ask it with these values in place of its placeholders. Raises KeyError for one that has none."""
        if not self._sql:
            return []
        params = tuple(values[each] if isinstance(each, _PLACEHOLDERS) else each for each in self.params)
        compiler = self._found.query.get_compiler(self._found.db)
        vars(compiler).update(self._columns)
        compiler.as_sql = lambda *_args, **_more: (self._sql, params)
        again = self._found.all()
        # Whoever filtered this queryset further would get the rows of the statement as it was: it stays in here.
        again.query.get_compiler = lambda *_args, **_more: compiler
        return list(again)


def compiled[*P, R](build: Callable[[*P], QuerySet[Any, R]]) -> Callable[[*P], Compiled[R]]:
    """Keep what a function builds, for each of its arguments and each language.

    All that the statement depends on has to be an argument: it is built with nothing else, may ask nothing of the
    database, and has a placeholder for every key that is somebody's.
    """

    @lru_cache(maxsize=_KEPT)
    def kept(_language: str | None, *args: *P) -> Compiled[R]:
        with _without_statements():
            return Compiled(build(*args))

    @wraps(build)
    def statement(*args: *P) -> Compiled[R]:
        return kept(get_language(), *args)

    return statement


@contextmanager
def _without_statements() -> Iterator[None]:
    """Refuse to read anything: it would be known for good to all who ask the same statement later."""

    def refuse(_execute: Any, sql: str, *_more: Any) -> None:
        raise RuntimeError(f"asked while a statement is put together: {sql}")

    with connections["default"].execute_wrapper(refuse):
        yield
