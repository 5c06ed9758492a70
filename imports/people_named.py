"""Who recruited and who coaches somebody, as lists named them: handed over as relationships with people on file."""

from collections import defaultdict
from collections.abc import Collection, Sequence
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from audit.recording import record
from imports.registry import Aside, Room
from members.models import Member, Relationship
from members.normal import fold
from members.relationships import rings
from members.relationships.words import BY_KEY, Side

# What the one who is named is to the person of the row.
_SIDES: dict[str, Side] = {"recruited_by": BY_KEY["recruited"], "coached_by": BY_KEY["coaches"]}


def take(asides: Sequence[Aside], by: Member) -> Collection[UUID]:
    """Write down whom a name fits alone; a name of nobody here, or of several, stays kept aside.

    So does one that would go round in a ring, as when a list says that two people coach each other: the first of the
    two is written down. A few statements for however many rows, and one event. What somebody wrote down already stays
    as it is.
    """
    named = people_called({fold(told["value"]) for aside in asides for told in aside.told})
    fitting = {aside.pk: others for aside in asides if (others := _whom(aside, named))}
    said = {
        aside.pk: [_row(aside, other, by) for other in fitting[aside.pk]] for aside in asides if aside.pk in fitting
    }
    straight = rings.without(said)
    rows = [row for each in straight.values() for row in each]
    Relationship.objects.bulk_create(rows, ignore_conflicts=True)
    if rows:
        record("import.run", of=None, by=by, fields=["relationships", f"rows:{len(straight)}"])
    return list(straight)


def _whom(aside: Aside, named: dict[str, list[Member]]) -> list[UUID]:
    """Return whom one row names: all of them or nobody, for a row stays kept as a whole."""
    found = [named[fold(told["value"])] for told in aside.told]
    alone = all(len(people) == 1 and people[0].pk != aside.member for people in found)
    return [other.pk for (other,) in found] if alone else []


def _row(aside: Aside, other: UUID, by: Member) -> Relationship:
    side = _SIDES[aside.what]
    one, two = (other, aside.member) if side.is_from_them else (aside.member, other)
    return Relationship(member_id=one, other_id=two, kind=side.kind, added_by=by, from_list=aside.batch)


def people_called(names: set[str]) -> dict[str, list[Member]]:
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


ROOM = Room(
    _("Relationships"),
    frozenset(_SIDES),
    take,
    left=_(
        "What stays names nobody here or several, or would go round in a ring: somebody would coach, or have recruited, "
        "one who stands above them. Write it down on the page of the person."
    ),
)
