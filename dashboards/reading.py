"""Who reads figures, and so which small ones are kept back from them."""

from collections.abc import Iterable, Sequence
from enum import Enum

from dashboards import small
from dashboards.models import SmallNumbers
from dashboards.small import Key, Sum, Table
from members.requests import OrgRequest
from organizations.models import Role
from organizations.permissions import PERMISSIONS, Scope

# What divides a group: by these, small figures are about people who know each other.
_DIVIDES = frozenset(("unit", "team", "organizer", "field", "talks", "activity", "month", "source"))


class Reader(Enum):
    """How close somebody is to the people whom the figures count."""

    SEES_PEOPLE = "sees people"
    # The group's own totals stand as they are; what divides it does not.
    OF_THE_GROUP = "of the group"
    OUTSIDE = "outside"

    def kept_back(self, tables: Iterable[Table], sums: Sequence[Sum] = ()) -> set[Key]:
        """Name the figures of a page that this reader does not get."""
        if self is Reader.SEES_PEOPLE:
            return set()
        tables = list(tables)
        totals = self is Reader.OF_THE_GROUP
        return small.hidden(tables, sums, plain=own_totals(tables, sums) if totals else ())


def own_totals(tables: Iterable[Table], sums: Sequence[Sum] = ()) -> set[Key]:
    """Name the figures that are about the whole group: by level, by movement, and not by what divides it."""
    return {key for key in small.laid_out(tables, sums)[0] if _DIVIDES.isdisjoint(name for name, _value in key)}


def reader_of(request: OrgRequest) -> Reader:
    """Tell who reads a page; asks what the group has chosen only for those without a right to people."""
    if PERMISSIONS["member.view"].scope(request.roles) is not Scope.NO:
        return Reader.SEES_PEOPLE
    chosen = chosen_here()
    if set(request.roles) == {Role.COACH}:
        return Reader.SEES_PEOPLE if chosen.coaches_see_all else Reader.OUTSIDE
    return Reader.OUTSIDE if chosen.hides_own_totals else Reader.OF_THE_GROUP


def hides_small(request: OrgRequest) -> bool:
    """Whether small figures of the whole group are kept back; asked once for a page that looks it up all over."""
    if "hides_small" not in request.__dict__:
        request.__dict__["hides_small"] = reader_of(request) is Reader.OUTSIDE
    return bool(request.__dict__["hides_small"])


def chosen_here() -> SmallNumbers:
    """Return what this group has chosen about small figures, or what every group begins with."""
    return SmallNumbers.objects.first() or SmallNumbers()
