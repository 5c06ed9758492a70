"""The group's own fields: made, changed into another kind, deleted and brought back, cleared when their time is over."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, connection
from django.db.models import F
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from audit.models import AuditEvent
from members.fields import actions
from members.fields.expiring import clear_expired, soon
from members.fields.refusing import FieldsRefused, named_once
from members.models import Field, FieldOption, FieldSection, FieldValue, Member

PIZZA = "Extra olives"


@pytest.fixture
def by(person):
    return person("data_lead")


def make(by, name="Shift", kind="text", **more):
    return actions.add_field(name=name, kind=kind, by=by, **more)


def answered(field, *values):
    """Give these answers, each by somebody new."""
    for value in values:
        member = Member.objects.create(given_name="Ana")
        FieldValue.objects.create(member=member, field=field, value=value)
    return field


def answers(field):
    return sorted(FieldValue.objects.filter(field=field).values_list("value", flat=True))


def labels(field):
    return list(
        FieldOption.objects.filter(field=field, retired=False).order_by("position").values_list("label", flat=True)
    )


def test_fields_stand_in_the_order_that_people_gave_them(by):
    first, second, third = (make(by, name) for name in "ABC")
    actions.move_field(third, way="up", by=by)
    actions.move_field(first, way="up", by=by)

    assert list(Field.objects.kept().in_order()) == [first, third, second]


def test_sections_come_after_what_has_none_and_keep_their_order(by):
    home, work = (actions.name_section(None, name=name, by=by) for name in ("Home", "Work"))
    in_work, in_home, bare = make(by, "A", section=work), make(by, "B", section=home), make(by, "C")
    assert list(Field.objects.in_order()) == [bare, in_home, in_work]
    actions.move_section(work, way="up", by=by)

    assert list(Field.objects.in_order()) == [bare, in_work, in_home]


@pytest.mark.parametrize("gone", [True, False])
def test_section_with_fields_stays(by, gone):
    section = actions.name_section(None, name="Home", by=by)
    field = make(by, section=section)
    if gone:
        actions.delete_field(field, by=by)

    with pytest.raises(FieldsRefused, match="could still come back" if gone else "Fields stand below it"):
        actions.delete_section(section, by=by)
    assert FieldSection.objects.exists()


def test_name_is_given_once_but_again_after_a_delete(by):
    first = make(by)
    with pytest.raises(FieldsRefused, match="a field of this name already"):
        make(by, "SHIFT")
    actions.delete_field(first, by=by)
    make(by)
    with pytest.raises(FieldsRefused, match="a field of this name already"):
        actions.restore_field(first, by=by)


def test_name_given_at_the_same_moment_is_a_sentence_too(by):
    first = make(by)

    with pytest.raises(FieldsRefused, match="a field of this name already"), named_once():
        Field.objects.create(name="Shift", folded=first.folded)
    with pytest.raises(IntegrityError), named_once():
        FieldValue.objects.create(member=by, field=first, value="")


def test_deleted_field_comes_back_with_its_answers_and_after_thirty_days_never(by):
    field = answered(make(by), PIZZA)
    actions.delete_field(field, by=by)
    actions.forget()
    actions.restore_field(Field.objects.get(), by=by)
    assert (answers(field), Field.objects.kept().get()) == ([PIZZA], field)
    actions.delete_field(field, by=by)
    Field.objects.update(deleted_at=timezone.now() - timedelta(days=31))
    actions.forget()

    assert not Field.objects.exists()
    assert not FieldValue.objects.exists()


def test_choice_is_renamed_wherever_it_was_chosen_and_retired_where_it_was_not(by):
    field = make(by, kind="one_of", choices=["Days", "Nights"])
    days = FieldOption.objects.get(label="Days")
    actions.rename_option(days, label="Mornings", by=by)
    actions.retire_option(days, retired=True, by=by)
    assert labels(field) == ["Nights"]
    actions.add_options(field, labels=["mornings", "Evenings"], by=by)

    assert labels(field) == ["Mornings", "Nights", "Evenings"]
    with pytest.raises(FieldsRefused, match="this choice already"):
        actions.rename_option(days, label="NIGHTS", by=by)


@pytest.mark.parametrize(
    ("before", "after", "values"),
    [
        ("text", "number", ["12", "3.5"]),
        ("text", "date", ["2026-03-14"]),
        ("text", "yes_no", ["yes", "no"]),
        ("text", "link", ["https://example.org/a"]),
        ("number", "text", ["12"]),
        ("date", "text", ["2026-03-14"]),
    ],
)
def test_kind_changes_where_every_answer_fits(by, before, after, values):
    field = answered(make(by, kind=before), *values)
    actions.edit_field(field, kind=after, by=by)

    assert (Field.objects.get().kind, answers(field)) == (after, sorted(values))


@pytest.mark.parametrize("after", ["number", "date", "yes_no", "link", "person"])
def test_kind_stays_where_answers_do_not_fit_and_says_which(by, after):
    field = answered(make(by), PIZZA, PIZZA, "none of your business; really")
    with pytest.raises(FieldsRefused, match="cannot become people" if after == "person" else "“Extra olives” .2."):
        actions.edit_field(field, kind=after, by=by)

    assert Field.objects.get().kind == "text"


def test_words_become_choices_and_words_again(by):
    field = answered(make(by), "Days", "days", "Nights")
    written = set(FieldValue.objects.values_list("written_at", flat=True))
    actions.edit_field(field, kind="several_of", by=by)
    assert sorted(labels(field)) == ["Days", "Nights"]
    actions.edit_field(field, kind="one_of", by=by)
    actions.edit_field(field, kind="text", by=by)

    assert answers(field) == ["Days", "Days", "Nights"]
    assert set(FieldValue.objects.values_list("written_at", flat=True)) == written


def test_many_different_answers_are_written_in_a_few_statements(by):
    fields = [answered(make(by, f"Shift {n}"), *map(str, range(n))) for n in (2, 30)]
    counts = []
    for field in fields:
        with CaptureQueriesContext(connection) as asked:
            actions.edit_field(field, kind="several_of", by=by)
        counts.append(len(asked))

    assert counts[0] == counts[1]
    assert answers(fields[1]) == sorted(str(option.pk) for option in fields[1].options.all())


def test_several_choices_do_not_become_one(by):
    field = make(by, kind="several_of", choices=["Days", "Nights"])
    answered(field, " ".join(str(option.pk) for option in field.options.all()))
    with pytest.raises(FieldsRefused, match="“Days; Nights”"):
        actions.edit_field(field, kind="one_of", by=by)


def test_answers_are_cleared_when_their_months_are_over(by):
    field = answered(make(by, months_kept=6), "old", "new")
    other = answered(make(by, "Song"), "old")
    FieldValue.objects.filter(value="old").update(written_at=timezone.now() - timedelta(days=190))
    before = Member.objects.get(field_values__field=field, field_values__value="old")
    clear_expired()

    assert (answers(field), answers(other)) == (["new"], ["old"])
    assert AuditEvent.objects.get(action="field.expire").fields == ["people:1"]
    assert Member.objects.get(pk=before.pk).changed_at > before.changed_at


def test_a_shorter_time_clears_nothing_for_thirty_days(by):
    field = answered(make(by), "old", "new")
    FieldValue.objects.filter(value="old").update(written_at=timezone.now() - timedelta(days=190))
    actions.edit_field(field, months_kept=6, by=by)
    clear_expired()
    n, until = soon(field)

    assert answers(field) == ["new", "old"]
    assert (n, until.date()) == (1, (timezone.now() + timedelta(days=30)).date())
    Field.objects.update(shortened_at=F("shortened_at") - timedelta(days=31))
    clear_expired()
    assert answers(field) == ["new"]


def test_a_longer_time_takes_a_slip_back(by):
    field = answered(make(by, months_kept=12), "old")
    FieldValue.objects.update(written_at=timezone.now() - timedelta(days=190))
    for months in (1, 12):
        actions.edit_field(field, months_kept=months, by=by)
    Field.objects.update(shortened_at=F("shortened_at") - timedelta(days=31))
    clear_expired()

    assert answers(field) == ["old"]


def test_clearing_twice_says_nothing_more(by):
    answered(make(by, months_kept=6), "new")
    clear_expired()

    assert not AuditEvent.objects.filter(action="field.expire").exists()
