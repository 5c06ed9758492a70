"""The sums by unit and by organizer: kept by the database whoever writes, and what counting one by one says."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import Any, cast

import pytest
from django.db.models import Q
from django.db.models.functions import Now

from ladders import history, part_sums, tally
from ladders.actions import assess
from ladders.models import LISTED, Ladder, Level, LevelChange, PartTally, Place, TallyStart
from ladders.movement import Kind, end_of, movement
from ladders.part_sums import NOBODY, PartSum
from members.models import Belonging, Member, Unit, UnitKind
from organizations.models import Organization
from organizations.periods import named
from stpnet.db.wrapper import current
from stpnet.in_org import in_org
from tests.committed import in_threads

type Make = Callable[..., Any]
NAMELESS = {"given_name": "", "family_name": "", "folded": ""}


@pytest.fixture
def first(north: Organization) -> date:
    return named("quarter", north).first


@pytest.fixture
def units(north: Organization) -> list[Unit]:
    kind = UnitKind.objects.get(is_default=True)
    return [Unit.objects.create(kind=kind, name=name, folded=name.lower()) for name in ("North side", "Elm Court")]


@pytest.fixture
def parted(people: Make, said: Make, person: Make, units: list[Unit], first: date) -> list[Member]:
    """Twelve people, of whom most moved since the quarter began; some in a unit, some with an organizer."""
    found: list[Member] = people(6, organizer=person("organizer")) + people(6)
    for n, member in enumerate(found):
        if n % 2:
            said(member, n % 4 + 1, str(first - timedelta(days=120)))
        said(member, n % 3 + 1, str(first - timedelta(days=9)), source="import" if n % 4 else "page")
        if n % 4:
            said(member, (2, 3, "quiet")[n % 3], str(first + timedelta(days=n)))
        if n % 5:
            Belonging.objects.create(member=member, kind=units[0].kind, unit=units[n % 2])
    # The first list put two more on a level within the quarter; one of them went up from there.
    for n, member in enumerate(people(2, organizer=person("organizer"))):
        said(member, 1, str(first + timedelta(days=2)), is_baseline=True, source="import")
        said(member, n + 1, str(first + timedelta(days=6)))
        found.append(member)
    history.rebuild(members=[member.pk for member in found])
    return found


def agree(ladder: Ladder, last: date) -> None:
    """Hold the sums against what they are made of, and each part against counting its people one by one."""
    assert tally.differences() == 0
    everybody = Member.objects.all()
    parts = {each: Q(belongings__unit=each) for each in Unit.objects.values_list("pk", flat=True)}
    organizers = Member.objects.filter(organized__isnull=False).distinct().values_list("pk", flat=True)
    parts |= {each: Q(organizer=each) for each in organizers}
    here = cast("Organization", current().tenant)
    for since, until in (*((day, last) for day in tally.part_starts(here)), tally.part_over(here)):
        sums = part_sums.by_part(everybody, ladder, since, until, parts, gone=end_of(until))
        assert sums is not None
        assert sums.total == movement(everybody, ladder, since, until).total
        for part, where in parts.items():
            found = movement(everybody.filter(where), ladder, since, until)
            levels = {place: n for place, n in found.after.items() if not isinstance(place, str)}
            assert sums.parts.get(part, NOBODY) == PartSum(found.total, levels, found.kinds[Kind.UP])


def test_units_and_organizers_are_what_counting_says(parted: list[Member], ladder: Ladder, north: Any, first: date):
    agree(ladder, north.today())
    Ladder.objects.update(counts_staff=True)
    ladder.refresh_from_db()
    agree(ladder, north.today())

    assert part_sums.by_part(Member.objects.all(), ladder, first, first, []) is None
    assert part_sums.by_part(Member.objects.all()[:3], ladder, first, north.today(), []) is None
    TallyStart.objects.update(by_part=False)
    assert part_sums.by_part(Member.objects.all(), ladder, first, north.today(), []) is None


def test_people_who_go_elsewhere_take_their_moves_along(
    parted: list[Member], units: list[Unit], person: Make, ladder: Ladder, north: Organization, first: date
):
    some = Member.objects.filter(pk__in=[member.pk for member in parted[::2]])
    changes: list[Callable[[], Any]] = [
        lambda: Belonging.objects.filter(unit=units[0]).update(unit=units[1]),
        lambda: Belonging.objects.filter(member=parted[1]).update(member=parted[0]),
        lambda: Belonging.objects.filter(member__in=parted[6:9]).delete(),
        lambda: some.update(organizer=person("director")),
        lambda: some.update(status="staff"),
        lambda: some.update(status="contact", archived_at="2026-05-01T00:00Z", archived_because="Moved"),
        lambda: some.update(archived_at=None, archived_because="", organizer=None),
        lambda: LevelChange.objects.filter(member=parted[3]).update(is_baseline=True),
        lambda: LevelChange.objects.filter(member=parted[3]).delete(),
        lambda: parted[4].standings.update(came=first - timedelta(days=7), place=Place.UNSURE, level=None),
        lambda: Member.objects.filter(pk=parted[5].pk).delete(),
        lambda: Belonging.objects.filter(member=parted[7]).delete(),
        lambda: Member.objects.filter(pk=parted[7].pk).update(organizer=None, erased_at=Now(), **NAMELESS),
    ]
    for n, change in enumerate(changes):
        change()
        assert tally.differences() == 0, n
    history.rebuild()
    agree(ladder, north.today())


def test_the_night_begins_them_and_sums_them_up(parted: list[Member], ladder: Ladder, north: Organization, first: date):
    for member in parted:
        history.follow(member, ladder)
    n = PartTally.objects.count()
    TallyStart.objects.filter(day=first).update(by_part=False)
    PartTally.objects.filter(first=first).delete()

    tally.settle()

    assert PartTally.objects.count() < n
    agree(ladder, north.today())


def test_when_levels_were_looked_at(parted: list[Member], ladder: Ladder, north: Organization, first: date):
    def asked(**of: Any) -> list[int]:
        rows = Ladder.objects.filter(pk=ladder.pk)
        parts = {"all": part_sums.looked_at(ladder), "old": part_sums.looked_at(ladder, before=first)}
        return list(rows.values_list(*(parts | {"listed": part_sums.looked_at(ladder, LISTED)}).values()).get())

    here = ladder.standings.filter(place="level", member__in=Member.objects.counted())
    for _each in range(2):
        old, listed = here.filter(assessment__on__lt=first), here.filter(assessment__source="import")
        assert asked() == [here.count(), old.count(), listed.count()]
        assert 0 < old.count() < here.count()
        Member.objects.filter(pk__in=[member.pk for member in parted[::3]]).update(status="former")


@pytest.fixture
def inside(east: Organization) -> Iterator[Organization]:
    with in_org(east):
        yield east


def test_one_is_assessed_while_they_go_to_another_unit(inside: Organization):
    member, ladder = Member.objects.create(given_name="Dolores"), Ladder.objects.get()
    by = Member.objects.filter(status="staff").order_by("pk")[0]
    kind, levels = UnitKind.objects.get(), list[Level](ladder.levels.order_by("position"))
    units = [Unit.objects.create(kind=kind, name=name, folded=name) for name in ("elm", "oak")]
    Belonging.objects.create(member=member, kind=kind, unit=units[0])

    def say(at: int) -> None:
        with in_org(inside):
            day = inside.today() - timedelta(days=9 - at)
            assess(member, ladder=ladder, place=Place.LEVEL, level=levels[at % 3], on=day, evidence="Came", by=by)

    def move(at: int) -> None:
        with in_org(inside):
            Belonging.objects.filter(member=member).update(unit=units[at % 2])

    in_threads(lambda: [say(at) for at in range(9)], lambda: [move(at) for at in range(20)])

    assert tally.differences() == 0
