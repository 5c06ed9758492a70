"""What the database allows and refuses, both sides of each rule."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from ladders.models import Assessment, Ladder, Level, LevelChange, LevelSign, Place, Standing

type Make = Callable[..., Any]
NOW = timezone.now()
DAY = date(2026, 1, 5)


@pytest.fixture
def row(people: Make, ladder: Ladder) -> dict[str, Any]:
    return {"member": people()[0], "ladder": ladder, "on": DAY}


def refuses(name: str, make: Callable[[], Any]) -> None:
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        make()


@pytest.mark.parametrize("model", [Assessment, LevelChange])
def test_place_and_level_go_together(row, levels: list[Level], said: Make, model: Any):
    if model is LevelChange:
        row |= {"from_place": "off", "assessment": said(row["member"], "off", "2026-01-05")}
    name = f"ladders_{model._meta.model_name}_place_and_level"

    refuses(name, lambda: model.objects.create(**row, place=Place.LEVEL))
    refuses(name, lambda: model.objects.create(**row, place=Place.QUIET, level=levels[0]))
    refuses(name, lambda: model.objects.create(**row, place="gone"))
    model.objects.create(**row, place=Place.LEVEL, level=levels[0])


@pytest.mark.parametrize(
    ("name", "fields"),
    [
        ("void_has_reason", {"voided_at": NOW}),
        ("void_has_reason", {"void_reason": "Wrong person"}),
        ("review_when_unsure", {"review_on": DAY}),
    ],
)
def test_assessment_refuses(row, name: str, fields: dict[str, Any]):
    refuses(f"ladders_assessment_{name}", lambda: Assessment.objects.create(**row, place=Place.OFF, **fields))


def test_assessment_is_confirmed_by_someone_else_at_some_time(row, levels: list[Level], person):
    by, other = person("organizer"), person("director")
    fields = row | {"place": Place.LEVEL, "level": levels[0], "assessed_by": by, "waits_for_review": True}

    refuses("second_person", lambda: Assessment.objects.create(**fields, confirmed_by=by, confirmed_at=NOW))
    refuses("confirmed_when", lambda: Assessment.objects.create(**fields, confirmed_by=other))
    Assessment.objects.create(**fields, confirmed_by=other, confirmed_at=NOW)


def test_assessment_allows_void_and_unsure(row):
    Assessment.objects.create(**row, place=Place.UNSURE, review_on=DAY)
    Assessment.objects.create(**row, place=Place.OFF, voided_at=NOW, void_reason="Wrong person")


def test_standing_is_one_for_member_and_ladder(row, said: Make):
    assessment = said(row["member"], "off", "2026-01-05")
    fields = {"member": row["member"], "ladder": row["ladder"], "since": DAY, "assessment": assessment}

    Standing.objects.create(**fields, place=Place.OFF)
    refuses("one_place", lambda: Standing.objects.create(**fields, place=Place.OFF))
    refuses("place_and_level", lambda: Standing.objects.filter(member=row["member"]).update(place=Place.LEVEL))


def test_change_is_once_a_day_and_ends_after_it_began(row, said: Make):
    fields = row | {
        "assessment": said(row["member"], "off", "2026-01-05"), "from_place": "quiet", "place": Place.OFF,
    }  # fmt: skip

    refuses("ends_after_start", lambda: LevelChange.objects.create(**fields, until=DAY))
    LevelChange.objects.create(**fields, until=date(2026, 1, 6))
    refuses("once_a_day", lambda: LevelChange.objects.create(**fields))


def test_ladder_name_and_default_are_single(ladder: Ladder):
    refuses("name_once", lambda: Ladder.objects.create(name=ladder.name))
    refuses("one_default", lambda: Ladder.objects.create(name="Safety", is_default=True))
    Ladder.objects.create(name="Safety")


def test_level_position_is_single_among_active_ones(ladder: Ladder, levels: list[Level]):
    refuses("position_once", lambda: Level.objects.create(ladder=ladder, position=5, name="Again"))
    refuses("position_from_one", lambda: Level.objects.create(ladder=ladder, position=0, name="Below"))
    Level.objects.create(ladder=ladder, position=5, name="Was five", retired_at=NOW)


def test_sign_position_is_single(levels: list[Level]):
    refuses("position_once", lambda: LevelSign.objects.create(level=levels[0], position=1, text="Again"))
    LevelSign.objects.create(level=levels[0], position=4, text="Another")
