"""Targets of story 2 beyond names and contacts: typed fields, dated levels, who assessed, and what waits for a room."""

from datetime import date

import pytest
from django.utils import timezone

from imports.mapping_file import BadMapping, target
from imports.models import ImportBatch, KeptAside
from ladders.models import Assessment, LevelChange
from members.models import Field, FieldValue, Member
from organizations.sealing import unseal
from tests.conftest import PersonOf
from tests.imports.conftest import Bring, apply, fates, plan, receive, row

ONE = "name,phone,{heading}\nMaria Lopez,503-555-0101,{cell}\n"


@pytest.mark.parametrize(
    ("kind", "cell", "stored"),
    [
        ("number", '"$1,200.50"', "1200.50"),
        ("number", '"3,5"', "3.5"),
        ("number", "about ten", None),
        ("date", '"March 3, 2026"', "2026-03-03"),
        ("date", "3/14", None),
        ("yes_no", "x", "yes"),
        ("yes_no", "FALSE", "no"),
        ("yes_no", "maybe", None),
    ],
)
def test_a_new_field_has_a_kind_and_cells_that_do_not_fit_are_told(bring: Bring, kind, cell, stored):
    batch = bring(ONE.format(heading="Dues", cell=cell), {"Dues": f"newfield:{kind}"})

    assert Field.objects.get(name="Dues").kind == kind
    assert list(FieldValue.objects.values_list("value", flat=True)) == ([stored] if stored else [])
    assert [problem["column"] for problem in row(batch, 2).problems] == ([] if stored else ["Dues"])


def test_later_values_are_cleaned_by_the_kind_the_field_has(bring: Bring):
    field = Field.objects.create(name="Since", folded="since", kind=Field.Kind.DATE)

    batch = bring(ONE.format(heading="Since", cell="long ago"), {"Since": "newfield"})

    assert FieldValue.objects.count() == 0
    assert "not a date" in row(batch, 2).problems[0]["reason"]
    bring(ONE.format(heading="since", cell="2024-05-01"), {"since": f"field:{field.pk}"})
    assert FieldValue.objects.get().value == "2024-05-01"


@pytest.mark.parametrize(
    "change", [{"deleted_at": timezone.now()}, {"readers": Field.Readers.LEADS}], ids=["gone", "closed"]
)
def test_answers_never_go_into_a_field_that_is_gone_or_closed(bring: Bring, change):
    field = Field.objects.create(name="Since", folded="since")
    batch = plan(receive(ONE.format(heading="Since", cell="2024")), {"Since": f"field:{field.pk}"})
    Field.objects.update(**change)

    assert fates(apply(batch)) == ["created"]
    assert FieldValue.objects.count() == 0
    with pytest.raises(BadMapping, match="There is no field “field:Since”"):
        target("field:Since")


def test_who_assessed_is_somebody_on_staff(bring: Bring, person: PersonOf):
    director = person("director")
    heads = "name,phone,level,assessor\n"

    batch = bring(
        f"{heads}Maria Lopez,503-555-0101,2,{director.name}\nOmar Haddad,503-555-0102,3,Nobody Known\n",
    )

    said = dict(Assessment.objects.values_list("member__given_name", "assessed_by"))
    assert said == {"Maria": director.pk, "Omar": None}
    assert [problem["column"] for problem in row(batch, 3).problems] == ["assessor"]


PERIODS = (
    "name,phone,Q4 2025,Q1 2026,Level 3/1/26,May 2026\n"
    "Maria Lopez,503-555-0101,1,2,2,3\n"
    "Omar Haddad,503-555-0102,,2,,1\n"
)


def test_a_column_for_each_period_makes_dated_levels_and_movement(bring: Bring):
    batch = bring(PERIODS, date_order="mdy")

    assert batch.mapping[2:] == ["period_level"] * 4
    steps = LevelChange.objects.filter(member__given_name="Maria").order_by("on")
    told = list(steps.values_list("on", "level__position", "is_baseline"))
    assert told == [
        (date(2025, 12, 31), 1, True),
        (date(2026, 3, 1), 2, False),
        (date(2026, 5, 31), 3, False),
    ]
    omar = LevelChange.objects.filter(member__given_name="Omar").order_by("on")
    assert list(omar.values_list("on", "level__position")) == [(date(2026, 3, 31), 2), (date(2026, 5, 31), 1)]


def test_levels_of_periods_come_in_once(bring: Bring):
    bring(PERIODS, date_order="mdy")

    assert fates(bring(PERIODS, date_order="mdy")) == ["unchanged", "unchanged"]


MEETINGS = (
    "name,phone,3/14 potluck,General meeting 2026-04-02,4/9/2026,Team\n"
    "Maria Lopez,503-555-0101,x,Y,,Repairs\n"
    "Omar Haddad,503-555-0102,,1,x,\n"
)


def test_meetings_and_teams_are_kept_aside_sealed(bring: Bring):
    batch = bring(MEETINGS, date_order="mdy")

    assert batch.mapping[2:] == ["attendance"] * 3 + ["team"]
    kept = {(each.member.given_name, each.what): each.sealed for each in KeptAside.objects.select_related("member")}
    assert [told["what"] for told in unseal(kept["Maria", "attendance"])] == [
        "3/14 potluck",
        "General meeting 2026-04-02",
    ]
    assert [told["on"] for told in unseal(kept["Omar", "attendance"])] == ["2026-04-02", "2026-04-09"]
    assert unseal(kept["Maria", "team"])[0]["value"] == "Repairs"
    assert "Repairs" not in str(list(batch.rows.values_list("cells", "clean", "problems")))


def test_what_is_kept_aside_is_no_change_of_a_person(bring: Bring):
    bring("name,phone\nMaria Lopez,503-555-0101\n")
    before = Member.objects.get(given_name="Maria").changed_at

    batch: ImportBatch = bring("name,phone,Team\nMaria Lopez,503-555-0101,Repairs\n")

    assert fates(batch) == ["unchanged"]
    assert KeptAside.objects.count() == 1
    assert Member.objects.get(given_name="Maria").changed_at == before
