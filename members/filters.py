"""The registry of what people can be filtered by.

Each application registers its own fields from `AppConfig.ready`. The value stands in the address, so a filtered list
can be sent to a colleague; words typed to find a person do not (see `members.search`).
"""

from collections.abc import Callable, Sequence
from typing import NamedTuple

from django.utils.functional import Promise

from members.models.person import MemberQuerySet
from members.requests import OrgRequest

Choice = tuple[str, str]


class FilterField(NamedTuple):
    """One way to narrow the list: `name` is the key in the address.

    `choices` are asked once for each page. `apply` gets the value as it stands in the address and raises ValueError
    when it means nothing here (a foreign or stale id): the page then says so and shows everyone.
    """

    name: str
    label: str | Promise
    choices: Callable[[OrgRequest], Sequence[Choice]]
    apply: Callable[[MemberQuerySet, str, OrgRequest], MemberQuerySet]
    order: int


fields: list[FilterField] = []


def field(name: str) -> FilterField:
    """Return a registered field; raises KeyError."""
    return {each.name: each for each in fields}[name]
