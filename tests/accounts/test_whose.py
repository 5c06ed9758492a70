"""Whose phone it is: a mark that opens nothing, and signing out while conversations wait on it."""

import pytest
from django.test import Client
from django.urls import reverse

from organizations.signing_in.whose import mark_of
from tests.accounts.signing import WHO, type_password

pytestmark = pytest.mark.django_db
OUT = reverse("account_logout")


def signed_in():
    client = Client()
    type_password(client, WHO)
    return client


def test_phone_knows_whose_it_is_until_the_site_sees_that_nobody_is_in():
    client = signed_in()
    mark = client.cookies["whose"]
    assert mark.value == mark_of(client.session["_auth_user_id"])
    assert (mark["httponly"], mark["samesite"]) == ("", "Lax")
    # It goes with the sign-in: of a machine that was only borrowed, half a day later.
    assert 11 * 3600 < int(mark["max-age"]) <= 12 * 3600
    assert "whose" not in client.get(reverse("organizations:choose"), follow=True).cookies
    del client.cookies["session"]
    assert client.get(reverse("account_login")).cookies["whose"].value == ""


def test_signing_out_takes_what_was_kept_on_the_phone():
    answer = signed_in().post(OUT)
    assert answer["Clear-Site-Data"] == '"storage"'
    assert answer.cookies["whose"].value == ""


def test_signing_out_asks_first_while_something_waits():
    client = signed_in()
    client.cookies["unsent"] = f"{client.cookies['whose'].value}-2-0"
    assert client.post(OUT).url == OUT
    assert "2 conversations on this phone have not been sent yet." in client.get(OUT).text
    answer = client.post(OUT, {"anyway": "yes"})
    assert answer["Clear-Site-Data"] == '"storage"'
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize("others", ["{0}-0-1", "f" * 32 + "-3-0"])
def test_what_somebody_else_wrote_stays(others):
    client = signed_in()
    client.cookies["unsent"] = others.format(client.cookies["whose"].value)
    answer = client.post(OUT)
    assert answer.url != OUT
    assert "Clear-Site-Data" not in answer


@pytest.mark.parametrize("nonsense", ["", "-1", "x-1-0", "9" * 40])
def test_nonsense_is_passed_over(nonsense):
    client = signed_in()
    client.cookies["unsent"] = nonsense
    assert client.post(OUT)["Clear-Site-Data"] == '"storage"'
