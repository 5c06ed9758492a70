"""An organization whose tables are of an older version is closed, and the others work (trap T14, fault D9)."""

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client

from organizations import schemas, tasks, versions
from organizations.models import Organization
from stpnet.celery import HEADER
from stpnet.db.errors import OrganizationBehind
from stpnet.db.owner import as_owner
from stpnet.in_org import in_org
from tests import tasks as some
from tests.seeds import of


def left_behind(slug="north"):
    """What a migration that failed leaves: one application is a step short."""
    reached = {**versions.ours(), "members": versions.ours()["members"] - 1}
    Organization.objects.filter(slug=slug).update(schema_version=reached)


def test_people_of_an_organization_that_is_behind_are_asked_to_wait(db, sign_in):
    north, south, stranger = sign_in("owner"), sign_in("owner", "south"), Client()
    left_behind()

    for answer in (north.get("/o/north/ladder/"), north.post("/o/north/people/add/", {"given_name": "Ana"})):
        assert (answer.status_code, answer["Retry-After"]) == (503, "60")
        assert "Back in a moment" in answer.text
        assert "no-store" in answer["Cache-Control"]
    assert south.get("/o/south/ladder/").status_code == 200
    # Who does not belong there learns nothing of it.
    assert south.get("/o/north/ladder/").status_code == 404
    assert stranger.get("/o/north/ladder/").status_code == 302


def test_no_door_leads_into_an_organization_that_is_behind(db, sign_in):
    north = of("north")
    left_behind()

    assert Client().get(f"/calendar/{north.pk}/secret.ics").status_code == 503
    assert Client().get(f"/s/{north.pk}/token/").status_code == 503
    assert sign_in("coach").get("/coach/").status_code == 200
    with pytest.raises(OrganizationBehind):
        some.tag.apply(kwargs={"name": "never"}, headers={HEADER: north.schema_name}).get()
    with pytest.raises(OrganizationBehind), in_org(of("north")):
        pass


def test_clock_leaves_it_out_and_goes_on(committed, monkeypatch, caplog):
    seen = []
    monkeypatch.setattr(tasks.registry, "sweepers", [lambda: seen.append(connection.schema_name)])
    left_behind()
    try:
        tasks.sweep()
    finally:
        Organization.objects.filter(slug="north").update(schema_version=versions.ours())

    assert seen == [of("south").schema_name]
    assert f"{of('north').schema_name} is closed until migrate_organizations has run" in caplog.text


def test_newer_tables_than_ours_stay_open(db, sign_in):
    """While a new version is rolled out, servers of the old one go on."""
    newer = {label: number + 1 for label, number in versions.ours().items()}
    Organization.objects.filter(slug="north").update(schema_version=newer)

    assert sign_in("owner").get("/o/north/ladder/").status_code == 200


def test_one_that_cannot_be_migrated_is_closed_until_it_can(east, committed_sign_in, monkeypatch, capsys):
    migrate, client = schemas._migrate, committed_sign_in("owner", "east")

    def broken(names):
        if connection.schema_name == east.schema_name:
            raise RuntimeError("column exists")
        migrate(names)

    left_behind("east")
    with monkeypatch.context() as patched:
        patched.setattr(schemas, "_migrate", broken)
        with pytest.raises(CommandError, match="Not migrated: east"):
            call_command("migrate_organizations")
    assert "east: column exists" in capsys.readouterr().err
    assert client.get("/o/east/ladder/").status_code == 503
    assert committed_sign_in("owner", "north").get("/o/north/ladder/").status_code == 200

    call_command("migrate_organizations")
    assert client.get("/o/east/ladder/").status_code == 200


def test_tables_of_a_new_organization_are_of_this_version(committed):
    assert Organization.objects.get(slug="north").schema_version == versions.ours()
    assert all(number > 0 for number in versions.ours().values())
    with as_owner(), connection.cursor() as cursor:
        cursor.execute(f'SELECT app, max(name) FROM "{of("north").schema_name}".django_migrations GROUP BY app')
        told = {app: int(name[:4]) for app, name in cursor.fetchall()}
    assert versions.ours() == {label: told[label] for label in versions.ours()}
