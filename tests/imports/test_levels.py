"""A column of levels puts people on the ladder, by the rules of the ladder."""

from datetime import date, timedelta

import pytest
from django.db.models.functions import Now

from imports import actions
from ladders.actions import assess
from ladders.models import Assessment, Ladder, LevelChange, Place, Standing
from members.models import Member
from organizations.models import Organization
from tests.conftest import PersonOf
from tests.imports.conftest import Bring, fates, plan, receive, row

PHONES = "503-555-01{:02}"


def listed(*levels: str, more: str = "") -> str:
    """A list in which person 1, 2… stands on these levels."""
    lines = [f"Given{n} Family{n},{PHONES.format(n)},{level}" for n, level in enumerate(levels, start=1)]
    return f"name,phone,level{more}\n" + "\n".join(lines) + "\n"


@pytest.mark.parametrize("said", ["2", "2.0", " 2 ", "{name}", "{NAME}", "2 {name}"])
def test_a_number_is_a_position_and_a_text_a_name(bring: Bring, said: str):
    level = Ladder.objects.get(is_default=True).levels.get(position=2)

    bring(listed(said.format(name=level.name.lower(), NAME=level.name.upper())))

    assert Standing.objects.get().level == level


@pytest.mark.parametrize("said", ["9", "0", "leader!!", "2/3", "-"])
def test_what_is_no_level_is_a_problem_cell_and_the_person_comes_in(bring: Bring, said: str):
    batch = bring(listed(said))

    assert fates(batch) == ["created"]
    [problem] = row(batch, 2).problems
    assert (problem["column"], problem["value"]) == ("level", said)
    assert "no such level" in problem["reason"]
    assert Standing.objects.count() == 0


def test_the_day_is_the_column_or_the_day_asked_for(bring: Bring):
    text = listed("2,2026-03-14", "3,", more=",level date")

    bring(text, as_of=date(2026, 2, 1))

    assert set(Assessment.objects.values_list("on", flat=True)) == {date(2026, 3, 14), date(2026, 2, 1)}


def test_a_day_to_come_is_a_problem_cell(bring: Bring, north: Organization):
    tomorrow = north.today() + timedelta(days=1)

    batch = bring(listed(f"2,{tomorrow}", more=",level date"), as_of=date(2026, 2, 1))

    assert row(batch, 2).problems[0]["reason"] == "This day is still to come."
    assert Assessment.objects.get().on == date(2026, 2, 1)


@pytest.mark.parametrize(("order", "on"), [("mdy", date(2026, 3, 4)), ("dmy", date(2026, 4, 3))])
def test_the_order_of_day_and_month_is_asked(bring: Bring, order: str, on: date):
    bring(listed("2,3/4/2026", more=",level date"), date_order=order)

    assert Assessment.objects.get().on == on


def test_imported_levels_count_and_are_not_reviewed(bring: Bring):
    batch = bring(listed("2"))

    said = Assessment.objects.get()
    assert (said.source, said.import_id, said.waits_for_review, said.confirmed_at) == ("import", batch.pk, False, None)
    assert Standing.objects.get().level.position == 2


def test_the_first_list_on_a_ladder_is_its_baseline_and_the_next_is_not(bring: Bring):
    bring(listed("2"))
    bring(listed("3"), as_of=date(2026, 2, 1))

    assert list(Assessment.objects.order_by("created_at").values_list("is_baseline", flat=True)) == [True, False]
    assert LevelChange.objects.filter(is_baseline=True).count() == 1


def test_a_list_never_displaces_what_a_person_said_later(bring: Bring, north: Organization, person: PersonOf):
    bring(listed("2"), as_of=date(2026, 1, 1))
    member, ladder = Member.objects.get(given_name="Given1"), Ladder.objects.get(is_default=True)
    level = ladder.levels.get(position=4)
    assess(
        member,
        ladder=ladder,
        place=Place.LEVEL,
        level=level,
        on=north.today(),
        evidence="Ran it",
        by=person("director"),
    )

    batch = bring(listed("1"), as_of=date(2026, 2, 1))

    assert fates(batch) == ["updated"]
    assert Standing.objects.get().level == level
    assert [step.level.position for step in LevelChange.objects.order_by("on")] == [2, 1, 4]


def test_the_level_they_stood_on_that_day_is_nothing_new(bring: Bring):
    bring(listed("2"), as_of=date(2026, 1, 1))

    assert fates(bring(listed("2"), as_of=date(2026, 2, 1))) == ["unchanged"]
    assert Assessment.objects.count() == 1


def test_levels_go_to_the_ladder_that_was_chosen(bring: Bring):
    other = Ladder.objects.create(name="Stewards")
    level = other.levels.create(position=2, name="Files grievances")

    bring(listed("files grievances"), ladder=other)

    assert Standing.objects.get().level == level


def test_evidence_comes_with_the_level(bring: Bring):
    bring(listed("2,Ran the meeting", more=",evidence"))

    assert Assessment.objects.get().evidence == "Ran the meeting"


def test_a_list_for_a_ladder_that_was_put_away_meanwhile_is_matched_again(north: Organization, person: PersonOf):
    other = Ladder.objects.create(name="Stewards")
    other.levels.create(position=2, name="Files grievances")
    batch = plan(receive(listed("files grievances")), ladder=other)
    Ladder.objects.filter(pk=other.pk).update(put_away_at=Now())

    with pytest.raises(actions.NotNow, match="“Stewards” was put away meanwhile"):
        actions.confirm(batch, by=person("data_lead"))
    batch.refresh_from_db()
    assert (batch.status, Assessment.objects.count()) == ("to_confirm", 0)
