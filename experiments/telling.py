"""A whole page as its reader may read it: names are found in everything that is shown, with one statement."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from django.db.models import Model, QuerySet

from experiments import names
from members.requests import OrgRequest
from organizations.access import may

_OURS = "experiments"
# Addresses of ours hold keys and no names; a word of theirs that is somebody's would break them.
_ADDRESS = ("/", "?", "#")


def told[T](request: OrgRequest, context: T) -> T:
    """Say what a page shows to this reader: the last step before it is rendered.

    Who has no right to people reads "a member" in every text, also in our rows, which are not to be saved afterwards.
    """
    if may(request, "member.view"):
        return context
    return _told(context, lambda written: names.texts(request, written))


def nobodys[T](context: T) -> T:
    """Say what is shown outside the group: nobody is named, with an account or without."""
    return _told(context, names.nobodys)


def _told[T](context: T, read: Callable[[Sequence[str]], list[str]]) -> T:
    found: dict[str, None] = {}
    _walk(context, found, {}, set())
    said = dict(zip(found, read(list(found)), strict=True))
    whole: T = _walk(context, found, said, set())
    return whole


def _walk(value: Any, found: dict[str, None], said: Mapping[str, str], seen: set[int]) -> Any:
    """Gather texts; what is said instead takes their place."""
    if type(value) is str:
        if value.startswith(_ADDRESS):
            return value
        found.setdefault(value)
        return said.get(value, value)
    if isinstance(value, QuerySet):
        return _walk(list(value), found, said, seen) if _is_ours(value.model) else value
    if isinstance(value, Model):
        _row(value, found, said, seen)
        return value
    return _several(value, found, said, seen)


def _several(value: Any, found: dict[str, None], said: Mapping[str, str], seen: set[int]) -> Any:
    if type(value) is dict:
        value.update({key: _walk(each, found, said, seen) for key, each in value.items()})
        return value
    if not isinstance(value, tuple | list):
        return value
    parts = [_walk(each, found, said, seen) for each in value]
    return type(value)(*parts) if hasattr(value, "_fields") else type(value)(parts)


def _row(row: Model, found: dict[str, None], said: Mapping[str, str], seen: set[int]) -> None:
    """Walk through the columns of a row of ours, once, and those that were fetched with it."""
    if not _is_ours(type(row)) or id(row) in seen:
        return
    seen.add(id(row))
    columns: dict[str, Any] = vars(row)
    for kept in (row._state.fields_cache, columns.get("_prefetched_objects_cache", {})):  # noqa: SLF001 - no other way
        for each in list(kept.values()):
            _walk(each, found, said, seen)
    for name, each in list(columns.items()):
        if not name.startswith("_"):
            columns[name] = _walk(each, found, said, seen)


def _is_ours(model: type[Model]) -> bool:
    return model._meta.app_label == _OURS  # noqa: SLF001 - the public way to it
