"""Everything goes out, and comes in again equal; the file says the truth about itself."""

import json
import shutil
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from django.core.management import CommandError, call_command
from openpyxl import load_workbook

from audit.chain import faults
from members.exporting import files
from members.models import Member, TakeOut
from members.taking_out import actions, tables
from organizations import clearing, ledger
from organizations.actions import delete_organization
from organizations.models import Invitation, Membership, Organization, Role, User
from stpnet.in_org import in_org, on_public_side
from tests.members.erasing.filled import WORD, somebody

WHEN = datetime(2026, 3, 5, tzinfo=UTC)


@pytest.fixture
def taken(east: Organization, tmp_path: Path) -> Path:
    """The file of a group of which every table says something, with an upload."""
    with in_org(east):
        owner = _owner(east)
        somebody(by=Member.objects.get(user_id=owner.pk))
        upload = files.made(f"{east.pk}/papers/letter")
        upload.write_text("Dear all")
        made = TakeOut.objects.create(asked_by=Member.objects.get(user_id=owner.pk))
        actions.work(made.pk)
        made.refresh_from_db()
        assert (made.status, made.n_done) == ("done", made.n_asked), made.trouble
        return Path(shutil.copy(files.path(made.stored_as), tmp_path / "east.zip"))


def _owner(organization: Organization) -> User:

    with on_public_side():
        return User.objects.get(memberships__organization=organization, memberships__roles__role=Role.OWNER)


def test_everything_comes_in_again_equal(taken: Path, east: Organization, capsys):
    with ZipFile(taken) as archive:
        about = json.loads(archive.read("about.json"))
    delete_organization(Organization.objects.get(pk=east.pk))
    assert not clearing.uploads_of(east).exists()

    call_command("take_in", taken, slug="far-east", owner="ann@far.example.org", json=True)
    told = json.loads(capsys.readouterr().out)
    here = Organization.objects.get(slug="far-east")
    try:
        filled = [name for name, said in about["tables"].items() if said["rows"]]
        assert told["tables"] == {name: said["rows"] for name, said in about["tables"].items()}
        assert (here.pk, len(filled) > 90, clearing.uploads_of(here).joinpath("papers/letter").read_text()) == (
            east.pk, True, "Dear all")  # fmt: skip
        assert Invitation.objects.get(organization=here).email == "ann@far.example.org"
        assert not Membership.objects.filter(organization=here).exists()
        with in_org(here):
            assert faults() == []
            assert Member.objects.filter(family_name=WORD).count() == 1
            # Its triggers work again, and its role may write.
            Member.objects.create(given_name="Bo", family_name="Lind")
        print(f"\n{told['rows']} rows of {len(filled)} tables out and in: counts and checksums equal")
    finally:
        delete_organization(here)


def test_who_was_erased_since_is_erased_again_and_the_group_stays(taken: Path, east: Organization, capsys):
    with in_org(east):
        gone = Member.objects.get(family_name=WORD)
        ledger.note([ledger.Gone(ledger.PERSON, east.pk, gone.pk)])
    delete_organization(Organization.objects.get(pk=east.pk))
    call_command("take_in", taken)
    try:
        assert "erased again" in capsys.readouterr().out.lower()
        call_command("replay_erasures")
        with in_org(Organization.objects.get(pk=east.pk)):
            assert Member.objects.get(pk=gone.pk).erased_at
    finally:
        delete_organization(Organization.objects.get(pk=east.pk))


def test_a_person_can_open_it_and_a_program_read_it_for_an_hour(taken: Path, east: Organization):
    with ZipFile(taken) as archive:
        names = archive.namelist()
        about = json.loads(archive.read("about.json"))
        people = load_workbook(BytesIO(archive.read("sheets/members.xlsx")))
        rows = [json.loads(line) for line in archive.read("data/members.member.jsonl").splitlines()]
    assert {"READ ME.txt", "files/papers/letter", "sheets/conversations.xlsx", "sheets/ladders.xlsx"} <= set(names)
    assert set(about["tables"]) == {tables.label(model) for model in tables.tables()}
    sheet = people["Members"]
    headings = [cell.value for cell in sheet[1]]
    assert {"Given name", "Family name", "Key"} <= set(headings)
    assert len(rows) == about["tables"]["members.member"]["rows"] == sheet.max_row - 1
    key = next(each for each in about["tables"]["members.contactpoint"]["columns"] if each["name"] == "member_id")
    assert key["of"] == "members.member"
    with in_org(east):
        place = files.path(TakeOut.objects.get().stored_as)
        TakeOut.objects.update(expires_at=WHEN)
        actions.sweep()
        assert (place.exists(), TakeOut.objects.get().stored_as) == (False, "")


def test_what_is_not_as_it_was_is_refused_whole(taken: Path, east: Organization, tmp_path: Path):
    with pytest.raises(CommandError, match="here already"):
        call_command("take_in", taken)
    delete_organization(Organization.objects.get(pk=east.pk))
    for change in ("row", "checksum", "format", "outside"):
        bad = tmp_path / f"{change}.zip"
        with ZipFile(taken) as source, ZipFile(bad, "w") as target:
            for name in source.namelist():
                target.writestr(name, _changed(source.read(name), name, change))
        with pytest.raises(CommandError, match=r"kept|no take-out|cannot be read"):
            call_command("take_in", bad)
        assert not Organization.objects.filter(pk=east.pk).exists(), change
        assert not clearing.uploads_of(east).exists(), change


def _changed(content: bytes, name: str, change: str) -> bytes:
    if name == "data/members.member.jsonl" and change == "row":
        return content.replace(WORD.encode(), b"mallory")
    if name == "about.json" and change != "row":
        old, new = {"checksum": ('"sha256": "', '"sha256": "0'), "format": ("take-out", "other"),
                    "outside": ("papers/letter", "../letter")}[change]  # fmt: skip
        return content.replace(old.encode(), new.encode())
    return content
