"""Pages for when something is wrong: they say what to do, and inside an organization they keep its frame."""

import pytest
from django.test import Client
from django.urls import reverse

NOBODY = "01234567-89ab-7def-8123-456789abcdef"
FRAME = 'class="side"'


@pytest.mark.parametrize(
    ("role", "path", "status", "said"),
    [
        ("director", f"people/{NOBODY}/", 404, "There is nothing at this address"),
        ("director", "no/such/page/", 404, "There is nothing at this address"),
        ("coach", "people/", 403, "Owner, Director, Organizer, Data lead"),
    ],
)
def test_inside_an_organization_the_frame_stays(sign_in, north, role, path, status, said):
    page = sign_in(role).get(f"/o/north/{path}")

    assert page.status_code == status
    assert said in page.text
    assert FRAME in page.text
    assert "Go to the first page of North River" in page.text


@pytest.mark.parametrize("path", ["/o/north/ladder/", "/o/nowhere/"])
def test_who_is_outside_sees_no_frame(sign_in, north, path):
    page = sign_in("director", "south").get(path)

    assert (page.status_code, FRAME in page.text) == (404, False)
    assert "North" not in page.text


def test_a_form_without_its_token_says_how_to_go_on(sign_in, north):
    client = sign_in("director")
    client.handler.enforce_csrf_checks = True
    page = client.post("/o/north/people/new/", {"given_name": "Ada"})

    assert page.status_code == 403
    assert "This page was open for too long" in page.text
    assert FRAME in page.text
    assert "Ada" not in page.text


def test_a_form_that_is_too_long_is_said_to_be(sign_in, north, settings):
    settings.DATA_UPLOAD_MAX_NUMBER_FIELDS = 3
    page = sign_in("director").post("/o/north/people/new/", {f"f{n}": "x" for n in range(9)})

    assert page.status_code == 413
    assert "That was too much at once" in page.text


def test_a_host_that_is_not_ours_is_told_so(db):
    page = Client().get(reverse("account_login"), headers={"Host": "evil.example"})

    assert page.status_code == 400
    assert "We could not read that request" in page.text
