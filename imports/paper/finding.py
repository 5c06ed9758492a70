"""Who may be meant, while a name or a number is typed."""

import re
from typing import NamedTuple
from uuid import UUID

from django.db.models import Case, OuterRef, Q, Subquery, Value, When

from members.models import Belonging, ContactPoint, Member
from members.models.person import MemberQuerySet
from members.normal import fold, shown_phone

FEWEST_LETTERS = 2
FEWEST_DIGITS = 3
MOST = 8
LONGEST = 100


class Found(NamedTuple):
    """Somebody here, with what tells them from their namesakes."""

    pk: UUID
    name: str
    goes_by: str
    phone: str
    unit: str


def find(people: MemberQuerySet, text: str, *, region: str) -> list[Found]:
    """Find by the beginnings of names, or by digits of a phone. One statement; none for less than two letters."""
    text = text[:LONGEST].replace("\0", "")
    digits = re.sub(r"\D", "", text)
    if digits and not re.search(r"[^\W\d_]", text):
        return _by_digits(people, digits, region) if len(digits) >= FEWEST_DIGITS else []
    words = fold(text).split()
    return _by_words(people, words, region) if sum(map(len, words)) >= FEWEST_LETTERS else []


def _by_digits(people: MemberQuerySet, digits: str, region: str) -> list[Found]:
    phones = ContactPoint.objects.filter(kind="phone", normal__contains=digits)
    rows = people.filter(pk__in=phones.values("member")).order_by("sorted_as", "pk")
    return _shown(rows, Q(normal__contains=digits), region)


def _by_words(people: MemberQuerySet, words: list[str], region: str) -> list[Found]:
    for word in words:
        people = people.filter(Q(folded__startswith=word) | Q(folded__contains=f" {word}"))
    given_first = Case(When(folded__startswith=words[0], then=Value(0)), default=Value(1))
    return _shown(people.order_by(given_first, "sorted_as", "pk"), Q(), region)


def _shown(rows: MemberQuerySet, which: Q, region: str) -> list[Found]:
    phones = ContactPoint.objects.filter(which, member=OuterRef("pk"), kind="phone").order_by("created_at", "pk")
    units = Belonging.objects.filter(member=OuterRef("pk"), kind__is_default=True)
    rows = rows.annotate(number=Subquery(phones.values("normal")[:1]), unit=Subquery(units.values("unit__name")[:1]))
    return [_found(row, region) for row in rows[:MOST]]


def _found(row: Member, region: str) -> Found:
    number, unit = row.number, row.unit  # type: ignore[attr-defined]
    goes_by = row.preferred_name if row.preferred_name != row.given_name else ""
    return Found(row.pk, str(row), goes_by, shown_phone(number, region) if number else "", unit or "")
