"""Whatever happens, in any order: each person is in one place on each day, and every figure follows from the words."""

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Callable
from datetime import date, timedelta
from itertools import product
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.db import transaction
from django.db.models import Q
from django_tenants.postgresql_backend.base import FakeTenant
from hypothesis import HealthCheck, Phase, given, settings

from dashboards import identities
from ladders import history, part_sums, tally
from ladders.models import Ladder, LevelChange, Place, Standing, TallyStart
from ladders.moved import Move, who
from ladders.movement import Kind, end_of, from_sums, movement
from ladders.movement import counted_one_by_one as movement_one_by_one
from ladders.queries import counted
from ladders.trend import counted_one_by_one, distributions
from members.models import Belonging, Member, Unit, UnitKind
from organizations.models import Organization
from stpnet.in_org import in_org
from tests.ladders.histories import DAYS, Step, World, steps
from tests.ladders.slow_recount import Recount

MADE_UP = {"deadline": None, "suppress_health_check": list(HealthCheck), "derandomize": True, "database": None}
QUICK = settings(**MADE_UP, max_examples=8, phases=[Phase.generate])
LONG = settings(**{**MADE_UP, "derandomize": False}, max_examples=200)
# A list comes in onto words of people, level edits and a merge in between, and is taken back.
A_LIST_BETWEEN = [
    Step("assess", 0, 1, 2), Step("list", 0, 9, 4), Step("order", 0, 2, 0), Step("merge", 0, 1, 0),
    Step("assess", 1, 3, 4), Step("retire", 1, 3, 1), Step("part", 0, 0, 0), Step("undo", 0, 0, 0),
]  # fmt: skip


class rolled_back:  # noqa: N801 - reads like a verb
    """Each history starts from the same organization; commands may step out of it and in again."""

    def __enter__(self) -> None:
        self.block = transaction.atomic()
        self.block._from_testcase = True  # type: ignore[attr-defined]
        self.block.__enter__()

    def __exit__(self, *error: object) -> None:
        transaction.set_rollback(True)
        self.block.__exit__(*error)


@pytest.fixture
def lives(north: Organization, person: Callable[[str], Member], tmp_path: Path) -> Callable[[list[Step]], None]:
    """Live through a history, and hold everything against everything."""
    staff = [person("director"), person("owner")]

    def live(history_of: list[Step]) -> None:
        with rolled_back():
            world = World(north, staff)
            for step in history_of:
                world.do(step)
                assert history.differences() == [], step
            places = one_place_a_day(world)
            movements_sum(world, places)
            lists_and_parts_agree(world, places)
            sums_agree(world)
            recounted(world, places, tmp_path / "assessments.csv")

    return live


type Places = dict[tuple[Any, Any, date], Any]


def one_place_a_day(world: World) -> Places:
    """Return the place of each on each day that has one; no two hold on a day, and the standing is the last of them."""
    paths: dict[Any, list[LevelChange]] = defaultdict(list)
    for change in LevelChange.objects.select_related("level").order_by("on"):
        paths[change.member_id, change.ladder_id].append(change)
    places = {}
    for (member, ladder), path in paths.items():
        assert [change.until for change in path] == [*(change.on for change in path[1:]), None]
        for change in path:
            last = change.until or world.today + timedelta(days=1)
            for n in range((last - change.on).days):
                places[member, ladder, change.on + timedelta(days=n)] = change
    for standing in Standing.objects.all():
        path = paths.pop((standing.member_id, standing.ladder_id), [])
        if path:
            now = (path[-1].place, path[-1].level_id, path[-1].on)
            assert (standing.place, standing.level_id, standing.since) == now
        else:
            assert standing.place == "off"
    assert paths == {}
    return places


def movements_sum(world: World, places: Places) -> None:
    """Every matrix sums to where people were at both ends; each of them is one kind."""
    counted = set(Member.objects.people().filter(status__in=["contact", "member"]).values_list("pk", flat=True))
    days = [world.first - timedelta(days=1), world.first + timedelta(days=DAYS // 2), world.today]
    for ladder in Ladder.objects.all():
        for first, last in zip(days, days[1:] + days[2:], strict=True):
            found = movement(Member.objects.all(), ladder, first, last)
            for day, sums in ((first, found.before), (last, found.after)):
                at = [places.get((member, ladder.pk, day)) for member in counted]
                assert sums == Counter("off" if each is None else each.level_id or each.place for each in at)
            assert sum(found.kinds.values()) == found.total == len(counted)
            assert found.kinds.keys() == set(Kind)


def lists_and_parts_agree(world: World, places: Places) -> None:
    """A move, the list behind it, the ends of a trend and the parts of a whole say the same, and so does a recount."""
    everybody, first, last = Member.objects.people(), world.first + timedelta(days=2), world.today
    ladder = Ladder.objects.get(pk=world.ladder.pk)
    units_of(everybody)
    found = movement(everybody, ladder, first, last)
    before, after = distributions(everybody, ladder, [first, last])
    parts = [movement(everybody.filter(part), ladder, first, last).after for part in PARTS]
    wrong = identities.matrix_sums(found.matrix, before.people, after.people) + identities.kinds_sum(found)
    wrong += identities.parts_add_up(found.after, parts)
    for kind, n in found.kinds.items():
        wrong += identities.is_length(n, who(everybody, ladder, Move(first, last, kind)).count()) if n else []
    assert wrong == []
    counted = everybody.counted().values_list("pk", flat=True)
    told = Counter(kind_again(places, (member, ladder.pk), world.days, first) for member in counted)
    assert {kind: n for kind, n in found.kinds.items() if n} == told


# The people of one unit, and those of none.
PARTS = (Q(belongings__unit__name="North side"), ~Q(belongings__unit__name="North side"))


def units_of(people: Any) -> None:
    """Put every second one in a unit."""
    kind = UnitKind.objects.get(is_default=True)
    unit = Unit.objects.create(kind=kind, name="North side", folded="north side")
    for member in people.order_by("pk")[::2]:
        Belonging.objects.update_or_create(member=member, kind=kind, defaults={"unit": unit})


def kind_again(places: Places, whom: tuple[Any, Any], days: list[date], first: date) -> Kind:
    """Say day by day what became of somebody."""
    path = [places.get((*whom, day)) for day in days]
    then, now = path[days.index(first)], path[-1]
    place, was = (each.place if each else "off" for each in (now, then))
    if place != "level":
        return Kind.STAYED if place == was else Kind(place)
    before = any(each and each.place == "level" for each in path[: days.index(first) + 1])
    since = [each for each in path[days.index(first) + 1 :] if each and each.is_baseline and each.place == "level"]
    listed = since[0] if since and was == "off" and not before else None
    start = then if was == "level" else listed
    if start is None:
        return Kind.CAME_BACK if before else Kind.JOINED
    higher = now.level.position - start.level.position
    return Kind.UP if higher > 0 else Kind.DOWN if higher < 0 else Kind.STAYED


def sums_agree(world: World) -> None:
    """What triggers have summed up on the way is what the paths say, from any day that sums begin."""
    assert tally.differences() == 0
    days = [world.first + timedelta(days=n) for n in (-1, 1, DAYS // 2, DAYS)]
    TallyStart.objects.create(day=days[1])
    history.rebuild()
    for ladder, everybody in product(Ladder.objects.all(), (Member.objects.all(), Member.objects.people())):
        assert distributions(everybody, ladder, days) == counted_one_by_one(everybody, ladder, days)
        for day in days[1:]:
            summed = tally.states(everybody, ladder, days[1], day, gone=end_of(day), begun=[days[1]])
            plain = movement_one_by_one(everybody, ladder, days[1], day)
            assert summed is None or from_sums(summed) == plain
            assert summed or not plain.matrix.keys() - {("off", "off")}
    for ladder in Ladder.objects.all():
        assert part_sums.first_came(ladder, days, world.today) == came(ladder, days)
        n = Standing.objects.filter(ladder=ladder, place=Place.UNSURE, member__in=counted(Member.objects.all(), ladder))
        sums = Ladder.objects.annotate(n=part_sums.in_place(ladder, Place.UNSURE)).values_list("n", flat=True)
        assert sums.get(pk=ladder.pk) == n.count()


def came(ladder: Ladder, days: list[date]) -> list[Counter[Any]]:
    """Count by the day of their first level, and where they stand now, who was put on it by no first list."""
    sums: list[Counter[Any]] = [Counter() for _day in days]
    steps = LevelChange.objects.filter(
        ladder=ladder, place=Place.LEVEL, member__in=counted(Member.objects.all(), ladder)
    )
    first = {step.member_id: step for step in steps.order_by("-on")}
    for here in Standing.objects.filter(ladder=ladder, member__in=first):
        step = first[here.member_id]
        if step.on >= days[0] and not step.is_baseline:
            sums[bisect_right(days, step.on) - 1][here.level_id or here.place] += 1
    return sums


def recounted(world: World, places: Places, file: Path) -> None:
    """The file alone gives the same place for everyone on every day."""
    with in_org(FakeTenant("public")):
        call_command("export_assessments", organization="north", out=str(file))
    recount, names = Recount(file), {ladder.name: ladder.pk for ladder in Ladder.objects.all()}
    told = {(str(member), ladder, day): change for (member, ladder, day), change in places.items()}
    for member, ladder in recount.who():
        for day in recount.days(world.first - timedelta(days=1), world.today):
            kept = told.pop((member, names[ladder], day), None)
            kept_place = (kept.place, str(kept.level.position) if kept.level else "") if kept else ("off", "")
            assert recount.where(member, ladder, day) == kept_place
    assert told == {}


def test_any_history_adds_up(lives: Callable[[list[Step]], None]):
    QUICK(given(steps(most=9, lists=False))(lives))()


def test_a_history_with_a_list_taken_back_adds_up(lives: Callable[[list[Step]], None]):
    lives(A_LIST_BETWEEN)


@pytest.mark.slow
def test_any_history_adds_up_long(lives: Callable[[list[Step]], None]):
    LONG(given(steps(most=30))(lives))()
