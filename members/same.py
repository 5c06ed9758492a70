"""Finding people who may be the one that is being written down: reached in the same way, or of the same name."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import Q
from rapidfuzz.distance import OSA

from members import nicknames
from members.models import ContactPoint, Member
from members.models.person import MemberQuerySet
from members.normal import fold

_MOST = 5
# How many of a similar name are looked at; a family name in a big town is many people's.
_LOOKED_AT = 300
_SHORTEST = 6


def reached_alike(people: MemberQuerySet, points: Iterable[ContactPoint]) -> list[Member]:
    """Return a few of these people who have one of these phones or e-mails; an address is shared by neighbors."""
    kinds = (ContactPoint.Kind.PHONE, ContactPoint.Kind.EMAIL)
    wanted = [point.normal for point in points if point.kind in kinds]
    if not wanted:
        return []
    same = ContactPoint.objects.filter(kind__in=kinds, normal__in=wanted).values("member")
    return list(people.filter(pk__in=same).by_name()[:_MOST])


def named_alike(people: MemberQuerySet, columns: Mapping[str, Any]) -> list[Member]:
    """Return a few of these people who have the same name but for one slip, a nickname, or given and family name swapped."""
    given, family = (
        fold(columns.get("given_name") or columns.get("preferred_name") or ""),
        fold(columns.get("family_name") or ""),
    )
    if not given or not family:
        return []
    # One slip leaves one of the two names whole, or both but for what is behind their third letter.
    near = Q(folded__contains=given) | Q(folded__contains=family)
    near |= Q(folded__contains=given[:3]) & Q(folded__contains=family[:3])
    found = people.filter(near).by_name()[:_LOOKED_AT]
    return [member for member in found if _alike(given, family, member)][:_MOST]


def _alike(given: str, family: str, member: Member) -> bool:
    theirs = fold(member.family_name)
    for name in (fold(member.given_name), fold(member.preferred_name)):
        if not name:
            continue
        whole, other, swapped = f"{given} {family}", f"{name} {theirs}", f"{theirs} {name}"
        if whole in (other, swapped):
            return True
        if len(whole) >= _SHORTEST and OSA.distance(whole, other, score_cutoff=1) <= 1:
            return True
        if family == theirs and nicknames.groups_of(given) & nicknames.groups_of(name):
            return True
    return False
