"""The types of signs: how each is counted and what its form asks for. Rooms register theirs from `AppConfig.ready`."""

from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, NamedTuple

from experiments.models import Metric
from members.requests import OrgRequest

if TYPE_CHECKING:
    from experiments.counting.figures import Figure


class SignType(NamedTuple):
    """A way of counting. `asks` names columns of Metric in the order of the form, `needs` those that may not stay empty.

    `figure` gives that of now, with the rights of a request, as of a day; None where somebody writes it down. It
    raises `counting.people.Gone` when what it counts by is not there any more.
    """

    way: Metric.Way
    asks: tuple[str, ...]
    needs: tuple[str, ...] = ()
    figure: "Callable[[Metric, OrgRequest, date], Figure] | None" = None


_types: dict[str, SignType] = {}


def register(*types: SignType) -> None:
    """Add types of signs. Raises ValueError for one that is there already."""
    for each in types:
        if each.way in _types:
            raise ValueError(f"{each.way} is taken")
        _types[each.way] = each


def sign_type(way: str) -> SignType:
    """Return the type of a way. Raises KeyError."""
    return _types[way]
