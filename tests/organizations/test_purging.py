"""Thirty days after it was closed nothing is left of an organization (E4); before that, everything is."""

import json
from datetime import timedelta
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from django.core import mail
from django.db import DatabaseError, connection
from django.test import Client
from django.urls import reverse

from members.exporting import files
from members.models import Member, TakeOut
from members.taking_out import actions as taking_out
from organizations import clearing, ledger, schemas, tasks
from organizations.actions import add_person
from organizations.ending import actions, purging, traces
from organizations.models import Organization, Role, Tombstone, User
from organizations.models.tombstone import hash_of
from stpnet.celery import HEADER, NoOrganization
from stpnet.db.owner import as_owner
from stpnet.in_org import in_org
from tests import tasks as work
from tests.isolation.world import fill, public_tables_holding, queued, sums
from tests.seeds import PASSWORD, of

LEFT = "SELECT nspname FROM pg_namespace WHERE nspname = %s UNION ALL SELECT rolname FROM pg_roles WHERE rolname = %s"


@pytest.fixture
def owner(east):
    return User.objects.get(email="owner@east.example.org")


@pytest.fixture
def signed_in(owner):
    client = Client()
    client.force_login(owner)
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    return client


def forget(ruth):
    """Leave the neighbor as it was: others look at who is there."""
    with in_org(of("north")):
        Member.objects.filter(user_id=ruth.pk).delete()
    ruth.delete()


def close(east, owner, *, days):
    """Close it, and let the database's own clock say that this was days ago."""
    actions.close(east, by=owner, reason="The campaign is won.")
    with as_owner(), connection.cursor() as cursor:
        cursor.execute(
            "UPDATE organizations_tombstone SET closed_at = closed_at - %s WHERE organization = %s",
            [timedelta(days=days), east.pk],
        )
    when = Tombstone.objects.get(organization=east.pk).closed_at
    Organization.objects.filter(pk=east.pk).update(closed_at=when)
    return Organization.objects.get(pk=east.pk)


def left_in_database(organization):
    with connection.cursor() as cursor:
        cursor.execute(LEFT, [organization.schema_name] * 2)
        return [name for (name,) in cursor.fetchall()]


def test_after_thirty_days_nothing_is_left_and_neighbors_are_untouched(east, owner, signed_in):
    group = fill(east)
    ruth = User.objects.get(email="coach@east.example.org")
    User.objects.filter(pk=ruth.pk).update(name="Ruth", email="ruth@far.example.org")
    add_person(of("north"), ruth, roles=[Role.COACH])
    upload = clearing.uploads_of(east) / "papers" / "letter"
    upload.parent.mkdir(parents=True)
    upload.write_text("Dear all")
    signed_in.get(reverse("members:list", args=["east"]))
    before = {slug: sums(of(slug)) for slug in ("north", "south")}
    closed = close(east, owner, days=30)
    purging.nightly()

    assert (left_in_database(closed), upload.exists(), upload.parents[1].exists()) == ([], False, False)
    assert public_tables_holding(group.word, "East Valley", "@east.example.org", "east/") == []
    assert User.objects.filter(pk=ruth.pk).exists()
    assert not any("east" in json.dumps(each.get_decoded()) for each in Session.objects.all())
    assert [str(path) for path in Path(settings.MEDIA_ROOT).rglob(str(closed.pk))] == []
    assert (closed.schema_name in queued(), ledger.is_gone(closed.pk, closed.created_at, ledger.read())) == (
        False,
        True,
    )
    assert {slug: sums(of(slug)) for slug in before} == before
    with pytest.raises(NoOrganization):
        work.tag.apply(kwargs={"name": "never"}, headers={HEADER: closed.schema_name}).get()
    stone = Tombstone.objects.get(organization=closed.pk)
    assert (stone.gone_at is not None, stone.slug_hash) == (True, hash_of(closed.pk, "east"))
    forget(ruth)


def test_before_that_everything_is_and_owners_are_written_to_once_more(east, owner):
    close(east, owner, days=24)
    mail.outbox.clear()
    purging.nightly()
    assert mail.outbox == []
    Organization.objects.filter(pk=east.pk).update(closed_at=None, closed_by=None, closing_reason="")
    Tombstone.objects.all().delete()
    closed = close(east, owner, days=25)
    mail.outbox.clear()
    purging.nightly()

    assert [letter.subject for letter in mail.outbox] == ["Your group will be deleted soon"]
    assert left_in_database(closed) == [closed.schema_name] * 2


STEPS = [(schemas, "drop"), (purging.shutil, "rmtree"), (traces, "forget"), (purging, "only_here")]


def test_what_a_crash_cuts_off_is_finished_by_the_next_round(east, owner, monkeypatch):
    closed = close(east, owner, days=30)
    for place, name in STEPS:
        with monkeypatch.context() as crash:
            crash.setattr(place, name, lambda *_, **__: 1 / 0)
            purging.nightly()
        assert Organization.objects.filter(pk=closed.pk).exists(), name
        assert Tombstone.objects.get(organization=closed.pk, gone_at=None).began_at
    tasks.sweep()

    assert left_in_database(closed) == []
    assert not Organization.objects.filter(pk=closed.pk).exists()
    assert Tombstone.objects.get(organization=closed.pk).gone_at
    tasks.sweep()
    purging.nightly()


def test_database_itself_drops_nothing_that_was_not_closed_long_ago(east, owner):
    """Whoever got hold of the application's login could still not delete a group at once."""
    refused = [f"UPDATE organizations_tombstone SET closed_at = '2020-01-01' WHERE organization = '{east.pk}'"]
    refused.append(f"DROP SCHEMA {east.schema_name} CASCADE")
    with pytest.raises(DatabaseError, match="not closed 29 days ago"):
        schemas.drop(east.schema_name)
    closed = close(east, owner, days=28)
    Tombstone.objects.filter(organization=east.pk).update(began_at="2026-01-01T00:00Z")
    with pytest.raises(DatabaseError, match="not closed 29 days ago"):
        schemas.drop(east.schema_name)
    for statement in refused:
        with pytest.raises(DatabaseError, match=r"permission denied|must be owner"), connection.cursor() as cursor:
            cursor.execute(statement)
    stone = Tombstone.objects.create(
        organization=of("north").pk, schema_name=of("north").schema_name, slug_hash="0", closed_at="2020-01-01T00:00Z"
    )
    stone.refresh_from_db()
    assert stone.closed_at.year > 2020
    stone.delete()
    assert left_in_database(closed) == [closed.schema_name] * 2


def test_owners_still_take_everything_out_and_all_of_them_are_told(east, owner, signed_in):
    add_person(east, User.objects.get(email="director@east.example.org"), roles=[Role.OWNER])
    actions.close(east, by=owner, reason="The campaign is won.")
    closed, page = of("east"), reverse("take_out:page", args=["east"])
    assert "is closed. This page is there until" in signed_in.get(page).content.decode()
    signed_in.post(reverse("take_out:ask", args=["east"]))
    with in_org(closed, though_closed=True):
        asked = TakeOut.objects.get()
        # One that no message tells of: a worker of another test's would make it, and write its letters elsewhere.
        made = TakeOut.objects.create(asked_by=asked.asked_by)
        asked.delete()
        taking_out.work(made.pk)
        made.refresh_from_db()
    assert "The file is ready" in signed_in.get(page).content.decode()
    file = signed_in.get(reverse("take_out:file", args=["east", made.pk]))
    assert file.headers["Content-Type"] == "application/zip"
    assert {letter.to[0]: letter.subject for letter in mail.outbox[-2:]} == {
        "owner@east.example.org": "Your file is ready",
        "director@east.example.org": "Everything was taken out",
    }
    with in_org(closed, though_closed=True):
        TakeOut.objects.update(expires_at="2026-01-01T00:00Z")
    tasks.sweep()
    with in_org(closed, though_closed=True):
        assert (files.path(made.stored_as).exists(), TakeOut.objects.get().stored_as) == (False, "")
