"""Counting people by place, and the list behind each figure."""

from collections.abc import Callable
from typing import Any
from uuid import uuid4

import pytest
from django.forms.models import model_to_dict
from django.utils import timezone

from ladders import filters, history
from ladders.models import Ladder, Level
from ladders.queries import distribution, place_filter, place_on, with_levels, with_place
from members.models import Member
from members.requests import OrgRequest
from organizations.models import Organization

type Make = Callable[..., Any]


@pytest.fixture
def placed(people: Make, said: Make) -> list[Member]:
    """One on 1, two on 3, one unsure, one quiet, one taken off, one never placed."""
    members = people(7)
    for member, where in zip(members, [1, 3, 3, "unsure", "quiet", "off"], strict=False):
        said(member, where, "2026-01-05", source="import" if where == 1 else "page")
    history.rebuild()
    return members


def test_distribution_counts_each_in_one_place(placed: list[Member], ladder: Ladder):
    found = distribution(Member.objects.people(), ladder)

    assert [each.people for each in found.levels] == [1, 0, 2, 0, 0]
    assert (found.unsure, found.quiet, found.off) == (1, 1, 2)
    assert (found.on_ladder, found.in_touch, found.total, found.not_reviewed) == (3, 4, 7, 1)


def test_distribution_of_prefetched_levels_is_one_statement(
    placed: list[Member], ladder: Ladder, django_assert_num_queries: Any
):
    loaded = Ladder.objects.prefetch_related("levels").get()

    with django_assert_num_queries(1):
        distribution(Member.objects.people(), loaded)


def test_ladders_come_with_their_levels_in_one_statement(ladder: Ladder, django_assert_num_queries: Any):
    ladder.levels.filter(position=2).update(retired_at=timezone.now())
    prefetched = Ladder.objects.prefetch_related("levels").get()
    with django_assert_num_queries(1):
        (loaded,) = with_levels(Ladder.objects.all())
        levels = list(loaded.levels.all())

    assert levels == list(prefetched.levels.all())
    for one, other in zip(levels, prefetched.levels.all(), strict=True):
        assert model_to_dict(one) | {"gone": one.retired_at} == model_to_dict(other) | {"gone": other.retired_at}
        assert one.ladder is loaded


@pytest.mark.parametrize(
    "fields",
    [
        {"kind": "guest"},
        {"status": "former"},
        {"status": "staff"},
        {"archived_at": timezone.now()},
    ],
)
def test_distribution_leaves_out_who_is_not_counted(
    placed: list[Member], people: Make, said: Make, ladder: Ladder, fields: dict[str, Any]
):
    (member,) = people(**fields)
    said(member, 1, "2026-01-05")
    history.rebuild()

    assert distribution(Member.objects.all(), ladder).total == 7


def test_distribution_counts_staff_where_the_ladder_says_so(placed: list[Member], ladder: Ladder):
    staff = Member.objects.people().filter(status="staff").count()
    ladder.counts_staff = True

    assert distribution(Member.objects.people(), ladder).total == 7 + staff


def test_distribution_shows_a_retired_level_while_someone_stands_on_it(
    placed: list[Member], ladder: Ladder, levels: list[Level]
):
    ladder.levels.filter(position__in=[3, 4]).update(retired_at=timezone.now())

    found = distribution(Member.objects.people(), ladder)

    assert [each.level.position for each in found.levels] == [1, 2, 3, 5]
    assert found.on_ladder == 3


def test_with_place_of_another_ladder_is_off(placed: list[Member]):
    other = Ladder.objects.create(name="Safety")

    assert set(with_place(Member.objects.people(), other).values_list("place", flat=True)) == {"off"}


def test_every_figure_is_the_length_of_its_list(placed: list[Member], ladder: Ladder):
    found = distribution(Member.objects.people(), ladder)
    figures = {f"level-{each.level.pk}": each.people for each in found.levels} | {
        "unsure": found.unsure, "quiet": found.quiet, "off": found.off,
        "on-ladder": found.on_ladder, "in-touch": found.in_touch,
    }  # fmt: skip

    lists = {value: place_filter(Member.objects.people(), ladder, value).count() for value in figures}

    assert lists == figures


@pytest.mark.parametrize(
    "value", ["", "level", "level-", "level-7", "gone", "x.quiet", "01890000-0000-7000-8000-000000000000.quiet"]
)
def test_filter_refuses_what_names_no_place(north: Organization, value: str):
    with pytest.raises(ValueError, match=r".*"):
        filters.has(OrgRequest(), (value,))


def test_filter_refuses_a_foreign_level(north: Organization):
    with pytest.raises(ValueError, match="level-"):
        filters.has(OrgRequest(), (f"level-{uuid4()}",))


def test_filter_finds_a_place_of_another_ladder(placed: list[Member], levels: list[Level]):
    other = Ladder.objects.create(name="Safety")

    off, level, people = filters.value_of(other, "off"), f"level-{levels[2].pk}", Member.objects.people()

    assert people.filter(filters.has(OrgRequest(), (off,))).count() == 7
    assert people.filter(filters.has(OrgRequest(), (level,))).count() == 2
    assert people.filter(filters.has(OrgRequest(), (off, level))).count() == 7
    assert filters.value_of(other, "off") == f"{other.pk}.off"


def test_filter_choices_name_places_in_one_statement(levels: list[Level], django_assert_num_queries: Any):
    other = Ladder.objects.create(name="Safety", has_unsure=False)
    level = Level.objects.create(ladder=other, position=1, name="Knows the exits", retired_at=timezone.now())

    with django_assert_num_queries(1):
        choices = filters.choices(OrgRequest())

    assert choices[0] == (f"level-{levels[4].pk}", "5 Coaches leaders")
    assert [label for _value, label in choices[5:]] == [
        "On the ladder", "In touch, on no level", "Not sure yet", "Gone quiet", "Never placed, or taken off",
        "Safety: 1 Knows the exits (retired)",
        "Safety: On the ladder", "Safety: In touch, on no level", "Safety: Gone quiet",
        "Safety: Never placed, or taken off",
    ]  # fmt: skip
    assert choices[10][0] == f"level-{level.pk}"


def test_place_on_is_the_place_at_the_end_of_that_day(people: Make, said: Make, ladder: Ladder, levels: list[Level]):
    (member,) = people()
    first = said(member, 1, "2026-01-05").on
    second = said(member, "quiet", "2026-02-05").on
    history.follow(member, ladder)

    assert place_on(member, ladder, first) == ("level", levels[0].pk)
    assert place_on(member, ladder, second) == ("quiet", None)
    assert place_on(member, ladder, first.replace(day=1)) == ("off", None)
