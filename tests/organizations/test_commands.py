"""Commands that others script: what they print and how they end."""

import subprocess
import sys
from pathlib import Path

import pytest
from django.core import mail
from django.core.management import CommandError, call_command

from organizations import schemas
from organizations.actions import delete_organization
from organizations.models import Invitation, Membership, Organization, User
from tests.worker import environment

ROOT = Path(__file__).parents[2]
OWNER = "ana@example.org"


@pytest.fixture
def made(committed):
    """Whatever a command made is taken away."""
    yield
    for organization in Organization.objects.exclude(slug__in=["north", "south"]):
        delete_organization(organization)
    User.objects.filter(email=OWNER).delete()


def run(*arguments):
    """Run as from a terminal, on this run's database."""
    return subprocess.run(
        [sys.executable, "-W", "ignore", "manage.py", *arguments],
        cwd=ROOT,
        env=environment(),
        check=False,
        capture_output=True,
        text=True,
        stdin=subprocess.DEVNULL,
    )


def test_organization_is_made(made, capsys):
    call_command("create_organization", slug="east", name="East Valley")

    assert capsys.readouterr().out == "East Valley stands at /o/east/.\n"
    assert Organization.objects.get(slug="east").name == "East Valley"


def test_owner_gets_the_first_invitation(made):
    call_command("create_organization", slug="east", owner="Ana@Example.org")

    invitation = Invitation.objects.with_roles().get(email=OWNER)
    assert (invitation.organization.slug, invitation.role_names) == ("east", ["owner"])
    assert not User.objects.filter(email=OWNER).exists()
    assert [message.to for message in mail.outbox] == [[OWNER]]


def test_owner_who_signs_in_already_is_invited_just_so(made):
    call_command("create_organization", slug="east", owner="owner@north.example.org")

    assert Membership.objects.filter(user__email="owner@north.example.org").count() == 1
    assert [message.to for message in mail.outbox] == [["owner@north.example.org"]]


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"slug": "north"}, "Another organization has this address."),
        ({"slug": "admin"}, "This address is kept"),
        ({"slug": "east", "owner": "not an address"}, "is not an e-mail address"),
    ],
)
def test_what_is_refused_makes_nothing(made, given, sentence):
    before = Organization.objects.count()
    with pytest.raises(CommandError, match=sentence) as refused:
        call_command("create_organization", **given)

    assert refused.value.returncode == 1
    assert Organization.objects.count() == before


def test_ends_as_scripts_expect(committed):
    refused, wrong = run("create_organization", "--slug", "north"), run("create_organization")

    assert (refused.returncode, wrong.returncode) == (1, 2)
    assert refused.stderr == "CommandError: Another organization has this address. Choose another one.\n"
    assert "--slug" in wrong.stderr


def test_one_organization_that_cannot_be_migrated_does_not_stop_the_others(committed, monkeypatch, capsys):
    migrate, seen = schemas.migrate, []

    def fail_for_north(organization):
        seen.append(organization.slug)
        if organization.slug == "north":
            raise RuntimeError("no room")
        migrate(organization)

    monkeypatch.setattr(schemas, "migrate", fail_for_north)
    with pytest.raises(CommandError, match="Not migrated: north"):
        call_command("migrate_organizations")

    assert sorted(seen) == ["north", "south"]
    assert "north: no room" in capsys.readouterr().err


def test_everything_is_brought_up_to_date(committed, capsys):
    call_command("migrate_organizations")

    assert capsys.readouterr().out == "Everything is up to date.\n"
