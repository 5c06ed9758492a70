"""A backup of one organization is put back whole, or not at all, and only where that was meant."""

import io
import json
import tarfile
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from members.models import Member
from organizations import clearing, schemas
from organizations.actions import delete_organization
from organizations.backups import ABOUT, NoBackup, restoring, sums, tools
from organizations.models import Membership, Organization, Role
from stpnet.db.owner import as_owner
from stpnet.in_org import in_org
from tests.isolation.world import sums as read_sums
from tests.seeds import of


@pytest.fixture
def upload(east):
    place = clearing.uploads_of(east) / "papers" / "letter"
    place.parent.mkdir(parents=True)
    place.write_text("Dear all")
    return place


@pytest.fixture
def saved(east, upload, tmp_path, capsys):
    call_command("backup", to=str(tmp_path), organization="east", json=True)
    return json.loads(capsys.readouterr().out)["file"]


def put_back(file, **how):
    with Path(file).open("rb") as source:
        return restoring.restore(source, slug="east", **how)


def all_of(organization):
    with as_owner():
        return sums.of(organization.schema_name)


def test_it_comes_back_as_it_was_and_neighbors_are_untouched(east, upload, saved, capsys):
    before, beside = all_of(east), {slug: read_sums(of(slug)) for slug in ("north", "south")}
    with in_org(east):
        Member.objects.update(given_name="Somebody else")
    upload.unlink()
    with pytest.raises(CommandError, match=r"east is here already. With --replace it is put back as it was at 20"):
        call_command("restore", saved, organization="east")
    assert all_of(east) != before
    call_command("restore", saved, organization="east", replace=True, json=True)

    assert json.loads(capsys.readouterr().out)["tables"] == len(before)
    assert all_of(east) == before
    assert upload.read_text() == "Dear all"
    assert {slug: read_sums(of(slug)) for slug in beside} == beside
    with in_org(east):  # its role may write, and its triggers work
        Member.objects.create(given_name="Bo", family_name="Lind")


def test_what_is_cut_off_or_not_what_it_says_changes_nothing(east, saved, upload, tmp_path):
    before = all_of(east)
    whole = (tmp_path / saved).read_bytes()
    # In the first words, in the rows, and after the last row: in the uploads, before the end is said.
    for length in (100, len(whole) // 2, whole.index(b"uploads/") + 700):
        (tmp_path / "cut").write_bytes(whole[:length])
        with pytest.raises(NoBackup, match=r"no whole backup|cut off|Nothing was changed"):
            put_back(tmp_path / "cut", replace=True)
        assert (all_of(east), upload.read_text()) == (before, "Dear all"), length
    changed(saved, tmp_path / "changed")
    with pytest.raises(NoBackup, match=r"Nothing was changed: .*members_member is not what the backup says"):
        put_back(tmp_path / "changed", replace=True)
    with pytest.raises(NoBackup, match="say --organization east"), Path(saved).open("rb") as source:
        restoring.restore(source)
    assert all_of(east) == before


def changed(file, to):
    """Write the same backup, with one row more in what it says of itself."""
    with tarfile.open(file) as source, tarfile.open(to, "w") as target:
        for entry in source:
            content = source.extractfile(entry).read()
            if entry.name == ABOUT:
                said = json.loads(content)
                [tables] = said["sums"].values()
                tables["members_member"][0] += 1
                content = json.dumps(said).encode()
            entry.size = len(content)
            target.addfile(entry, io.BytesIO(content))


def test_it_comes_to_a_site_that_does_not_have_it_but_not_after_its_end(east, saved):
    before = all_of(east)
    with as_owner():
        schemas.drop(east.schema_name)
        Organization.objects.filter(pk=east.pk).delete()
    put_back(saved)
    here = Organization.objects.get(slug="east")
    assert (here.pk, here.name, all_of(here)) == (east.pk, "East Valley", before)
    owning = Membership.objects.get(organization=here, roles__role=Role.OWNER)
    assert owning.user.email == "owner@east.example.org"
    delete_organization(here)
    with pytest.raises(NoBackup, match="east was deleted for good"):
        put_back(saved)
    assert not Organization.objects.filter(slug="east").exists()


def test_missing_programs_are_named_with_what_to_install(committed, monkeypatch, tmp_path):
    monkeypatch.setattr(tools, "_embedded", lambda _name: None)
    monkeypatch.setenv("PATH", str(tmp_path))
    with as_owner(), pytest.raises(NoBackup, match="pg_dump is missing: install PostgreSQL 18's programs"):
        tools.find("pg_dump")
    old = tmp_path / "pg_dump"
    old.write_text("#!/bin/sh\necho 'pg_dump (PostgreSQL) 15.4'\n")
    old.chmod(0o755)
    with as_owner(), pytest.raises(NoBackup, match="pg_dump is of version 15 and the server of 18"):
        tools.find("pg_dump")
    with pytest.raises(CommandError, match="There is no organization at nowhere"):
        call_command("backup", to=str(tmp_path), organization="nowhere")
