"""A second step that the organization asks of some roles."""

import pytest
from django.test import Client
from django.urls import reverse

from organizations.actions import add_person
from organizations.models import Organization, Role, User
from tests.accounts.signing import WHO, app_code, is_in, set_up_app, shown_codes, signed_in, type_password
from tests.seeds import of

WHY = reverse("second_step")


@pytest.fixture(autouse=True)
def _required():
    """North asks as a new organization does."""
    Organization.objects.filter(slug="north").update(requires_mfa=["owner", "director", "data_lead"])


def test_new_organization_asks_owners_directors_and_data_leads():
    assert Organization(slug="west").requires_mfa == ["owner", "director", "data_lead"]


@pytest.mark.parametrize("role", Role.values)
def test_only_named_roles_are_stopped(sign_in, role):
    response = sign_in(role).get("/o/north/")

    assert (response.url == WHY) is (role in {"owner", "director", "data_lead"})


def test_page_says_which_group_asks_and_leads_to_both_ways(sign_in):
    page = sign_in("director").get(WHY).text

    assert "North River" in page
    assert reverse("mfa_activate_totp") in page
    assert reverse("mfa_add_webauthn") in page


def test_htmx_is_told_to_load_the_page(sign_in):
    response = sign_in("director").get("/o/north/people/", headers={"HX-Request": "true"})

    assert (response.status_code, response.headers["HX-Redirect"], response.content) == (401, WHY, b"")


def test_form_is_stopped_too(sign_in):
    assert sign_in("director").post("/o/north/people/new/", {}).url == WHY


def test_one_role_of_several_is_enough(sign_in):
    add_person(of("north"), User.objects.get(email="coach@north.example.org"), roles=[Role.DATA_LEAD])

    assert sign_in("coach").get("/o/north/").url == WHY


def test_whoever_sets_one_up_is_let_in():
    client = signed_in()
    secret = set_up_app(client)
    shown_codes(client)
    assert is_in(client)

    later = Client()
    type_password(later)
    later.post(reverse("mfa_authenticate"), {"code": app_code(secret, ahead=30)})
    assert is_in(later)


def test_whoever_takes_it_off_is_stopped_again():
    client = signed_in()
    set_up_app(client)
    client.post(reverse("mfa_deactivate_totp"))

    assert client.get("/o/north/").url == WHY


def test_who_has_one_is_led_on(sign_in):
    assert sign_in("viewer").get(WHY).url == "/"


def test_outsiders_learn_nothing(sign_in):
    """Not even that the organization is there and asks."""
    assert sign_in("owner", "south").get("/o/north/").status_code == 404


def test_other_organizations_of_the_person_stay_open(sign_in):
    add_person(of("south"), User.objects.get(email=WHO), roles=[Role.COACH])
    client = sign_in("director")

    assert client.get("/o/north/").url == WHY
    assert client.get("/o/south/").url != WHY


def test_settings_say_that_a_group_asks(sign_in):
    assert "asks for a second step" in sign_in("director").get(reverse("mfa_index")).text
    assert "asks for a second step" not in sign_in("viewer").get(reverse("mfa_index")).text


def test_demo_says_that_it_is_off(sign_in, settings):
    settings.DEMO = True
    sentence = "In this demo nobody has to set up a second step."

    assert sentence in sign_in("viewer").get(reverse("mfa_index")).text
    assert "nobody has to set up a second step" in Client().get(reverse("account_login")).text


def test_after_setting_up_the_page_that_had_to_wait_opens():
    client = signed_in()
    client.get("/o/north/people/?status=member")
    client.get("/o/north/people/", headers={"HX-Request": "true"})
    client.post("/o/north/people/new/", {})
    set_up_app(client)

    assert client.get(WHY).url == "/o/north/people/?status=member"
    assert client.get(WHY).url == reverse("organizations:choose")  # once
