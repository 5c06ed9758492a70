"""Movement between two days: each person is exactly one kind, and every matrix sums to both distributions."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from ladders import history, levels
from ladders.models import Ladder, Level
from ladders.movement import Kind, movement, with_moves
from ladders.queries import distribution
from members.models import Member

type Make = Callable[..., Any]
FIRST, LAST = date(2026, 1, 31), date(2026, 3, 31)
# What was said of somebody, and what that makes of them from the end of January to the end of March.
CASES: dict[str, tuple[list[tuple[Any, str]], Kind]] = {
    "never placed": ([], Kind.STAYED),
    "the same all along": ([(2, "01-05")], Kind.STAYED),
    "assessed anew on the same": ([(2, "01-05"), (2, "02-05")], Kind.STAYED),
    "up and down again": ([(2, "01-05"), (3, "02-05"), (2, "03-05")], Kind.STAYED),
    "quiet all along": ([(1, "01-05"), ("quiet", "01-20")], Kind.STAYED),
    "off, then a level": ([(2, "02-05")], Kind.JOINED),
    "joined and moved up": ([(1, "02-05"), (2, "03-05")], Kind.JOINED),
    "joined, left, was placed again": ([(1, "02-05"), (0, "02-10"), (1, "03-05")], Kind.JOINED),
    "unsure first, then a level": ([("unsure", "01-05"), (1, "02-05")], Kind.JOINED),
    "quiet, then the level of old": ([(2, "01-05"), ("quiet", "01-20"), (2, "02-05")], Kind.CAME_BACK),
    "off, and once on a level": ([(2, "01-05"), (0, "01-20"), (1, "02-05")], Kind.CAME_BACK),
    "unsure, and once on a level": ([(2, "01-05"), ("unsure", "01-20"), (3, "02-05")], Kind.CAME_BACK),
    "up": ([(1, "01-05"), (3, "02-05")], Kind.UP),
    "up, with a time of quiet": ([(1, "01-05"), ("quiet", "02-01"), (3, "03-05")], Kind.UP),
    "down": ([(3, "01-05"), (1, "02-05")], Kind.DOWN),
    "gone quiet": ([(3, "01-05"), ("quiet", "02-05")], Kind.QUIET),
    "never placed, gone quiet": ([("quiet", "02-05")], Kind.QUIET),
    "not sure any more": ([(3, "01-05"), ("unsure", "02-05")], Kind.UNSURE),
    "taken off": ([(3, "01-05"), (0, "02-05")], Kind.OFF),
    "quiet, then taken off": ([(1, "01-05"), ("quiet", "01-10"), (0, "02-05")], Kind.OFF),
    "on the first day itself": ([(2, "01-31")], Kind.STAYED),
    "on the day after": ([(2, "02-01")], Kind.JOINED),
    "on the last day": ([(1, "01-05"), (2, "03-31")], Kind.UP),
    "on the day after the last": ([(1, "01-05"), (2, "04-01")], Kind.STAYED),
}


def kind_of(member: Member, ladder: Ladder) -> Kind:
    (found,) = with_moves(Member.objects.filter(pk=member.pk), ladder, FIRST, LAST).values_list("move", flat=True)
    return Kind(found)


def test_each_person_is_the_kind_that_the_rules_say(people: Make, said: Make, ladder: Ladder):
    made = dict(zip(CASES, people(len(CASES)), strict=True))
    for name, member in made.items():
        for where, day in CASES[name][0]:
            said(member, where, f"2026-{day}")
    history.rebuild()

    assert {name: kind_of(member, ladder) for name, member in made.items()} == {
        name: kind for name, (_words, kind) in CASES.items()
    }


def test_matrix_sums_to_both_ends_and_is_one_statement(people: Make, said: Make, ladder: Ladder):
    for member, (words, _kind) in zip(people(len(CASES)), CASES.values(), strict=True):
        for where, day in words:
            said(member, where, f"2026-{day}")
    history.rebuild()

    with CaptureQueriesContext(connection) as queries:
        found = movement(Member.objects.all(), ladder, FIRST, date(2026, 12, 30))

    now = distribution(Member.objects.people(), ladder)
    levels_now = {each.level.pk: each.people for each in now.levels if each.people}
    assert {**levels_now, "quiet": now.quiet, "off": now.off, "unsure": now.unsure} == found.after
    assert sum(found.kinds.values()) == found.total == len(CASES) == sum(found.before.values())
    assert len(queries) == 1


def test_whom_the_first_list_put_there_neither_joined_nor_moved(people: Make, said: Make, ladder: Ladder):
    stayed, rose, quiet, back = people(4)
    said(back, 1, "2026-01-01")
    said(back, 0, "2026-01-02")
    for member in (stayed, rose, quiet, back):
        said(member, 2, "2026-02-01", is_baseline=True, source="import")
    said(rose, 3, "2026-03-01")
    said(quiet, "quiet", "2026-03-01")
    history.rebuild()

    kinds = [kind_of(member, ladder) for member in (stayed, rose, quiet, back)]

    assert kinds == [Kind.STAYED, Kind.UP, Kind.QUIET, Kind.CAME_BACK]


def test_up_and_down_compare_the_order_of_today(
    people: Make, said: Make, ladder: Ladder, levels_of: list[Level], person: Make
):
    (member,) = people()
    said(member, 1, "2026-01-05")
    said(member, 2, "2026-02-05")
    history.rebuild()
    order = [levels_of[at].pk for at in (1, 0, 2, 3, 4)]

    levels.reorder(ladder, seen=0, order=order, by=person("owner"))

    assert kind_of(member, ladder) == Kind.DOWN


def test_who_went_from_a_retired_level_to_the_one_with_its_number_stayed(
    people: Make, said: Make, ladder: Ladder, levels_of: list[Level], person: Make
):
    (member,) = people()
    said(member, 3, "2026-01-05")
    said(member, 4, "2026-02-05")
    history.rebuild()

    levels.retire(levels_of[2], seen=0, to=None, expected=0, by=person("owner"))

    found = movement(Member.objects.filter(pk=member.pk), ladder, FIRST, LAST)
    assert found.matrix == {(levels_of[2].pk, levels_of[3].pk): 1}
    assert found.kinds[Kind.STAYED] == 1


@pytest.mark.parametrize(("fields", "n"), [
    ({}, 1), ({"status": "staff"}, 0), ({"status": "former"}, 0), ({"archived_at": "2026-05-01T00:00Z"}, 0),
    ({"kind": "guest"}, 0), ({"erased_at": "2026-05-01T00:00Z"}, 1), ({"erased_at": "2026-03-30T00:00Z"}, 0),
])  # fmt: skip
def test_who_is_counted(people: Make, said: Make, ladder: Ladder, fields: dict[str, Any], n: int):
    (member,) = people()
    said(member, 3, "2026-02-05")
    history.rebuild()
    empty = {"given_name": "", "family_name": "", "folded": ""} if "erased_at" in fields else {}
    Member.objects.filter(pk=member.pk).update(**fields, **empty)

    assert movement(Member.objects.filter(pk=member.pk), ladder, FIRST, LAST).total == n


def test_staff_are_counted_where_the_ladder_says_so(people: Make, said: Make, ladder: Ladder):
    Ladder.objects.update(counts_staff=True)
    ladder.refresh_from_db()
    (member,) = people(status="staff")
    said(member, 3, "2026-02-05")
    history.rebuild()

    assert kind_of(member, ladder) == Kind.JOINED


def test_days_the_wrong_way_round_mean_nothing(ladder: Ladder):
    with pytest.raises(ValueError, match="2026-01-31"):
        movement(Member.objects.all(), ladder, LAST, FIRST)


@pytest.fixture
def levels_of(ladder: Ladder) -> list[Level]:
    """Its levels from the bottom; `levels` is the module here."""
    return list(ladder.levels.order_by("position"))
