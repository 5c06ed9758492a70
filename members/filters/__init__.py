"""The registry of what people can be filtered by.

Each application registers its own fields from `AppConfig.ready`, or a function that makes fields for what a group
keeps itself. Filters stand in the address, so a filtered list can be sent to a colleague; words that somebody typed do
not (see `members.filters.address`).
"""

from collections.abc import Callable, Iterable

from members.filters.kinds import Choice, Day, FilterField, Number, OneOf, Text
from members.requests import OrgRequest

__all__ = ["Choice", "Day", "FilterField", "Number", "OneOf", "Text", "fields_of", "register", "sources"]

# Keys of the list's address that are no fields.
KEPT = frozenset({"where", "sort", "page", "columns", "view", "at", "add", "how", "go", "do", "pick"})

fields: dict[str, FilterField] = {}
sources: list[Callable[[OrgRequest], Iterable[FilterField]]] = []


def register(*new: FilterField) -> None:
    """Let people be filtered by these fields. A name is a key of the address for good: links to it are kept."""
    for each in new:
        if each.name in fields or each.name in KEPT or "." in each.name:
            raise ValueError(f"{each.name} is taken")
        fields[each.name] = each


def fields_of(request: OrgRequest) -> dict[str, FilterField]:
    """Return every field there is in this organization by name, in the order in which pages offer them."""
    if "_filter_fields" not in request.__dict__:
        own = {each.name: each for source in sources for each in source(request)}
        everything = {**fields, **own}
        request.__dict__["_filter_fields"] = dict(sorted(everything.items(), key=lambda item: item[1].order))
    found: dict[str, FilterField] = request.__dict__["_filter_fields"]
    return found
