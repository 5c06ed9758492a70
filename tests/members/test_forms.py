"""The form of a person: every sentence it can say, and what it makes of what people type."""

from typing import Any

import pytest
from django.urls import reverse

from members.models import ContactPoint, Field, Member, Unit, UnitKind
from stpnet.in_org import in_org
from tests.members.conftest import filled, reach, tag, url

NAUGHTY = [
    "Robert'); DROP TABLE members_member;--",
    "<script>alert(1)</script>",
    "{{ member }} {% now %}",
    "ليلى \u202eevil",
    "👩🏽‍🌾 𝒟𝑜𝓁𝑜𝓇𝑒𝓈",
    "=HYPERLINK(1)",
    "O’Brien-Łukasz",
]


@pytest.fixture
def add(sign_in) -> Any:
    """`add(line, given_name="Ana")`: the answer to a director who adds someone."""

    def added(*lines, role="director", **fields):
        return sign_in(role).post(url("add"), filled(*lines, **fields))

    return added


def refusals(response):
    assert response.status_code == 422
    return response.context["form"].errors


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ({"value": "555"}, "This is not a complete phone number. Write it with its area code."),
        ({"kind": "email", "value": "ana@"}, "This is not a complete e-mail address, as ana@example.org."),
        ({"value": "", "label": "home"}, "Write the phone, the e-mail or the address."),
        ({"kind": "address", "label": "home"}, "Write the phone, the e-mail or the address."),
        ({"kind": "address", "value": "x" * 201}, "At most 200 letters fit into the street."),
        ({"value": "5035550142", "consent_on": "soon"}, "Choose a day, as 2026-03-14."),
        ({"kind": "", "value": "5035550142"}, "Choose phone, e-mail or address."),
    ],
)
def test_line_of_contact_says_what_is_wrong(add, north, line, sentence):
    assert refusals(add(line, given_name="Ana")) == [sentence]


def test_same_contact_twice_is_refused(add, north):
    lines = [{"value": "(503) 555-0142"}, {"value": "+1 503 555 0142"}]

    assert refusals(add(*lines, given_name="Ana")) == ["This person already has this contact."]


def test_nobody_in_particular_is_refused(add, north):
    said = "Write a name, a phone or an e-mail, so that we know who this is."

    assert refusals(add({"label": "other"}, pronouns="she/her")) == [said]


@pytest.mark.parametrize("fields", [{"family_name": "Ankrah"}, {"preferred_name": "Lola"}])
def test_one_name_is_enough(add, north, fields):
    assert add(**fields).status_code == 303


def test_one_contact_is_enough(add, north):
    assert add({"kind": "email", "value": "Ana.B@Example.ORG"}).status_code == 303

    point = ContactPoint.objects.get()
    assert (point.value, point.normal) == ("Ana.B@example.org", "ana.b@example.org")


def test_phone_is_kept_in_one_form_and_address_in_one_line(add, north):
    address = {"kind": "address", "value": "12 Elm Ct", "city": "Portland", "region": "OR", "postal_code": "97201"}
    add({"value": "503.555.0142 x7"}, address, given_name="Ana")

    phone, home = ContactPoint.objects.order_by("-kind")
    assert phone.normal == "+15035550142;ext=7"
    assert (home.value, home.street) == ("12 Elm Ct, Portland, OR 97201", "12 Elm Ct")


@pytest.mark.parametrize("text", NAUGHTY)
def test_strange_text_is_kept_as_it_is(add, sign_in, north, text):
    response = add({"kind": "address", "value": text}, given_name=text, role="director")

    member = Member.objects.get(given_name=text)
    assert member.contact_points.get().street == text
    assert "<script>alert" not in sign_in("director").get(response["Location"]).text


@pytest.mark.parametrize(("name", "value"), [("given_name", "a\x00b"), ("given_name", "x" * 101), ("suffix", "x" * 21)])
def test_text_that_does_not_fit_is_refused(add, north, name, value):
    assert len(refusals(add(**{"given_name": "Ana", name: value}))) == 1


def test_unknown_status_is_refused_in_words(add, north):
    assert refusals(add(given_name="Ana", status="boss")) == ["Choose contact, member, staff or former."]


@pytest.mark.parametrize("role", ["organizer", "director", "data_lead"])
def test_only_those_who_may_make_tags_make_them(add, north, role):
    tag("Choir")
    response = add(given_name="Ana", tags="choir,  Night   shift", role=role)

    if role == "organizer":
        assert refusals(response) == ["There is no tag “Night shift”. Ask a data lead to add it."]
    else:
        names = Member.objects.get(given_name="Ana").member_tags.values_list("tag__name", flat=True)
        assert set(names) == {"Choir", "Night shift"}


def test_tag_with_a_comma_stays_whole(add, north):
    tag("Food, warm")
    add(given_name="Ana", tags="Food, warm, Choir")

    names = Member.objects.get(given_name="Ana").member_tags.values_list("tag__name", flat=True)
    assert set(names) == {"Food, warm", "Choir"}


def test_long_tag_is_refused(add, north):
    assert refusals(add(given_name="Ana", tags="x" * 81)) == [
        "A tag has at most 80 letters. Put commas between several."
    ]


@pytest.mark.parametrize(
    ("kind", "typed", "stored"),
    [("text", " XL ", "XL"), ("number", "3.50", "3.50"), ("date", "2026-03-14", "2026-03-14"), ("yes_no", "no", "no")],
)
def test_own_field_is_stored_by_its_kind(add, north, kind, typed, stored):
    field = Field.objects.create(name="Asked", folded="asked", kind=kind)
    add(given_name="Ana", **{f"own_{field.pk.hex}": typed})

    assert field.values.get().value == stored


@pytest.mark.parametrize(
    ("kind", "sentence"),
    [
        ("number", "Write a number, as 12 or 3.5."),
        ("date", "Choose a day, as 2026-03-14."),
        ("yes_no", "Choose yes or no."),
    ],
)
def test_own_field_refuses_what_does_not_fit(add, north, kind, sentence):
    field = Field.objects.create(name="Asked", folded="asked", kind=kind)

    assert refusals(add(given_name="Ana", **{f"own_{field.pk.hex}": "perhaps"})) == [sentence]


def test_units_are_offered_as_a_tree(sign_in, eastside):
    page = sign_in("director").get(url("add")).text

    assert f"\u2003{Unit.objects.get(name='Elm Court')}</option>" in page


def test_unit_is_stored(add, eastside):
    add(given_name="Ana", **{f"unit_{eastside.kind_id.hex}": str(eastside.pk)})

    assert Member.objects.get(given_name="Ana").belongings.get().unit == eastside


def test_ids_from_elsewhere_are_refused(add, south, eastside, person):
    with in_org(south):
        kind = UnitKind.objects.get()
        unit = Unit.objects.create(kind=kind, name="Theirs", folded="theirs")
        organizer = Member.objects.filter(status="staff").first()
    name = f"unit_{eastside.kind_id.hex}"

    assert refusals(add(given_name="A", **{name: str(unit.pk)})) == ["Choose one from the list."]
    assert refusals(add(given_name="A", organizer=str(organizer.pk))) == ["Choose an organizer from the list."]
    assert refusals(add(given_name="A", organizer="nobody")) == ["Choose an organizer from the list."]


def test_organizer_who_adds_someone_becomes_their_organizer(add, north, person):
    add(given_name="Ana", role="organizer")
    add(given_name="Bea", role="organizer", organizer=str(person("director").pk))
    add(given_name="Cleo", role="director")

    found = dict(Member.objects.filter(user_id=None).values_list("given_name", "organizer"))
    assert found == {"Ana": person("organizer").pk, "Bea": person("director").pk, "Cleo": None}


def test_someone_reached_alike_is_shown_before_a_second_row(sign_in, dolores):
    client, sent = sign_in("director"), filled({"value": "503 555 0142"}, given_name="Lola")
    warned = client.post(url("add"), sent)

    assert (warned.status_code, Member.objects.filter(given_name="Lola").exists()) == (422, False)
    assert f'<a href="{url("detail", dolores)}">Open Dolores Ankrah</a>' in warned.text
    assert "Add anyway" in warned.text
    again = client.post(url("add"), {**sent, "same": f"{dolores.pk} "})
    assert (again.status_code, Member.objects.filter(given_name="Lola").count()) == (303, 1)


@pytest.mark.parametrize(
    ("given", "family"),
    [("Dolores", "Ankrah"), ("Delores", "Ankrah"), ("Ankrah", "Dolores"), ("Lola", "Ankrah"), ("dolóres", "ANKRAH")],
)
def test_someone_of_the_name_is_shown_while_typing_and_before_saving(sign_in, dolores, given: str, family: str):
    client, sent = sign_in("director"), filled({}, given_name=given, family_name=family)

    assert "Open Dolores Ankrah" in client.post(url("alike"), sent).text
    assert client.post(url("add"), sent).status_code == 422
    assert client.post(url("add"), {**sent, "same": f"{dolores.pk} "}).status_code == 303


@pytest.mark.parametrize(("given", "family"), [("Efua", "Ankrah"), ("Dolores", ""), ("Dolores", "Okafor"), ("", "")])
def test_someone_of_another_name_is_nobody_here(sign_in, dolores, given: str, family: str):
    shown = sign_in("director").post(url("alike"), filled({}, given_name=given, family_name=family)).text

    assert "Open" not in shown


def test_asking_who_is_alike_takes_words_only_by_post(sign_in, client, north):
    assert sign_in("director").get(url("alike")).status_code == 405
    assert sign_in("viewer").post(url("alike")).status_code == 403
    assert client.post(url("alike")).status_code == 302


def test_confirming_one_does_not_confirm_another(sign_in, dolores):
    other = Member.objects.create(given_name="Efua")
    reach(other, "email", "efua@example.org")
    sent = filled({"kind": "email", "value": "EFUA@example.org"}, given_name="Lola", same=str(dolores.pk))

    assert sign_in("director").post(url("add"), sent).context["form"].same == [other]


def test_people_out_of_reach_are_not_shown_as_reached_alike(add, dolores):
    assert add({"value": "503 555 0142"}, given_name="Lola", role="organizer").status_code == 303


def test_shared_address_warns_nobody(add, dolores):
    reach(dolores, "address", "12 Elm Ct")

    assert add({"kind": "address", "value": "12 Elm Ct"}, given_name="Kofi").status_code == 303


def test_page_sent_without_its_lines_is_a_sentence(sign_in, north):
    response = sign_in("director").post(
        reverse("members:add", args=["north"]), {"given_name": "Ana", "status": "contact"}
    )

    assert refusals(response) == ["The page did not arrive whole. Please press the button again."]
