"""Who recruited and who coaches somebody, as lists named them: handed over as relationships with people on file."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from imports.registry import Aside, Room
from members.models import Member
from members.normal import fold
from members.relationships import actions
from members.relationships.words import BY_KEY, Side

# What the one who is named is to the person of the row.
_SIDES: dict[str, Side] = {"recruited_by": BY_KEY["recruited"], "coached_by": BY_KEY["coaches"]}


def take(asides: Sequence[Aside], by: Member) -> Collection[UUID]:
    """Write down whom a name fits alone; a name of nobody here, or of several, stays kept aside."""
    named = _people({fold(told["value"]) for aside in asides for told in aside.told})
    members = {member.pk: member for member in Member.objects.filter(pk__in=[aside.member for aside in asides])}
    return [aside.pk for aside in asides if _all_of(aside, members[aside.member], named, by)]


def _all_of(aside: Aside, member: Member, named: dict[str, list[Member]], by: Member) -> bool:
    """Write down one row's names: all of them or none, for a row stays kept as a whole."""
    found = [named[fold(told["value"])] for told in aside.told]
    if not all(len(people) == 1 and people[0] != member for people in found):
        return False
    for (other,) in found:
        try:
            actions.relate(member, other=other, side=_SIDES[aside.what], by=by)
        except actions.NotNow:
            # Somebody wrote it down already.
            continue
    return True


def _people(names: set[str]) -> dict[str, list[Member]]:
    """Find people by whole name, or by what they go by with the family name; each name with all whom it fits."""
    found: dict[str, list[Member]] = defaultdict(list)
    words = {name.split()[-1] for name in names if name}
    for member in Member.objects.people().filter(folded__regex=_ends_in(words)).order_by("pk") if words else ():
        full = {fold(f"{first} {member.family_name}") for first in (member.given_name, member.preferred_name) if first}
        for name in full & names:
            found[name].append(member)
    return found


def _ends_in(words: set[str]) -> str:
    # Folded text is letters, digits and blanks alone, so nothing in it means something else.
    return rf"(^|\s)({'|'.join(sorted(words))})$"


ROOM = Room(_("Relationships"), frozenset(_SIDES), take)
