"""People named in a field: found by what somebody types, shown by name to those who may see them."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db.models import Case, CharField, F, Func, OuterRef, Q, QuerySet, Subquery, UUIDField, Value, When
from django.db.models.expressions import RawSQL
from django.db.models.functions import Cast, Coalesce
from django.utils.translation import gettext as _

from members import search
from members.models import Field, FieldValue, Member
from members.normal import fold
from members.requests import OrgRequest

MOST_SHOWN = 300
ENOUGH = 10
# Of names that are pasted together and stand in nobody's row as they are.
MOST_SEARCHED = 20
# Everyone with the first and the last word of one of many names: two looks into the index for each.
_WITH_BOTH = """
    SELECT a.member_id FROM unnest(%s::text[], %s::text[]) AS named(first, last)
    JOIN members_memberword a ON a.word = named.first
    JOIN members_memberword b ON b.member_id = a.member_id AND b.word = named.last
"""


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


@dataclass
class Known:
    """Who is meant by texts that were looked up together, and how many others may still be searched for."""

    by_text: dict[str, list[Member]]
    searches: int = MOST_SEARCHED


def look_up(request: OrgRequest, texts: Iterable[str]) -> None:
    """Find all whom these texts name in full, or by id, in one statement. Of the others only a few are searched for."""
    folded = {text: fold(text) for text in texts}
    known = request.__dict__.setdefault("_known_people", Known({}))
    ends = {(words[0], words[-1]) for name in folded.values() if (words := name.split())}
    candidates = RawSQL(_WITH_BOTH, ([first for first, _last in ends], [last for _first, last in ends]))  # nosec B611 # noqa: S611
    by_name: dict[str, list[Member]] = defaultdict(list)
    for member in visible(request).filter(Q(pk__in=candidates) | Q(pk__in=filter(is_id, folded))).by_name():
        by_name[fold(str(member))].append(member)
        known.by_text[str(member.pk)] = [member]
    known.by_text |= {text: by_name[name] for text, name in folded.items() if name in by_name}


def found(request: OrgRequest, text: str) -> list[Member]:
    """Find who may be meant: by id, by the whole name, else by the words of a search. A few of them."""
    known: Known | None = request.__dict__.get("_known_people")
    if known is None:
        return _searched(request, text)
    if text not in known.by_text:
        if not known.searches:
            raise ValidationError(_("Too many names here differ from those in the list. Write them in full."))
        known.searches -= 1
        known.by_text[text] = _searched(request, text)
    return known.by_text[text]


def _searched(request: OrgRequest, text: str) -> list[Member]:
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
