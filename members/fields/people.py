"""People named in a field: found by what somebody types, shown by name to those who may see them."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db.models import Case, CharField, F, Func, OuterRef, QuerySet, Subquery, UUIDField, Value, When
from django.db.models.functions import Cast, Coalesce
from django.utils.translation import gettext as _

from members import search
from members.models import Field, FieldValue, Member
from members.normal import fold
from members.requests import OrgRequest

MOST_SHOWN = 300
ENOUGH = 10


class StandsFor(Func):
    """Whose row stands for somebody now: their own, or that of the last one they were put together with."""

    template = (
        "(WITH RECURSIVE up AS (SELECT one.id, one.merged_into_id FROM members_member one "
        "WHERE one.id = %(expressions)s UNION SELECT next.id, next.merged_into_id FROM members_member next "
        "JOIN up ON next.id = up.merged_into_id) "
        "SELECT id FROM up WHERE merged_into_id IS NULL)"
    )
    output_field = UUIDField()


def visible(request: OrgRequest) -> Any:
    """Return everyone whom the reader may see."""
    return Member.objects.people().visible_to(request)


def as_person(column: str = "value") -> Cast:
    """Read a value of a field of people as the id it is; nothing for fields of other kinds."""
    return Cast(Case(When(field__kind=Field.Kind.PERSON, then=F(column))), UUIDField())


def shown_name(request: OrgRequest) -> Coalesce:
    """Say in SQL whom a value names: who was put together with someone goes by that one's name."""
    return Coalesce(Subquery(_named(request).values("name")), Value(out_of_sight()), output_field=CharField())


def shown_id(request: OrgRequest) -> Subquery:
    """Say in SQL whose page to lead to; nothing where the reader may not open it."""
    return Subquery(_named(request).values("pk"))


def _named(request: OrgRequest) -> Any:
    return visible(request).filter(pk=StandsFor(OuterRef("person")))


def sorted_name(request: OrgRequest) -> Subquery:
    """Say in SQL what whom a value names is sorted by; nothing for those out of sight, so that no order tells of them."""
    return Subquery(_named(request).values("sorted_as"))


def names(request: OrgRequest, pks: Iterable[str]) -> dict[str, str]:
    """Name people by id, in one statement for those not asked for before; those out of sight are named alike."""
    known: dict[str, str] = request.__dict__.setdefault("_named_people", {})
    if wanted := [pk for pk in dict.fromkeys(pks) if pk not in known]:
        now = {str(pk): into for pk, into in _now(wanted)}
        seen = {member.pk: str(member) for member in visible(request).filter(pk__in=now.values())}
        known |= {pk: seen.get(now.get(pk), "") or out_of_sight() for pk in wanted}
    return {pk: known[pk] for pk in pks}


def out_of_sight() -> str:
    return _("Someone you do not see here")


def _now(pks: Iterable[str]) -> "QuerySet[Member, tuple[UUID, UUID]]":
    ids = [UUID(pk) for pk in pks if is_id(pk)]
    return Member.objects.filter(pk__in=ids).values_list("pk", StandsFor("pk"))


def is_id(text: str) -> bool:
    try:
        return str(UUID(text)) == text
    except ValueError:
        return False


def found(request: OrgRequest, text: str) -> list[Member]:
    """Find who may be meant: by id, by the whole name, else by the words of a search. A few of them."""
    people = visible(request)
    if is_id(text):
        return list(people.filter(pk=text))
    fits = list(search.find(people, text).by_name()[: ENOUGH + 1])
    exact = [member for member in fits if fold(str(member)) == fold(text)]
    return exact or fits


def named_in(request: OrgRequest, field: UUID) -> list[tuple[str, str]]:
    """List who stands in a field, as choices of a filter."""
    cache: dict[UUID, list[tuple[str, str]]] = request.__dict__.setdefault("_named_in", {})
    if field not in cache:
        values = FieldValue.objects.filter(field=field, field__kind=Field.Kind.PERSON).annotate(person=as_person())
        rows = Member.objects.filter(pk__in=values.values("person"))
        now = rows.annotate(now=StandsFor("pk")).values("now")
        people = visible(request).filter(pk__in=now).by_name()[:MOST_SHOWN]
        cache[field] = [(str(member.pk), str(member)) for member in people]
    return cache[field]
