"""`erase_member`: says who would go, does it with --yes, and refuses with a sentence."""

import json
from typing import Any
from uuid import uuid4

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django_tenants.postgresql_backend.base import FakeTenant

from members.models import Member
from stpnet.in_org import in_org


def run(member: Member, organization: str = "north", **options: Any) -> None:
    """As from a terminal: in no organization yet."""
    with in_org(FakeTenant("public")):
        call_command("erase_member", organization=organization, member=member.pk, **options)


def test_without_yes_nothing_happens(dolores: Member, capsys):
    run(dolores)

    dolores.refresh_from_db()
    assert (dolores.erased_at, dolores.given_name) == (None, "Dolores")
    assert "Dolores Ankrah would be erased for good" in capsys.readouterr().out


def test_with_yes_the_row_is_empty(dolores: Member, capsys):
    Member.objects.create(given_name="Delores", merged_into=dolores)

    run(dolores, yes=True, json=True)

    dolores.refresh_from_db()
    assert (dolores.erased_at is not None, dolores.name, dolores.contact_points.count()) == (True, "", 0)
    assert json.loads(capsys.readouterr().out) == {"member": str(dolores.pk), "erased": True, "rows": 2}


def test_refused_with_a_sentence(dolores: Member, person):
    with pytest.raises(CommandError, match="signs in here"):
        run(person("organizer"), yes=True)
    with pytest.raises(CommandError, match="There is no person"):
        run(Member(pk=uuid4()), yes=True)
    with pytest.raises(CommandError, match="no organization at /o/nowhere/"):
        run(dolores, organization="nowhere")
