"""A filled organization: counts, history, contacts."""

import re
from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db.models import F

from demo import proposals
from demo.cedar_valley import CEDAR_VALLEY
from demo.elm_court import ELM_COURT
from demo.lakeside import LAKESIDE
from demo.loading import fill
from demo.shapes import Counts, Group
from imports.models import ImportRow
from ladders import history
from ladders.models import Assessment, Ladder, LevelChange
from ladders.queries import distribution
from members import normal
from members.models import ContactPoint, FieldValue, Member, MemberTag
from organizations.models import Organization
from stpnet.in_org import in_org
from tests.dashboards import golden

TODAY = date(2026, 11, 20)
EXAMPLE_PHONE = re.compile(r"\+1[2-9]\d\d55501\d\d")


@pytest.fixture
def elm(north: Organization) -> Organization:
    fill(north, ELM_COURT, today=TODAY)
    return north


@pytest.fixture
def cedar(north: Organization) -> Organization:
    fill(north, CEDAR_VALLEY, today=TODAY)
    return north


def standing() -> Counts:
    found = distribution(Member.objects.all(), Ladder.objects.get(is_default=True))
    return Counts(tuple(each.people for each in found.levels), found.unsure, found.quiet, found.off)


@pytest.mark.parametrize(
    "group", [ELM_COURT, CEDAR_VALLEY, pytest.param(LAKESIDE, marks=pytest.mark.slow)], ids=lambda group: group.slug
)
def test_everyone_stands_where_promised(north: Organization, group: Group) -> None:
    fill(north, group, today=TODAY)

    assert standing() == group.counts
    assert history.differences() == []


def test_the_large_group_has_its_figures_and_a_second_ladder_with_people_on_every_level(
    cedar: Organization, person: Callable[[str], Member], tmp_path: Path
) -> None:
    # Whose goals they are.
    person("owner")
    proposals.fill(cedar, today=TODAY)
    golden.hold(cedar, tmp_path / "report.json")
    second = Ladder.objects.get(is_default=False)

    found = distribution(Member.objects.all(), second)

    assert [each.level.name for each in found.levels if each.people < 3] == []
    assert 40 <= found.on_ladder <= 140
    assert found.quiet
    assert history.differences(second) == []


def story_of(organization: Organization, group: Group) -> list[tuple[Any, ...]]:
    with in_org(organization):
        fill(organization, group, today=TODAY)
        return sorted(
            Assessment.objects.values_list(
                "member__name", "place", "level__position", "on", "evidence", "created_at", "assessed_by__name"
            ),
            key=str,
        )


def test_same_day_gives_the_same_story(south, north):
    assert story_of(north, ELM_COURT) == story_of(south, ELM_COURT)


def test_every_way_to_reach_someone_is_an_example(elm):
    for contact in ContactPoint.objects.all():
        if contact.kind == "phone":
            assert EXAMPLE_PHONE.fullmatch(contact.value)
            assert normal.phone(contact.value, "US") == contact.normal
        elif contact.kind == "email":
            assert contact.value.endswith("example.org")
            assert normal.email(contact.value) == contact.normal
        else:
            assert normal.fold(contact.value) == contact.normal


def names_are_kept_as_saving_would_keep_them(cedar):
    assert all(member.folded == member.fold_names() for member in Member.objects.all())


def story_ends_yesterday_and_is_eighteen_months_long(cedar):
    days = Assessment.objects.order_by("on").values_list("on", flat=True)
    last = Assessment.objects.order_by("created_at").values_list("created_at", flat=True).last()

    assert days.last() == TODAY - timedelta(days=1)
    assert days.first() == TODAY - timedelta(days=548)
    assert last < datetime.combine(TODAY, datetime.min.time(), cedar.zone)


def some_levels_wait_for_the_director(cedar):
    director = Member.objects.get(given_name="Imani", family_name="Whitfield")
    waiting = Assessment.objects.waiting()

    assert waiting.count() == 3
    assert not waiting.filter(assessed_by=director).exists()
    assert waiting.filter(member__given_name="Dolores", member__family_name="Ankrah", level__position=4).exists()


def history_holds_what_real_histories_hold(cedar):
    counting = Assessment.objects.counting()

    assert counting.filter(source="import", is_baseline=True).count() > 100
    assert distribution(Member.objects.all(), Ladder.objects.get(is_default=True)).not_reviewed > 20
    assert counting.filter(created_at__date__gt=F("on") + timedelta(days=2)).exists()
    assert Assessment.objects.exclude(voided_at=None).count() > 5
    assert LevelChange.objects.filter(from_place="quiet", place="level").count() > 20
    assert LevelChange.objects.filter(level__position__lt=F("from_level__position")).count() > 20
    assert not counting.filter(place="level", evidence="").exclude(source="import").exists()


def dolores_went_up_and_down_and_up(cedar):
    dolores = Member.objects.get(given_name="Dolores", family_name="Ankrah")

    path = (
        dolores.level_changes.filter(ladder__is_default=True).order_by("on").values_list("level__position", flat=True)
    )

    assert list(path) == [1, 2, 1, 2, 3]


def organizers_have_their_own_people_and_one_has_an_area(cedar):
    marisol = Member.objects.get(given_name="Marisol", family_name="Quintero")
    placed = Member.objects.filter(organizer=marisol, standings__place="level", standings__ladder__is_default=True)

    assert placed.count() == 190
    assert [scope.unit.name for scope in marisol.staff_scopes.all()] == ["Eastside"]


def test_members_have_homes_tags_and_answers(elm):
    counted = Member.objects.counted()

    assert counted.filter(belongings=None).count() == 0
    assert counted.filter(contact_points=None).count() == 0
    assert MemberTag.objects.exists()
    assert FieldValue.objects.exists()
    assert ImportRow.objects.filter(member=None).count() == 0


def test_the_large_group_is_as_told(cedar, subtests):
    """Filled once for all of these: that takes seconds."""
    for told in (
        names_are_kept_as_saving_would_keep_them,
        story_ends_yesterday_and_is_eighteen_months_long,
        some_levels_wait_for_the_director,
        history_holds_what_real_histories_hold,
        dolores_went_up_and_down_and_up,
        organizers_have_their_own_people_and_one_has_an_area,
    ):
        with subtests.test(told.__name__):
            told(cedar)
