"""The command: makes, leaves alone, makes anew, says who signs in."""

from collections.abc import Iterator
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from demo.elm_court import ELM_COURT
from demo.staff import PASSWORD
from demo.whole import load, remove, stands
from organizations.actions import create_organization, delete_organization
from organizations.models import Membership, Organization, User

GLORIA = "gloria@demo.example.org"


@pytest.fixture
def outside(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """Work on the database itself: organizations cannot be made within a test's transaction."""
    with django_db_blocker.unblock():
        yield
        remove([ELM_COURT])


def say(*arguments: str) -> str:
    out = StringIO()
    call_command("load_demo", "--only", "elm-court", *arguments, stdout=out)
    return out.getvalue()


def test_loading_again_changes_nothing(outside):
    said = say("--today", "2026-11-20")
    first = Organization.objects.get(slug="elm-court").schema_name

    again = say()

    assert "41 people" in said
    assert "stands already" in again
    assert Organization.objects.get(slug="elm-court").schema_name == first
    for text in (said, again):
        assert GLORIA in text


def test_reset_makes_it_anew_with_one_sign_in(outside):
    say()
    first = Organization.objects.get(slug="elm-court").schema_name

    say("--reset")

    assert Organization.objects.get(slug="elm-court").schema_name != first
    assert User.objects.filter(email=GLORIA).count() == 1


def test_who_is_said_without_loading(outside, settings):
    settings.LOCAL = True

    said = say("--who")

    assert GLORIA in said
    assert PASSWORD in said
    assert not Organization.objects.filter(slug="elm-court").exists()


def test_people_sign_in_at_once(outside, settings):
    settings.LOCAL = True
    say()

    answer = Client().post("/accounts/login/", {"login": GLORIA, "password": PASSWORD})

    assert answer.status_code == 302
    assert Membership.objects.get(user__email=GLORIA).organization.slug == "elm-court"


def test_known_password_is_for_ones_own_machine(outside, settings):
    settings.LOCAL = settings.DEMO = settings.DEBUG = False

    say()

    assert not User.objects.get(email=GLORIA).check_password(PASSWORD)
    assert PASSWORD not in say("--who")


def test_organization_of_others_is_left_alone(outside):
    other = create_organization("elm-court", name="Elm Court, the real one")
    Membership.objects.create(user=User.objects.create_user("real@example.org"), organization=other)
    try:
        for arguments in ((), ("--reset",)):
            with pytest.raises(CommandError, match="not the demo's"):
                say(*arguments)
        assert Organization.objects.filter(pk=other.pk).exists()
    finally:
        delete_organization(other)
        User.objects.filter(email="real@example.org").delete()


def test_interrupted_load_is_begun_anew(outside):
    half = create_organization("elm-court")

    assert not stands(ELM_COURT)
    assert not Organization.objects.filter(pk=half.pk).exists()


def test_failed_load_leaves_nothing(outside, monkeypatch):
    def fail(*_args: Any, **_said: Any) -> None:
        raise RuntimeError("no space left")

    monkeypatch.setattr("demo.whole.fill", fail)

    with pytest.raises(RuntimeError):
        load(ELM_COURT, hashed="")

    assert not Organization.objects.filter(slug="elm-court").exists()


def test_day_that_is_none_is_refused(outside):
    with pytest.raises(CommandError, match="is no day"):
        say("--today", "yesterday")
