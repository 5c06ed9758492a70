"""What people said of two who look alike: they are different people."""

from collections.abc import Collection
from itertools import combinations
from uuid import UUID

from django.db.models import Q

from audit.recording import action, record
from members.models import DifferentPeople, Member

type Pair = tuple[UUID, UUID]


def pair(one: UUID, other: UUID) -> Pair:
    """Return the two in the order in which they are kept: the database compares keys as Python does."""
    return (one, other) if one < other else (other, one)


@action
def say_different(people: Collection[Member], *, by: Member | None) -> int:
    """Remember that each of these is someone else than every other. Returns how many pairs are new."""
    pairs = [pair(one.pk, other.pk) for one, other in combinations(people, 2)]
    new = sorted(set(pairs) - different_among({pk for each in pairs for pk in each}))
    DifferentPeople.objects.bulk_create(
        [DifferentPeople(low_id=low, high_id=high, said_by=by) for low, high in new], ignore_conflicts=True
    )
    for one in people if new else ():
        record("member.different", of=one, by=by, fields=["different people"])
    return len(new)


@action
def take_back_different(one: Member, other: Member, *, by: Member | None) -> bool:
    """Forget that two are different people; they may be proposed again. Returns whether it had been said."""
    low, high = pair(one.pk, other.pk)
    n, _rows = DifferentPeople.objects.filter(low=low, high=high).delete()
    if n:
        record("member.different", of=one, by=by, fields=["taken back"])
        record("member.different", of=other, by=by, fields=["taken back"])
    return bool(n)


def different_among(people: Collection[UUID]) -> set[Pair]:
    """Return the pairs among these people of whom somebody said so, in one statement."""
    return set(DifferentPeople.objects.filter(low__in=people, high__in=people).values_list("low_id", "high_id"))


def different_from(member: UUID) -> set[UUID]:
    """Return everyone who is known to be someone else than this person."""
    rows = DifferentPeople.objects.filter(Q(low=member) | Q(high=member)).values_list("low_id", "high_id")
    return {pk for row in rows for pk in row} - {member}
