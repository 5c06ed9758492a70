"""All that happened to a person, in plain words, the latest first: what rooms tell of them, in one statement.

Each room registers a `Source` in `members.registry.sources`. Its rows name a moment, who did it, what was done and the
parts of a sentence; they are put together, cut to a page and only then said.
"""

from collections.abc import Callable
from datetime import datetime
from typing import Any, NamedTuple

from django.db.models import (
    BooleanField,
    CharField,
    DateTimeField,
    F,
    Func,
    JSONField,
    OuterRef,
    QuerySet,
    Subquery,
    Value,
)
from django.db.models.functions import Cast, Coalesce, NullIf

from members import registry
from members.models import Member
from members.requests import OrgRequest

PER_PAGE = 50
_MOMENT = Value(False)


class Happening(NamedTuple):
    """A row of a source. `who` is empty where nobody did it, or nobody knows any more."""

    source: str
    at: datetime
    who: str
    what: str
    parts: Any
    # It is known of a day, and of no hour.
    is_day: bool = False


class Line(NamedTuple):
    """One line of the history, as the page says it."""

    at: datetime
    text: str
    is_day: bool


class StartOfDay(Func):
    """The moment at which the day in a column began where the group is."""

    template = "timezone(%(expressions)s::timestamp)"
    output_field = DateTimeField()

    def __init__(self, request: OrgRequest, day: str) -> None:
        super().__init__(Value(request.organization.zone.key), F(day))


def name_of(key: str) -> Any:
    """Return the name of the Member whose id stands in this column, in the same statement; empty without one."""
    names = Member.objects.filter(pk=OuterRef(key)).annotate(
        shown=Coalesce(NullIf("name", Value("")), "preferred_name")
    )
    return Coalesce(Subquery(names.values("shown")[:1]), Value(""), output_field=CharField())


def rows(
    found: QuerySet[Any], *, at: str, who: Any, what: Any, parts: Any, is_day: Any = _MOMENT
) -> QuerySet[Any, Any]:
    """Bring the rows of a source into the one form in which they can be put together; `is_day`: `at` has no hour."""
    formed: QuerySet[Any, Any] = found.order_by().annotate(
        past_at=F(at),
        past_who=who,
        past_what=Cast(what, CharField()),
        past_parts=Cast(parts, JSONField()),
        past_is_day=Cast(is_day, BooleanField()),
    )
    return formed


def page(request: OrgRequest, member: Member, number: int) -> tuple[list[Line], bool]:
    """Return the lines of one page, and whether there are older ones."""
    columns = ("past_source", "past_at", "past_who", "past_what", "past_parts", "past_is_day")
    parts = [
        each.rows(request, member).annotate(past_source=Value(str(n))).values_list(*columns)
        for n, each in enumerate(registry.sources)
    ]
    together = parts[0].union(*parts[1:], all=True).order_by("-past_at", "past_source")
    first = (number - 1) * PER_PAGE
    found = [Happening(*row) for row in together[first : first + PER_PAGE + 1]]
    said = [Line(each.at, _say(request, each), each.is_day) for each in found[:PER_PAGE]]
    return [line for line in said if line.text], len(found) > PER_PAGE


def _say(request: OrgRequest, happening: Happening) -> str:
    say: Callable[[OrgRequest, Happening], str] = registry.sources[int(happening.source)].say
    return say(request, happening)
