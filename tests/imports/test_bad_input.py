"""Odd files and odd moments: each gets a plain sentence, and nothing is lost or doubled."""

from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile

from imports import actions
from imports.models import ImportBatch
from members.models import Member
from tests.conftest import SignIn
from tests.imports.conftest import Bring, apply, fates, plan, posted, receive, row, upload, url
from tests.imports.made_files import row as xlsx_row
from tests.imports.made_files import xlsx


def refused_as(north: object, text: str | bytes) -> str:
    batch = receive(text)
    assert batch.status == ImportBatch.Status.FAILED
    assert not Path(settings.MEDIA_ROOT, batch.stored_as or "gone").is_file()
    return batch.trouble


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"%PDF-1.7 ...", "This is a PDF"),
        (b"\x89PNG\r\n\x1a\n0000", "This is a picture"),
        (b" \n\n", "This file is empty"),
        (b'{"people": []}', "This is a JSON file"),
    ],
)
def test_what_is_no_table_is_told_by_its_content(north, content: bytes, words: str):
    assert words in refused_as(north, content)


def test_headings_only(north, sign_in: SignIn):
    client = sign_in("data_lead")
    batch = upload(client, "name,phone\n")
    actions.work_now(batch)

    assert "headings but no rows" in client.get(url("detail", batch.pk)).text
    client.post(url("match", batch.pk), posted(batch, client))
    batch.refresh_from_db()
    actions.work_now(batch)
    page = client.get(url("detail", batch.pk)).text

    assert "Close this list" in page


def test_a_list_without_headings_is_matched_by_what_stands_in_it(bring: Bring):
    batch = bring("Maria Lopez,maria@example.org\nOmar Haddad,omar@example.org\nInes Ruiz,ines@example.org\n")

    assert batch.headers == ["Column A", "Column B"]
    assert fates(batch) == ["created"] * 3
    assert [each.number for each in batch.rows.all()] == [1, 2, 3]


def test_bytes_of_no_encoding_come_in_with_a_note(bring: Bring):
    text = "name,phone\nMaría López,503-555-0101\nBegoña Ruiz,503-555-0102\n".encode()
    batch = bring(text + b"Jos\xe9 \xd1u\xf1ez,503-555-0103\n")

    assert fates(batch) == ["created"] * 3
    assert Member.objects.get(contact_points__normal="+15035550103").name == "José Ñuñez"


def test_two_hundred_columns(north, sign_in: SignIn):
    client = sign_in("data_lead")
    headings = ["name", "phone", *(f"Question {n}" for n in range(198))]
    batch = upload(client, ",".join(headings) + "\n" + ",".join(["Maria Lopez", "503-555-0101", *["yes"] * 198]) + "\n")
    actions.work_now(batch)

    page = client.get(url("detail", batch.pk))
    assert page.text.count("<select") >= 200
    assert client.post(url("match", batch.pk), posted(batch, client)).status_code == 303
    batch.refresh_from_db()
    apply(actions.work_now(batch))

    assert fates(batch) == ["created"]
    assert Member.objects.get(given_name="Maria").member_tags.count() == 198


def test_a_formula_stays_text_here_and_harmless_on_the_way_out(north, sign_in: SignIn):
    batch = apply(plan(receive("name,phone,Song\n=cmd()|A1,503-555-0101,\n,,=HYPERLINK(1)\n"), {"Song": "newfield"}))

    assert fates(batch) == ["created", "refused"]
    file = sign_in("data_lead").get(url("left_behind", batch.pk)).text
    assert '"\'=HYPERLINK(1)"' in file


def test_a_row_without_any_name_or_contact_stays_behind(bring: Bring):
    batch = bring("name,phone,level\n,,2\nMaria Lopez,503-555-0101,\n")

    assert fates(batch) == ["refused", "created"]
    assert "cannot tell who this is" in row(batch, 2).reason


def test_row_numbers_are_the_spreadsheets(bring: Bring):
    batch = bring("My people\n\nname,phone\nMaria Lopez,503-555-0101\n\nOmar Haddad,503-555\n")

    assert [each.number for each in batch.rows.all()] == [4, 6]
    [problem] = row(batch, 6).problems
    assert (problem["column"], problem["value"]) == ("phone", "503-555")


def test_another_sheet_can_be_read_and_a_wrong_choice_changes_nothing(north, sign_in: SignIn, tmp_path: Path):
    made = xlsx(tmp_path / "two.xlsx", {
        "Old": xlsx_row(1, "name", "phone") + xlsx_row(2, "Maria Lopez", "503-555-0101"),
        "New": xlsx_row(1, "name", "phone") + xlsx_row(2, "Omar Haddad", "503-555-0102"),
        "Blank": "",
    })  # fmt: skip
    client = sign_in("data_lead")
    batch = upload(client, made.read_bytes(), "two.xlsx")
    actions.work_now(batch)

    client.post(url("layout", batch.pk), {"sheet": "New", "header_row": "1"})
    batch.refresh_from_db()
    assert actions.work_now(batch).samples == [["Omar Haddad", "503-555-0102"]]
    client.post(url("layout", batch.pk), {"sheet": "Blank", "header_row": "1"})
    batch.refresh_from_db()
    actions.work_now(batch)

    assert (batch.status, batch.samples) == ("to_match", [["Omar Haddad", "503-555-0102"]])
    assert "read the list as before" in batch.notes[0]


def test_a_sheet_that_is_not_there_is_a_field_error(north, sign_in: SignIn):
    client = sign_in("data_lead")
    batch = actions.work_now(upload(client, "name,phone\nMaria Lopez,503-555-0101\n"))

    assert client.post(url("layout", batch.pk), {"header_row": "99", "delimiter": ","}).status_code == 422


@pytest.mark.parametrize(
    ("file", "words"),
    [
        (None, "Choose the file"),
        (SimpleUploadedFile("a.csv", b""), "This file is empty"),
        (SimpleUploadedFile("a.csv", b"name\n" + b"x" * 300_000), "larger than"),
    ],
)
def test_an_upload_that_cannot_be_taken_is_said_at_the_field(north, sign_in: SignIn, monkeypatch, file, words: str):
    monkeypatch.setattr(settings, "UPLOAD_LIMIT", 200_000)

    answer = sign_in("data_lead").post(url("upload"), {"file": file} if file else {})

    assert answer.status_code == 422
    assert words in answer.text
    assert ImportBatch.objects.count() == 0


def test_with_the_broker_down_the_upload_is_kept_and_waits(
    north, sign_in: SignIn, monkeypatch, django_capture_on_commit_callbacks
):
    monkeypatch.setattr("celery.app.task.Task.apply_async", _no_broker)

    with django_capture_on_commit_callbacks(execute=True):
        batch = upload(sign_in("data_lead"), "name,phone\nMaria Lopez,503-555-0101\n")

    assert batch.status == ImportBatch.Status.TO_READ
    assert actions.work_now(batch).status == ImportBatch.Status.TO_MATCH


def _no_broker(*_args: object, **_options: object) -> None:
    raise ConnectionError("no broker")
