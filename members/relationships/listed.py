"""Relationships in the list of people: what it can be filtered by, and what its columns show."""

from collections.abc import Collection
from dataclasses import dataclass
from functools import partial
from typing import Any
from uuid import UUID

from django.db.models import Exists, F, OuterRef, Q, QuerySet, UUIDField, Value
from django.db.models.functions import Cast
from django.utils.translation import gettext_lazy as _

from members.filters import Text
from members.filters.sources import Source
from members.models import Member, Relationship
from members.requests import OrgRequest

Kind = Relationship.Kind
_ENDS = {"member": "other", "other": "member"}
# What is kept for each column: the kind, and at which end of the row the person of the list stands.
_COLUMNS = {
    "recruited-by": (Kind.RECRUITED_BY, "member"),
    "coached-by": (Kind.COACH_OF, "other"),
    "coach-of": (Kind.COACH_OF, "member"),
}


@dataclass(frozen=True, kw_only=True)
class NameOfOther(Text):
    """The name of who is at the other end, whose `source` asks for the reader first.

    Numbers of a list would spell out the names of people whom the reader does not see: those are nobody here.
    """

    def source_for(self, request: OrgRequest) -> Source:
        return partial(self.source, request)


def _with(kind: str, end: str) -> Source:
    """Names of those at the other end whom the reader may see; who is in no list any more is nobody."""
    far = _ENDS[end]

    def fits(request: OrgRequest, **lookups: Any) -> Q:
        found = Relationship.objects.kept().filter(**{end: OuterRef("pk")}, kind=kind)
        people = Member.objects.people().visible_to(request).order_by().values("pk")
        named = {f"{far}__name__{lookup}": value for lookup, value in lookups.items()}
        return Q(Exists(found.filter(**{f"{far}__in": people}, **named)))

    return fits


FIELDS = (
    NameOfOther(name="recruited-by", label=_("Recruited by"), order=42, source=_with(*_COLUMNS["recruited-by"])),
    NameOfOther(name="coached-by", label=_("Coached by"), order=43, source=_with(*_COLUMNS["coached-by"])),
    NameOfOther(name="coach-of", label=_("Coach of"), order=44, source=_with(*_COLUMNS["coach-of"])),
)


def rows(request: OrgRequest, pks: Collection[UUID]) -> list[QuerySet[Any, Any]]:
    """Return what these people have to do with others whom the reader may see, by column: parts of one statement."""
    people = Member.objects.people().visible_to(request).order_by().values("pk")
    return [_rows(name, kind, end, pks, people) for name, (kind, end) in _COLUMNS.items()]


def _rows(name: str, kind: str, end: str, pks: Collection[UUID], people: Any) -> QuerySet[Any, Any]:
    far = _ENDS[end]
    found = Relationship.objects.kept().filter(**{f"{end}__in": pks, f"{far}__in": people}, kind=kind).order_by()
    keyed: QuerySet[Any, Any] = found.annotate(
        what=Value(name), of=Cast(Value(None), UUIDField()), text=F(f"{far}__name")
    )
    return keyed.values_list(f"{end}_id", "what", "of", "text")
