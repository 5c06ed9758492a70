"""The kinds of fields: which questions each answers, in the database and in words.

A value is checked where it is used. What means nothing here (a stale or foreign id, a day that is none) raises
ValueError: the page then says so and leaves the condition out.
"""

from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import ClassVar, NamedTuple

from django.db.models import Q
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from members.filters.periods import PERIODS, span
from members.filters.sources import Days, Source
from members.requests import OrgRequest

Choice = tuple[str, str]
type Says = str | Promise
# Of a number, before and behind the point.
MOST_FIGURES = 20
type Values = tuple[str, ...]


class Operator(NamedTuple):
    """A question: what it asks for (see `members.filters.forms`), as a choice, and as a sentence."""

    name: str
    takes: str
    label: Says
    says: Says


IS = Operator("is", "choices", lazy("is any of"), lazy("%(field)s is %(values)s"))
NOT = Operator("not", "choices", lazy("is none of"), lazy("%(field)s is not %(values)s"))
ALL = Operator("all", "choices", lazy("is all of"), lazy("%(field)s is %(values)s"))
FILLED = Operator("filled", "", lazy("is filled in"), lazy("%(field)s is filled in"))
EMPTY = Operator("empty", "", lazy("is empty"), lazy("%(field)s is empty"))


@dataclass(frozen=True, kw_only=True)
class FilterField(ABC):
    """One way to narrow the list: `name` is its key in the address."""

    name: str
    label: Says
    order: float
    operators: ClassVar[Sequence[Operator]] = ()
    # Typed by hand: names and numbers of people, so the values stay out of the address.
    typed: ClassVar[bool] = False
    # Asks for what was true once: figures of then count who was erased since, and no list has them.
    is_of_the_past: ClassVar[bool] = False

    def asks(self) -> Sequence[Operator]:
        return self.operators

    def operator(self, name: str) -> Operator:
        """Return the operator of this name; raises ValueError."""
        for each in self.asks():
            if each.name == name:
                return each
        raise ValueError(name)

    def where(self, request: OrgRequest, op: str, values: Values) -> Q:
        """Say in SQL whom the condition keeps. Raises ValueError."""
        takes = self.operator(op).takes
        if bool(takes) != bool(values) or (takes not in ("choices", "two numbers", "two days") and len(values) > 1):
            raise ValueError(values)
        return self._where(request, op, values)

    @abstractmethod
    def _where(self, request: OrgRequest, op: str, values: Values) -> Q:
        """Say it of values of the right number. Raises ValueError for values that mean nothing."""

    def words(self, request: OrgRequest, op: str, values: Values) -> list[str]:
        """Write the values as people read them."""
        return list(values)

    def says(self, request: OrgRequest, op: str, values: Values) -> str:
        """Say the condition as a sentence: "Level is 2 Pitches in or 3 Brings others"."""
        last = _("and") if op in ("all", "between") else _("or")
        listed = get_text_list(self.words(request, op, values), last)
        return str(self.operator(op).says) % {"field": self.label, "values": listed}


@dataclass(frozen=True, kw_only=True)
class OneOf(FilterField):
    """A field with values to choose from. `has` keeps those with one of the values, `known` those with any."""

    choices: Callable[[OrgRequest], Sequence[Choice]]
    has: Callable[[OrgRequest, Values], Q]
    known: Callable[[], Q] | None = None
    # What values are called, where more than `choices` may stand in an address.
    names: Callable[[OrgRequest], Sequence[Choice]] | None = None
    # A person may have several values, as with tags.
    many: bool = False

    def asks(self) -> Sequence[Operator]:
        return (IS, *([ALL] if self.many else []), NOT, *([FILLED, EMPTY] if self.known else []))

    def _where(self, request: OrgRequest, op: str, values: Values) -> Q:
        if op == "all":
            every = Q()
            for value in values:
                every &= self.has(request, (value,))
            return every
        if self.known and op in ("filled", "empty"):
            return self.known() if op == "filled" else ~self.known()
        return ~self.has(request, values) if op == "not" else self.has(request, values)

    def words(self, request: OrgRequest, op: str, values: Values) -> list[str]:
        names = dict((self.names or self.choices)(request))
        return [names.get(value, _("one no longer listed")).strip() for value in values]


@dataclass(frozen=True, kw_only=True)
class Text(FilterField):
    """A field of free text; capitals make no difference."""

    source: Source
    typed: ClassVar = True
    operators: ClassVar[Sequence[Operator]] = (
        Operator("has", "text", lazy("contains"), lazy("%(field)s contains “%(values)s”")),
        Operator("lacks", "text", lazy("does not contain"), lazy("%(field)s does not contain “%(values)s”")),
        Operator("is", "text", lazy("is exactly"), lazy("%(field)s is “%(values)s”")),
        Operator("starts", "text", lazy("begins with"), lazy("%(field)s begins with “%(values)s”")),
        FILLED,
        EMPTY,
    )

    def _where(self, request: OrgRequest, op: str, values: Values) -> Q:
        # The database takes every sign but this one.
        word = values[0].replace("\0", "") if values else ""
        if values and not word.strip():
            raise ValueError(values)
        source = self.source_for(request)
        if op in ("filled", "empty"):
            return source() if op == "filled" else ~source()
        if op == "lacks":
            return ~source(icontains=word)
        return source(**{{"has": "icontains", "is": "iexact", "starts": "istartswith"}[op]: word})

    def source_for(self, _request: OrgRequest) -> Source:
        """Return where the values stand that this reader may know of."""
        return self.source


@dataclass(frozen=True, kw_only=True)
class Number(FilterField):
    """A field of numbers."""

    source: Source
    operators: ClassVar[Sequence[Operator]] = (
        Operator("is", "number", lazy("is"), lazy("%(field)s is %(values)s")),
        Operator("over", "number", lazy("is more than"), lazy("%(field)s is more than %(values)s")),
        Operator("under", "number", lazy("is less than"), lazy("%(field)s is less than %(values)s")),
        Operator("between", "two numbers", lazy("is between"), lazy("%(field)s is between %(values)s")),
        FILLED,
        EMPTY,
    )

    def _where(self, request: OrgRequest, op: str, values: Values) -> Q:
        given = [_number(value) for value in values]
        if op in ("filled", "empty"):
            return self.source(isnull=False) if op == "filled" else ~self.source(isnull=False)
        if op == "between":
            least, most = given
            return self.source(gte=least, lte=most)
        return self.source(**{{"is": "exact", "over": "gt", "under": "lt"}[op]: given[0]})


def _number(value: str) -> Decimal:
    try:
        number = Decimal(value)
    except InvalidOperation as error:
        raise ValueError(value) from error
    # More than anybody has of anything, or finer: the database has no room for 1e-20000.
    exponent = number.as_tuple().exponent
    if not isinstance(exponent, int) or abs(exponent) > MOST_FIGURES or number.adjusted() >= MOST_FIGURES:
        raise ValueError(value)
    return number


@dataclass(frozen=True, kw_only=True)
class Day(FilterField):
    """A field of days: given ones, counted from today, or a period of the group's calendar."""

    source: Days
    # Everyone has this day.
    always: bool = False
    operators: ClassVar[Sequence[Operator]] = (
        Operator("last", "count", lazy("in the last … days"), lazy("%(field)s in the last %(values)s days")),
        Operator("older", "count", lazy("more than … days ago"), lazy("%(field)s more than %(values)s days ago")),
        Operator("in", "period", lazy("in"), lazy("%(field)s %(values)s")),
        Operator("on", "day", lazy("on"), lazy("%(field)s on %(values)s")),
        Operator("before", "day", lazy("before"), lazy("%(field)s before %(values)s")),
        Operator("after", "day", lazy("after"), lazy("%(field)s after %(values)s")),
        Operator("between", "two days", lazy("between"), lazy("%(field)s between %(values)s")),
        Operator("next", "count", lazy("in the next … days"), lazy("%(field)s in the next %(values)s days")),
        FILLED,
        EMPTY,
    )

    def asks(self) -> Sequence[Operator]:
        return self.operators[:-3] if self.always else self.operators

    def _where(self, request: OrgRequest, op: str, values: Values) -> Q:
        zone = request.organization.zone
        if op in ("filled", "empty"):
            known = self.source(None, None, zone)
            return known if op == "filled" else ~known
        if op == "between" and len(values) != 2:  # noqa: PLR2004 - from and to
            raise ValueError(values)
        since, until = span(op, values, request.organization)
        return self.source(since, until, zone)

    def words(self, request: OrgRequest, op: str, values: Values) -> list[str]:
        if op == "in":
            return [str(dict(PERIODS)[value]) for value in values]
        if op in ("last", "older", "next"):
            return list(values)
        return [date_format(day, "M j, Y") for day in map(date.fromisoformat, values)]
