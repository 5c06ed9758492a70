"""Lists that fill the group's own fields of choices, people and links, and the way back."""

from datetime import timedelta

import pytest
from django.db.models.functions import Now

from imports import actions as actions_of_lists
from imports import sides
from imports.cleanup.actions import fix
from imports.leaving import here
from imports.models import ImportBatch
from members.fields import actions
from members.models import ContactPoint, Field, FieldOption, FieldValue, Member
from tests.imports.conftest import apply, fates, plan, receive
from tests.imports.undoing import take_back

LIST = "name,phone,Shift\nOmar Haddad,503-555-0101,{}\n"


def fill(cell, target) -> ImportBatch:
    return apply(plan(receive(LIST.format(cell)), {"Shift": target}))


def refreshed(batch) -> ImportBatch:
    batch.refresh_from_db()
    return batch


def chosen():
    """What was chosen, in words."""
    labels = {str(option.pk): option.label for option in FieldOption.objects.all()}
    return [
        [labels.get(part, part) for part in value.split()]
        for value in FieldValue.objects.values_list("value", flat=True)
    ]


@pytest.fixture
def shift(north, person):
    return actions.add_field(name="Shift", kind="several_of", choices=["Days", "Late nights"], by=person("owner"))


def test_choices_are_found_in_any_spelling_and_new_ones_are_made(shift):
    fill('"late NIGHTS, Weekends, days"', f"field:{shift.pk}")

    assert chosen() == [["Days", "Late nights", "Weekends"]]
    assert list(shift.options.order_by("position").values_list("label", flat=True)) == [
        "Days",
        "Late nights",
        "Weekends",
    ]


def test_hundred_choices_come_in_and_more_are_a_problem(north):
    words = [f"Song {n}" for n in range(100)]
    fill(f'"{"; ".join(words)}"', "newfield:several_of")
    assert len(chosen()[0]) == 100
    batch = fill(f'"{"; ".join([*words, "one more"])}"', "newfield:several_of")

    assert batch.rows.get().problems[0]["reason"].startswith("These are more than 100 choices")


def counted(n, shift="Song {}"):
    """A list whose rows name so many choices, each its own."""
    return "name,Shift\n" + "".join(f"Omar{i} Haddad,{shift.format(i)}\n" for i in range(n))


def waiting(batch) -> list[int]:
    return [row.number for row in batch.rows.order_by("number") if row.problems]


def test_whole_list_brings_no_more_choices_than_a_field_has_room_for(shift):
    batch = plan(receive(counted(101)), {"Shift": f"field:{shift.pk}"})

    assert waiting(batch) == [100, 101, 102]
    assert batch.rows.get(number=102).problems[0]["reason"].startswith("This would be more than 100 choices")
    apply(batch)
    assert (shift.options.count(), Member.objects.filter(name__startswith="Omar").count()) == (100, 101)


def test_new_field_of_a_name_that_is_here_has_the_room_of_that_field(shift):
    batch = plan(receive(counted(99)), {"Shift": "newfield:several_of"})

    assert waiting(batch) == [100]


def test_cell_put_right_makes_room_for_the_next_and_takes_none_twice(shift, person):
    batch, by = plan(receive(counted(100)), {"Shift": f"field:{shift.pk}"}), person("data_lead")
    assert waiting(batch) == [100, 101]
    fix(batch, cells=[(2, "Shift")], value="days", by=by)
    batch = actions_of_lists.work_now(refreshed(batch))
    assert waiting(batch) == [101]

    fix(batch, cells=[(101, "Shift")], value="Song 7", by=by)

    assert waiting(actions_of_lists.work_now(refreshed(batch))) == []
    assert fates(batch, "plan") == ["created"] * 100


def test_name_of_a_choice_that_folds_longer_than_its_column_comes_in(shift):
    fill("ß" * 120, f"field:{shift.pk}")

    assert chosen() == [["ß" * 120]]


def test_undo_takes_the_new_choice_out_and_leaves_the_others(shift):
    batch = fill('"Weekends, days"', f"field:{shift.pk}")
    take_back(batch)

    assert not FieldValue.objects.exists()
    assert set(shift.options.values_list("label", flat=True)) == {"Days", "Late nights"}


def test_new_choice_that_somebody_has_stays(shift, person):
    batch = fill("Weekends", f"field:{shift.pk}")
    value = str(FieldOption.objects.get(label="Weekends").pk)
    FieldValue.objects.create(member=person("viewer"), field=shift, value=value)
    take_back(batch)

    assert FieldOption.objects.filter(label="Weekends").exists()


def test_new_answer_counts_its_months_anew_and_the_old_one_comes_back_with_its_own(north, person):
    song = actions.add_field(name="Song", kind="text", months_kept=6, by=person("owner"))
    fill("Old song", f"field:{song.pk}")
    FieldValue.objects.update(written_at=Now() - timedelta(days=170))
    before = FieldValue.objects.get()
    batch = plan(receive(LIST.format("New song")), {"Shift": f"field:{song.pk}"})
    ImportBatch.objects.filter(pk=batch.pk).update(modes={"*": "replace"})
    batch.refresh_from_db()
    batch = apply(batch)
    new = FieldValue.objects.get()
    assert (new.value, new.written_at > before.written_at + timedelta(days=169)) == ("New song", True)
    take_back(batch)

    back = FieldValue.objects.get()
    assert (back.value, back.written_at) == ("Old song", before.written_at)


@pytest.mark.parametrize("kind", ["one_of", "several_of"])
def test_column_becomes_a_field_with_choices_and_goes_with_its_list(north, kind):
    batch = fill("Days", f"newfield:{kind}")
    assert (Field.objects.get().kind, chosen()) == (kind, [["Days"]])
    take_back(batch)

    assert not Field.objects.exists()


def test_person_is_found_by_name_or_mail_and_nobody_else(north, person):
    field = actions.add_field(name="Brought by", kind="person", by=person("owner"))
    ana = Member.objects.create(given_name="Ana", family_name="Berg")
    ContactPoint.objects.create(member=ana, kind="email", value="Ana@example.org", normal="ana@example.org")
    for cell in ("ana BERG", "ANA@example.org"):
        fill(cell, f"field:{field.pk}")
        assert FieldValue.objects.get().value == str(ana.pk)
        FieldValue.objects.all().delete()
    batch = fill("Ana", f"field:{field.pk}")

    assert batch.rows.get().problems[0]["reason"].startswith("Nobody in the list, or more than one")


def test_people_named_are_told_by_name_beside_whom_a_row_may_be_and_of_a_sheet(north, person):
    field = actions.add_field(name="Brought by", kind="person", by=person("owner"))
    ana, bea = (Member.objects.create(given_name=name, family_name="Berg") for name in ("Ana", "Bea"))
    batch = fill("Ana Berg", f"field:{field.pk}")
    one, region = FieldValue.objects.get().member, "US"
    said = {"fields": {f"field:{field.pk}": str(bea.pk)}}
    names, sheet = sides.Names.of(batch, one, [said]), here.Names(batch, region)
    sheet.meet(here.people_in(here.Here(batch, [one.pk], region).of.values()))

    assert sides.of_person(said, names, region)[f"field:{field.pk}"] == ["Bea Berg"]
    assert sides.of_member(one, names, batch, region)[f"field:{field.pk}"] == ["Ana Berg"]
    assert sheet.text(f"field:{field.pk}", {"": str(ana.pk)}) == "Ana Berg"


@pytest.mark.parametrize(
    ("cell", "stored"),
    [("example.org/a", "https://example.org/a"), ("javascript:alert(1)", None), ("ftp://a.org", None)],
)
def test_link_is_a_link_or_a_problem(north, cell, stored):
    batch = fill(cell, "newfield:link")

    assert list(FieldValue.objects.values_list("value", flat=True)) == ([stored] if stored else [])
    assert bool(batch.rows.get().problems) == (stored is None)


def test_field_that_only_leads_see_is_not_filled_by_lists(shift):
    Field.objects.update(readers="leads")
    fill("Days", "newfield")

    assert set(Field.objects.values_list("name", flat=True)) == {"Shift", "Shift 2"}
    assert not FieldValue.objects.filter(field=shift).exists()
