"""Whom a typed name means: somebody only where every word of it is theirs, and nobody else's it could be."""

from collections.abc import Sequence
from uuid import UUID

from members import search
from members.models import Member
from members.models.person import MemberQuerySet
from members.normal import fold

# As long as a chain of people put together can get before it is a mistake.
MOST_MERGES = 20


def meant(text: str, people: MemberQuerySet) -> Member | None:
    """Return the one person whose name this is; None when it fits nobody or several."""
    wanted = fold(text).split()
    found = [each for each in like(text, people) if wanted and _has(each, wanted)]
    return found[0] if len(found) == 1 else None


def like(text: str, people: MemberQuerySet) -> list[Member]:
    """Return the first few it could be: every word typed begins one of theirs."""
    return search.at_once(people, text)


def chosen(keys: Sequence[UUID], people: MemberQuerySet) -> list[Member]:
    """Return who was chosen on a page, as they are on file today; of those put together meanwhile, the survivor.

    Who is no longer on file, or was never within this person's reach, is left out: then the draft asks.
    """
    wanted = list(keys)
    for _round in range(MOST_MERGES):
        merged = Member.objects.filter(pk__in=wanted).exclude(merged_into=None).values_list("pk", "merged_into")
        into = dict(merged)
        if not into:
            break
        wanted = [into.get(pk) or pk for pk in wanted]
    found = people.in_bulk(wanted)
    return [found[pk] for pk in dict.fromkeys(wanted) if pk in found]


def _has(member: Member, wanted: list[str]) -> bool:
    names = (member.given_name, member.preferred_name, member.middle_name, member.family_name)
    theirs = fold(" ".join(names)).split()
    return all(word in theirs for word in wanted)
