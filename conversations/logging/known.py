"""Whom a log is about: the last few people, somebody typed, somebody chosen on a page that may be old by now."""

from collections.abc import Sequence
from uuid import UUID

from django.db.models import Max, Q

from members import search
from members.listing import with_unit
from members.models import Member
from members.models.person import MemberQuerySet
from members.normal import fold
from members.requests import OrgRequest

FEW = 5
# As long as a chain of people put together gets before it is a mistake.
_MOST_MERGES = 20


def within_reach(request: OrgRequest) -> MemberQuerySet:
    """Return the people with whom this person may log a conversation."""
    return Member.objects.people().visible_to(request)


def last_few(request: OrgRequest) -> list[Member]:
    """Return whom one talked with last; who has logged nothing yet gets the first of their own people."""
    mine = Q(took_part__conversation__author=request.member, took_part__conversation__removed_at=None)
    talked = within_reach(request).filter(mine).annotate(last=Max("took_part__conversation__created_at", filter=mine))
    return list(talked.order_by("-last", "pk")[:FEW]) or list(
        within_reach(request).filter(organizer=request.member).by_name()[:FEW]
    )


def find(text: str, request: OrgRequest) -> list[Member]:
    """Return the first few whom the letters typed so far could mean."""
    return search.at_once(with_unit(within_reach(request)), text)


def whom(text: str, request: OrgRequest) -> list[Member]:
    """Return everyone a typed name could mean: those whose names have every word whole, else those it begins."""
    wanted = fold(text).split()
    found = find(text, request) if text.strip() else []
    return [each for each in found if wanted and has(each, wanted)] or found


def has(member: Member, words: Sequence[str]) -> bool:
    """Whether each of these folded words is one of somebody's names."""
    names = (member.given_name, member.preferred_name, member.middle_name, member.family_name)
    theirs = fold(" ".join(names)).split()
    return all(word in theirs for word in words)


def begins(member: Member, text: str) -> bool:
    """Whether somebody could be meant by what was typed: each word begins one of their names."""
    names = fold(f"{member.name} {member.preferred_name} {member.middle_name}").split()
    return all(any(name.startswith(word) for name in names) for word in fold(text).split())


def chosen(keys: Sequence[UUID], request: OrgRequest) -> list[Member]:
    """Return who was chosen, in that order; of those put together meanwhile, the survivor. Others are left out."""
    wanted = list(dict.fromkeys(keys))
    if not wanted:
        return []
    people = Member.objects.opened_by(request)
    found = people.in_bulk(wanted)
    for _round in range(_MOST_MERGES):
        if all(pk in found for pk in wanted):
            break
        gone = Member.objects.filter(pk__in=wanted).exclude(merged_into=None)
        into = dict(gone.values_list("pk", "merged_into"))
        if not into:
            break
        wanted = list(dict.fromkeys(into.get(pk) or pk for pk in wanted))
        found = people.in_bulk(wanted)
    return [found[pk] for pk in wanted if pk in found]
