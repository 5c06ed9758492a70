"""Signing in by e-mail and password: what works, and that nobody learns who has an account here."""

import re

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from organizations.actions import add_person
from organizations.models import User
from tests.seeds import PASSWORD, of

KNOWN, UNKNOWN = "director@north.example.org", "nobody@north.example.org"


@pytest.fixture(autouse=True)
def verified(db):
    """Every address of the seeds has been confirmed."""
    for user in User.objects.all():
        EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)


def sign_in_with(client, email, password, **extra):
    return client.post(reverse("account_login"), {"login": email, "password": password}, **extra)


def said(response, *words):
    """The text of a page, without what was typed and what differs at every visit."""
    text = re.sub(r"\b[0-9A-Za-z]{64}\b", "", response.text)
    return response.status_code, re.sub("|".join(map(re.escape, words)), "…", text)


def test_verified_address_and_password_open_the_organization():
    client = Client()
    response = sign_in_with(client, KNOWN, PASSWORD)

    assert (response.status_code, response.url) == (302, "/")
    assert client.get("/").url == "/o/north/"


def test_address_is_taken_in_any_case():
    assert sign_in_with(Client(), KNOWN.upper(), PASSWORD).status_code == 302


def test_way_leads_back_to_where_one_wanted_to_go():
    response = Client().post(
        f"{reverse('account_login')}?next=/o/north/people/", {"login": KNOWN, "password": PASSWORD}
    )

    assert response.url == "/o/north/people/"


@pytest.mark.parametrize("elsewhere", ["https://evil.example/", "//evil.example/", "javascript:alert(1)"])
def test_way_does_not_lead_to_another_site(elsewhere):
    response = Client().post(f"{reverse('account_login')}?next={elsewhere}", {"login": KNOWN, "password": PASSWORD})

    assert response.url == "/"


def test_wrong_password_and_unknown_address_are_told_the_same():
    known, unknown = sign_in_with(Client(), KNOWN, "wrong"), sign_in_with(Client(), UNKNOWN, "wrong")

    assert said(known, KNOWN) == said(unknown, UNKNOWN)
    assert known.status_code == 200


def test_unverified_address_does_not_get_in():
    EmailAddress.objects.filter(email=KNOWN).update(verified=False)
    client = Client()
    sign_in_with(client, KNOWN, PASSWORD)

    assert client.get("/o/north/").status_code == 302
    assert client.get("/o/north/").url.startswith("/accounts/login/")


def test_five_wrong_passwords_close_the_door_to_the_right_one():
    for _ in range(5):
        sign_in_with(Client(), KNOWN, "wrong")

    assert sign_in_with(Client(), KNOWN, PASSWORD).status_code != 302
    assert sign_in_with(Client(), "owner@north.example.org", PASSWORD).status_code == 302


def test_limit_holds_across_organizations():
    """Attempts that come by way of two organizations are counted together."""
    for slug in ("north", "south", "north", "south", "north"):
        client = Client()
        page = client.get(f"/o/{slug}/people/").url
        client.post(page, {"login": KNOWN, "password": "wrong"})

    assert sign_in_with(Client(), KNOWN, PASSWORD).status_code != 302


def test_limit_is_kept_in_the_public_schema():
    sign_in_with(Client(), KNOWN, "wrong")

    assert cache._table == "public_cache"


def test_limit_is_the_same_for_an_address_that_nobody_has():
    known, unknown = Client(), Client(REMOTE_ADDR="127.0.0.2")
    for _ in range(5):
        sign_in_with(known, KNOWN, "wrong")
        sign_in_with(unknown, UNKNOWN, "wrong")

    assert said(sign_in_with(known, KNOWN, "wrong"), KNOWN) == said(sign_in_with(unknown, UNKNOWN, "wrong"), UNKNOWN)


def test_signing_out_ends_the_session(sign_in):
    client = sign_in("director")
    assert client.post(reverse("account_logout")).status_code == 302

    assert client.get("/o/north/").url.startswith("/accounts/login/")


def test_signing_out_is_not_done_by_following_a_link(sign_in):
    client = sign_in("director")
    client.get(reverse("account_logout"))

    assert client.get("/").status_code == 302
    assert client.get("/").url == "/o/north/"


def test_nobody_signs_up_by_themselves():
    form = {"email": "new@example.org", "password1": "long enough words", "password2": "long enough words"}
    Client().post(reverse("account_signup"), form)

    assert not User.objects.filter(email="new@example.org").exists()
    assert mail.outbox == []


def test_forgotten_password_is_answered_the_same_and_mailed_only_to_who_is_here():
    known = Client().post(reverse("account_reset_password"), {"email": KNOWN})
    sent = [(message.to, "accounts/password/reset/key/" in message.body) for message in mail.outbox]
    unknown = Client(REMOTE_ADDR="127.0.0.2").post(reverse("account_reset_password"), {"email": UNKNOWN})

    assert sent == [([KNOWN], True)]
    assert len(mail.outbox) == 1
    assert (known.status_code, known.url) == (unknown.status_code, unknown.url)


def test_link_in_the_mail_sets_a_new_password():
    client = Client()
    client.post(reverse("account_reset_password"), {"email": KNOWN})
    link = re.search(r"/accounts/password/reset/key/\S+", mail.outbox[0].body)[0]
    page = client.get(link).url
    client.post(page, {"password1": "quite another horse", "password2": "quite another horse"})

    assert sign_in_with(Client(), KNOWN, "quite another horse").status_code == 302
    assert Client().get(link).status_code == 200  # the link works once: this page says so


@pytest.mark.parametrize("password", ["short", "password1234", KNOWN])
def test_poor_password_is_refused(sign_in, password):
    client = sign_in("director")
    form = {"oldpassword": PASSWORD, "password1": password, "password2": password}
    response = client.post(reverse("account_change_password"), form)

    assert response.status_code == 200
    assert User.objects.get(email=KNOWN).check_password(PASSWORD)


def test_changing_the_password_signs_out_and_tells_by_mail(sign_in):
    client = sign_in("director")
    form = {"oldpassword": PASSWORD, "password1": "quite another horse", "password2": "quite another horse"}
    client.post(reverse("account_change_password"), form)

    assert [message.to for message in mail.outbox] == [[KNOWN]]
    assert client.get("/o/north/").url.startswith("/accounts/login/")


def test_person_of_two_organizations_chooses(sign_in):
    add_person(of("south"), User.objects.get(email=KNOWN), roles=["coach"])
    page = sign_in("director").get("/")

    assert page.status_code == 200
    assert [each.organization.slug for each in page.context["belongings"]] == ["north", "south"]


def test_person_of_no_organization_is_told_so(db):
    client = Client()
    client.force_login(User.objects.create_user("alone@example.org", PASSWORD))

    assert client.get("/").status_code == 200
