"""An organization is taken away from a terminal, by someone who means it."""

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from organizations import ledger
from organizations.actions import create_organization, delete_organization
from organizations.models import Membership, Organization
from tests.seeds import of


@pytest.fixture
def east(committed):
    yield create_organization("east", name="East Valley")
    for left in Organization.objects.filter(slug="east"):
        delete_organization(left)


def test_organization_is_gone_when_it_is_named_twice(east, capsys):
    call_command("delete_organization", slug="east", confirm="east")

    assert not Organization.objects.filter(slug="east").exists()
    assert capsys.readouterr().out == "East Valley is gone. Its backups last as long as you keep them.\n"


@pytest.mark.parametrize("confirm", ["", "yes", "north"])
def test_nothing_goes_without_the_same_name(east, confirm):
    with pytest.raises(CommandError, match="Back it up, then say --confirm east"):
        call_command("delete_organization", slug="east", confirm=confirm)

    assert Organization.objects.filter(slug="east").exists()


def test_refusal_says_how_many_would_lose_it(db):
    n_people = Membership.objects.filter(organization=of("north")).count()

    with pytest.raises(CommandError, match=f"North River, where {n_people} people sign in, would be gone"):
        call_command("delete_organization", slug="north")


def test_unknown_address_is_told(db):
    with pytest.raises(CommandError, match="There is no organization at nowhere"):
        call_command("delete_organization", slug="nowhere", confirm="nowhere")


def test_a_backup_of_before_is_told_that_it_is_gone(east):
    call_command("delete_organization", slug="east", confirm="east")

    assert ledger.is_gone(east.pk, east.created_at, ledger.read())
    assert not ledger.is_gone(east.pk, timezone.now(), ledger.read())  # one that is brought in again is meant to be
