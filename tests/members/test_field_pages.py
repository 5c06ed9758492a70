"""The pages on which a group decides what it asks about people."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from members.fields import actions
from members.models import Field, FieldOption, FieldSection, FieldValue, Member

pytestmark = pytest.mark.usefixtures("north")
LIST = "/o/north/settings/fields/"
REASONS = {"why": "To plan meetings.", "decided_by": "The assembly in May.", "harm": "Bosses could learn it."}


def at(*parts):
    return LIST + "".join(f"{part}/" for part in parts)


def filled(**more):
    return {"name": "Shift", "kind": "text", "section": "", "readers": "everyone", "months_kept": "", **REASONS, **more}


@pytest.fixture
def shift(person):
    return actions.add_field(name="Shift", kind="one_of", choices=["Days", "Nights"], by=person("owner"), **REASONS)


def test_field_is_added_with_why_and_stands_on_the_form(sign_in):
    client = sign_in("data_lead")
    assert client.post(at("new"), filled(kind="one_of", choices=" Days \n\nNights")).url == LIST
    form = client.get("/o/north/people/new/").text

    assert list(FieldOption.objects.values_list("label", flat=True)) == ["Days", "Nights"]
    assert all(sentence in form for sentence in ("Why we ask", *REASONS.values()))


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"name": ""}, "This field is required."),
        ({"why": ""}, "This field is required."),
        ({"kind": "several_of"}, "Write the choices, one on each line."),
        ({"kind": "one_of", "choices": "a; b"}, "A choice cannot have a semicolon"),
        ({"months_kept": "0"}, "Write at least 1 month"),
        ({"readers": "owners"}, "Select a valid choice."),
        ({"section": "01234567-89ab-7def-8123-456789abcdef"}, "Select a valid choice."),
    ],
)
def test_field_that_cannot_be_comes_back_with_all_that_was_typed(sign_in, typed, sentence):
    response = sign_in("data_lead").post(at("new"), filled(**{"choices": "", **typed}))

    assert response.status_code == 422
    assert sentence in response.text
    assert not Field.objects.exists()


def test_kind_that_answers_do_not_fit_is_told_at_the_kind(shift, sign_in):
    FieldValue.objects.create(member=Member.objects.create(), field=shift, value=str(shift.options.first().pk))
    response = sign_in("director").post(at(shift.pk), filled(kind="number"))

    assert response.status_code == 422
    assert "Not every answer fits: “Days” (1)." in response.context["form"].errors["kind"][0]


def test_field_is_deleted_and_brought_back(shift, sign_in):
    client = sign_in("director")
    page = client.post(at(shift.pk, "delete"), follow=True)
    assert "Shift" not in client.get("/o/north/people/new/").text
    assert f'action="{at(shift.pk, "restore")}"' in page.text
    client.post(at(shift.pk, "restore"))

    assert "Shift" in client.get("/o/north/people/new/").text


def test_choices_have_their_own_small_forms(shift, sign_in):
    client, days = sign_in("owner"), shift.options.get(label="Days")
    client.post(at(shift.pk, "choices"), {"label": "Evenings"})
    client.post(at("choices", days.pk), {f"{days.pk}-label": "Mornings"})
    client.post(at("choices", days.pk, "move"), {"way": "down"})
    client.post(at("choices", days.pk, "retire"), {"retired": "on"})

    now = list(shift.options.order_by("position").values_list("label", "retired"))
    assert now == [("Nights", False), ("Mornings", True), ("Evenings", False)]
    assert "Not offered" in client.get(at(shift.pk)).text


@pytest.mark.parametrize("label", ["", "NIGHTS", "a;b", "x" * 121])
def test_choice_that_cannot_be_comes_back(shift, sign_in, label):
    client, days = sign_in("owner"), shift.options.get(label="Days")

    assert client.post(at("choices", days.pk), {f"{days.pk}-label": label}).status_code == 422
    client.post(at(shift.pk, "choices"), {"label": label})
    assert shift.options.count() == 2


def test_sections_are_named_moved_deleted_and_brought_back(sign_in):
    client = sign_in("owner")
    for name in ("Home", "Work"):
        client.post(at("sections", "new"), {"name": name})
    work = FieldSection.objects.get(name="Work")
    client.post(at("sections", work.pk, "move"), {"way": "up"})
    client.post(at("sections", work.pk), {"name": "At work"})
    assert list(FieldSection.objects.values_list("name", flat=True)) == ["At work", "Home"]
    client.post(at("sections", work.pk, "delete"))
    client.post(at("sections", "restore"))

    assert set(FieldSection.objects.values_list("name", flat=True)) == {"At work", "Home"}
    assert client.post(at("sections", "new"), {"name": "HOME"}).status_code == 422


def test_fields_move_without_a_script(shift, person, sign_in):
    actions.add_field(name="Song", kind="text", by=person("owner"))
    sign_in("owner").post(at(shift.pk, "move"), {"way": "down"})

    assert [field.name for field in Field.objects.in_order()] == ["Song", "Shift"]


def test_list_asks_as_often_for_many_as_for_one(shift, person, sign_in):
    client = sign_in("owner")
    with CaptureQueriesContext(connection) as few:
        client.get(LIST)
    for name in "ABC":
        actions.add_field(name=name, kind="text", by=person("owner"))
    with CaptureQueriesContext(connection) as many:
        client.get(LIST)

    assert len(few) == len(many) <= 12


def test_field_that_only_owners_see_is_not_there_for_others(shift, sign_in):
    Field.objects.update(readers="owners")
    client, days = sign_in("director"), shift.options.first()

    assert "Shift" not in client.get(LIST).text
    answers = [
        client.get(at(shift.pk)),
        client.post(at(shift.pk, "delete")),
        client.post(at("choices", days.pk), {f"{days.pk}-label": "x"}),
    ]
    assert {response.status_code for response in answers} == {404}
    assert sign_in("owner").get(at(shift.pk)).status_code == 200


def test_page_of_a_field_says_what_is_cleared_within_a_week(shift, person, sign_in):
    Field.objects.update(months_kept=6)
    written = timezone.now() - timedelta(days=180)
    FieldValue.objects.create(member=person("organizer"), field=shift, value="x", written_at=written)

    assert "1 answer is cleared within a week" in sign_in("data_lead").get(at(shift.pk)).text
    FieldValue.objects.update(written_at=timezone.now())
    assert "within a week" not in sign_in("data_lead").get(at(shift.pk)).text
