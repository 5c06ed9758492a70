"""Gaps beside levels: places where nobody leads, and organizers with more people than one can know."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _

from dashboards.doors import Figure, people_url
from dashboards.findings.thresholds import ORGANIZER_HOLDS, UNIT_LEAST
from dashboards.gaps.found import Gap, Seen, Way
from dashboards.moving.asking import Asked
from ladders.models import Standing
from ladders.part_sums import PartSum, by_part
from ladders.queries import IN_TOUCH, ON_LADDER, counted
from members import choices
from members.choices import UnitChoice
from members.models import Belonging, Member
from organizations import periods
from organizations.access import may

# Everybody whom the ladder counts, as the list of people asks for them.
_EVERYONE = (ON_LADDER, IN_TOUCH)


def leaderless(asked: Asked) -> Iterator[Gap]:
    """Find units of the group's default kind in which many belong and nobody leads; of a tree only the uppermost."""
    found, below = _by_unit(asked), choices.load(asked.request).units
    here = [unit for unit in below.values() if unit.is_default and unit.pk in _within(asked, below)]
    sums = {unit.pk: _sum(found, unit) for unit in here}
    lacking = {pk for pk, (n, leaders) in sums.items() if n >= UNIT_LEAST and not leaders}
    for unit in sorted(here, key=lambda each: each.name):
        if unit.pk not in lacking or unit.parent in lacking:
            continue
        everyone = [asked.place(place) for place in _EVERYONE]
        url = people_url(asked.request, place=everyone, unit=str(unit.pk))
        seen = [Seen(_("belong there"), Figure(sums[unit.pk][0], url)), Seen(_("lead there"), Figure(0))]
        likely = asked.active[max(len(asked.active) // 2 - 1, 0)]
        plan = people_url(asked.request, place=f"level-{likely.pk}", unit=str(unit.pk))
        ways = [Way(_("Start a plan with somebody on %s") % likely, plan)] if plan else []
        yield Gap(_("In %s nobody stands on a level where people lead.") % unit.name, seen, ways)


def _within(asked: Asked, units: dict[UUID, UnitChoice]) -> set[UUID]:
    """Name the units that are asked about: all of them, or those below the one the page is narrowed to."""
    return set(units[UUID(asked.unit)].with_all_below()) if asked.unit else set(units)


def _by_unit(asked: Asked) -> Mapping[UUID, tuple[int, int]]:
    """Count who belongs to each unit and who of them leads, in one statement: everybody from the sums by unit."""
    upper = [level.pk for level in asked.active[len(asked.active) // 2 :]]
    if sums := _sums(asked, choices.load(asked.request).units):
        return {pk: (each.people, sum(each.levels.get(level, 0) for level in upper)) for pk, each in sums.items()}
    leads = Exists(Standing.objects.filter(member=OuterRef("member"), ladder=asked.ladder, level__in=upper))
    people = counted(asked.people().people(), asked.ladder).order_by().values("pk")
    rows: QuerySet[Any, Any] = Belonging.objects.filter(kind__is_default=True, member__in=people).order_by()
    n = {"n": Count("pk"), "n_leaders": Count("pk", filter=Q(leads))}
    return {unit: (n, leaders) for unit, n, leaders in rows.values_list("unit").annotate(**n)}


def _sums(asked: Asked, parts: Iterable[UUID]) -> Mapping[UUID, PartSum]:
    """Sum up the people of parts as they are today; nothing where they are to be counted one by one."""
    first = periods.named("quarter", asked.request.organization).first
    sums = by_part(asked.people().people(), asked.ladder, first, asked.today, parts)
    return sums.parts if sums else {}


def _sum(found: Mapping[UUID, tuple[int, int]], unit: UnitChoice) -> tuple[int, int]:
    rows = [found.get(pk, (0, 0)) for pk in unit.with_all_below()]
    return sum(n for n, _leaders in rows), sum(leaders for _n, leaders in rows)


def full_hands(asked: Asked) -> Iterator[Gap]:
    """Find organizers with more people than one can know: for those who can help, and for themselves. By name."""
    many = {pk: n for pk, n in _by_organizer(asked).items() if n > ORGANIZER_HOLDS}
    for pk, name in Member.objects.filter(pk__in=many).order_by("sorted_as", "pk").values_list("pk", "name"):
        everyone = [asked.place(place) for place in _EVERYONE]
        url = people_url(asked.request, place=everyone, organizer=str(pk), unit=asked.unit)
        is_you = pk == asked.request.member.pk
        says = (
            _("You have more people than one can know.")
            if is_you
            else _("%s has more people than one can know.") % name
        )
        ways = [Way(_("Hand some over to a colleague"), url)] if url else []
        yield Gap(says, [Seen(_("people"), Figure(many[pk], url))], ways)


def _by_organizer(asked: Asked) -> Mapping[UUID, int]:
    """Count whose people how many are, in one statement; one's own for who cannot hand any over."""
    helps = may(asked.request, "ladder.edit")
    organizers = [UUID(pk) for pk, _name in choices.load(asked.request).organizers] if helps else []
    if organizers and (sums := _sums(asked, organizers)):
        return {pk: each.people for pk, each in sums.items()}
    people = counted(asked.people().people(), asked.ladder).exclude(organizer=None).order_by()
    rows: QuerySet[Any, Any] = people if helps else people.filter(organizer=asked.request.member)
    return dict(rows.values_list("organizer").annotate(n=Count("pk")))
