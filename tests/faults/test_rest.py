"""A full disk (D7), a migration that fails in one organization of five (D9), drafts sent again in every way (D11)."""

import os
import random
import subprocess
from io import BytesIO
from pathlib import Path
from uuid import uuid4

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from django.core.management import CommandError, call_command
from django.db import connection
from django.test import Client

from conversations.models import Conversation
from imports.models import ImportBatch
from members.exporting import actions as exporting
from members.models import Export, Member
from organizations.actions import delete_organization
from organizations.models import User
from organizations.signing_in.whose import mark_of
from stpnet.db.owner import as_owner
from stpnet.in_org import in_org, on_public_side
from tests.conftest import Visitor
from tests.faults.runs import runs
from tests.isolation.world import just_now, told
from tests.seeds import make_organization

pytestmark = pytest.mark.slow
RECEIVE = "/o/north/conversations/drafts/receive/"


@pytest.fixture
def small_disk(tmp_path, settings):
    """A disk of 64 kB for what people upload and take out; only who may mount one can try."""
    place = tmp_path / "disk"
    place.mkdir()
    if (
        os.getuid()
        or subprocess.run(["mount", "-t", "tmpfs", "-o", "size=64k", "none", str(place)], check=False).returncode
    ):
        pytest.skip("a small disk can only be mounted by root")
    settings.MEDIA_ROOT = place
    yield place
    subprocess.run(["umount", str(place)], check=True)


def kept(disk: Path) -> list[Path]:
    return [file for file in disk.rglob("*") if file.is_file()]


def test_d7_full_disk_is_said_and_leaves_nothing(north, sign_in, small_disk):
    client = just_now(sign_in("director"))
    Member.objects.bulk_create(Member(given_name=f"P{n:05}", status="contact") for n in range(4_000))
    for _ in range(runs(5)):
        big = BytesIO(b"name,phone\n" + b"Ana Osei,+15035550100\n" * 20_000)
        big.name = "list.csv"
        answer = client.post("/o/north/imports/upload/", {"file": big})
        assert (answer.status_code, ImportBatch.objects.count(), kept(small_disk)) == (422, 0, [])
        assert "There is no room left for files." in answer.text
        sent = {"reason": "To call", "shape": "list", "format": "csv", "columns": ["status"]}
        client.post("/o/north/people/export/?status=contact", sent)
        exporting.work(Export.objects.get().pk)
        export = Export.objects.get()
        assert (export.status, export.stored_as, kept(small_disk)) == ("failed", "", [])
        assert export.trouble.startswith("There is no room left")
        export.delete()
    told("D7 full disk", runs=runs(5), orphans=len(kept(small_disk)))


@pytest.fixture
def five(committed):
    made = [make_organization(f"oak-{n}", f"Oak {n}") for n in range(5)]
    yield made
    for organization in made:
        delete_organization(organization)
        User.objects.filter(email__endswith=f"@{organization.slug}.example.org").delete()


def forget(schema: str, sql: str) -> None:
    with as_owner(), connection.cursor() as cursor:
        cursor.execute(sql.format(f'"{schema}".django_migrations'))


def test_d9_migration_that_fails_in_one_of_five_closes_that_one(five, capsys):
    clients = {each.slug: Visitor() for each in five}
    for slug, client in clients.items():
        client.force_login(User.objects.get(email=f"owner@{slug}.example.org"))
    for _ in range(runs(3)):
        broken = random.choice(five)
        # Its last step is there, and not written down as done: doing it again fails, as half a migration would.
        type(broken).objects.filter(pk=broken.pk).update(schema_version={})
        forget(broken.schema_name, "DELETE FROM {} WHERE app = 'members' AND name LIKE '0002%%'")
        with pytest.raises(CommandError, match=f"Not migrated: {broken.slug}"):
            call_command("migrate_organizations")
        answers = {slug: client.get(f"/o/{slug}/people/").status_code for slug, client in clients.items()}
        assert answers == {slug: 503 if slug == broken.slug else 200 for slug in clients}
        names = (
            "SELECT 'members', name, now() FROM public.django_migrations WHERE app = 'members' AND name LIKE '0002%%'"
        )
        forget(broken.schema_name, f"INSERT INTO {{}} (app, name, applied) {names}")
        call_command("migrate_organizations")
        assert clients[broken.slug].get(f"/o/{broken.slug}/people/").status_code == 200
    told("D9 half migrations", runs=runs(3), organizations=5)


def test_d11_draft_sent_again_in_every_way_is_kept_once(north, person, sign_in):
    Member.objects.create(given_name="Rosa", family_name="Delgado")
    said = {"written": "2026-03-01T18:20:00Z", "on": "2026-03-01", "kind": "house_visit", "person": "Rosa Delgado"}
    for turn in range(runs(10)):
        key = str(uuid4())
        draft = {**said, "story": f"{turn} {key}", "draft_key": key, "whose": mark_of(person("director").user_id)}
        first = sign_in("director")
        assert [first.post(RECEIVE, draft).json()["state"] for _ in range(2)] == ["kept", "kept"]
        with on_public_side():
            Session.objects.filter(pk=first.cookies[settings.SESSION_COOKIE_NAME].value).delete()
        assert first.post(RECEIVE, draft).status_code == Client().post(RECEIVE, draft).status_code == 302
        assert sign_in("director").post(RECEIVE, draft).json()["state"] == "kept"
        assert sign_in("owner").post(RECEIVE, draft).json() == {"state": "other"}
        with in_org(north):
            assert Conversation.objects.filter(draft_key=key).count() == 1
    told("D11 drafts", runs=runs(10), doubled=Conversation.objects.count() - runs(10))
