"""Beginning with a list: a file or a pasted block, whose it is, and what was promised."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from imports import actions, pasting
from imports.models import ImportBatch
from members.models import Member
from tests.conftest import SignIn
from tests.imports.conftest import Bring, apply, plan, url

PASTED = 'Name\tPhone\tNotes\r\nMaria "Mia" Lopez\t503-555-0101\t"rent\r\nand ""mold"""\r\n\t503-555-0102\tno name\r\n'
SAID = {"whose": "Eastside base list", "promised": "Only calls about repairs", "keep_until": "2026-01-31"}


@pytest.mark.parametrize(
    ("pasted", "rows"),
    [
        ("a\tb\nc\td", [["a", "b"], ["c", "d"]]),
        ("\ta\nb\t", [["", "a"], ["b", ""]]),
        ('"x\ny"\t1\n', [["x\ny", "1"]]),
        ('"say ""hi"""\t2', [['say "hi"', "2"]]),
        ('"Pepe"\t3', [['"Pepe"', "3"]]),
        ('5" pipe\t"open', [['5" pipe', '"open']]),
    ],
    ids=["plain", "blank ends", "line end inside", "doubled marks", "own marks", "never closed"],
)
def test_a_block_is_read_as_the_spreadsheet_wrote_it(pasted: str, rows: list[list[str]]):
    import csv
    import io

    data, _told = pasting.as_file(pasted)

    assert list(csv.reader(io.StringIO(data.decode(), newline=""))) == rows


def test_a_pasted_block_becomes_a_list_like_a_file(north, sign_in: SignIn):
    client = sign_in("data_lead")

    answer = client.post(url("upload"), {"pasted": PASTED, **SAID})
    batch = apply(plan(actions.work_now(ImportBatch.objects.get())))

    assert answer.url == url("detail", batch.pk)
    assert (batch.kind, batch.name, batch.headers) == ("pasted", "Eastside base list", ["Name", "Phone", "Notes"])
    maria = Member.objects.get(family_name="Lopez")
    assert (maria.given_name, maria.preferred_name) == ("Maria", "Mia")
    assert batch.rows.count() == 2


def test_lines_without_tabs_are_found_out_by_the_reader(north, sign_in: SignIn):
    sign_in("data_lead").post(url("upload"), {"pasted": "name;phone\nMaria Lopez;503-555-0101\n"})

    batch = actions.work_now(ImportBatch.objects.get())

    assert batch.headers == ["name", "phone"]
    assert batch.name.startswith("Pasted ")


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        ({}, "Choose the file that has your list in it, or paste the list below."),
        ({"pasted": " \t\n"}, "Choose the file that has your list in it, or paste the list below."),
        ({"pasted": "a\tb", "file": True}, "You chose a file and pasted a list too."),
        ({"pasted": "a\tb", "keep_until": "soon"}, "Enter a valid date."),
    ],
    ids=["nothing", "blanks", "both", "no day"],
)
def test_what_cannot_begin_is_said_and_nothing_typed_is_lost(north, sign_in: SignIn, sent, sentence):
    if "file" in sent:
        sent = {**sent, "file": SimpleUploadedFile("a.csv", b"name\nMaria\n")}

    answer = sign_in("data_lead").post(url("upload"), {**SAID, **sent})

    assert answer.status_code == 422
    assert sentence in answer.text
    assert "Only calls about repairs" in answer.text
    assert not ImportBatch.objects.exists()


def test_what_was_promised_stands_on_the_import_and_with_the_person(bring: Bring, sign_in: SignIn):
    batch = bring("name,phone\nMaria Lopez,503-555-0101\n", whose=SAID["whose"], promised=SAID["promised"])
    person = Member.objects.get(family_name="Lopez")

    assert SAID["promised"] in sign_in("data_lead").get(url("detail", batch.pk)).text
    assert url("came_with", person.pk) in sign_in("director").get(f"/o/north/people/{person.pk}/").text
    page = sign_in("director").get(url("came_with", person.pk)).text
    assert "Eastside base list" in page
    assert "Promised: Only calls about repairs" in page
    assert url("detail", batch.pk) in page


def test_who_may_not_open_a_person_learns_nothing_of_their_lists(bring: Bring, person, sign_in: SignIn):
    bring("name,phone\nMaria Lopez,503-555-0101\n", promised=SAID["promised"])
    maria = Member.objects.get(family_name="Lopez")

    assert sign_in("organizer").get(url("came_with", maria.pk)).status_code == 404
    Member.objects.filter(pk=maria.pk).update(organizer=person("organizer"))
    page = sign_in("organizer").get(url("came_with", maria.pk)).text
    assert SAID["promised"] in page
    assert "/imports/" not in page.split('id="came-with"')[1]


def test_the_part_is_the_part_of_the_page(bring: Bring, sign_in: SignIn):
    bring("name,phone\nMaria Lopez,503-555-0101\n")
    client, pk = sign_in("director"), Member.objects.get(family_name="Lopez").pk
    asked = {"HX-Request": "true", "HX-Target": "came-with"}

    page, part = client.get(url("came_with", pk)).text, client.get(url("came_with", pk), headers=asked).text

    assert part.strip() in page
    assert "<!doctype" not in part


def test_a_list_kept_too_long_says_what_to_do_and_may_be_kept_longer(bring: Bring, sign_in: SignIn, north):
    client, batch = (
        sign_in("data_lead"),
        bring("name,phone\nMaria Lopez,503-555-0101\n", **{**SAID, "keep_until": date(2026, 1, 31)}),
    )

    page = client.get(url("list")).text
    assert "was to be kept until Jan 31, 2026. 1 person who came with it is still here." in page
    assert f"/o/north/people/?import={batch.pk}" in page
    assert "A list was to be kept until Jan 31, 2026." in client.get("/o/north/notices/").text
    later = {**SAID, "keep_until": "2031-01-31"}
    assert client.post(url("about", batch.pk), {**later, "keep_until": "x"}).status_code == 422
    assert client.post(url("about", batch.pk), later).status_code == 303

    assert "was to be kept" not in client.get(url("list")).text
    batch.refresh_from_db()
    assert batch.keep_until == date(2031, 1, 31)


def test_lists_are_found_by_name_owner_and_who_brought_them(bring: Bring, person, sign_in: SignIn):
    client = sign_in("data_lead")
    bring("name\nMaria\n", name="eastside.csv", by=person("director"))
    bring("name\nOmar\n", name="west.csv", whose="Congregation of St. Ann")

    def found(words: str) -> list[str]:
        answer = client.post(url("find"), {"q": words}, follow=True)
        assert not words or words not in answer.redirect_chain[0][0]
        return [batch.name for batch, _figures, _until in answer.context["lists"]]

    assert found("EAST") == ["eastside.csv"]
    assert found("st. ann") == ["west.csv"]
    assert found("director") == ["eastside.csv"]
    assert found("") == ["west.csv", "eastside.csv"]
    assert found("nobody") == []


TITLED = (
    "Eastside tenants,,\nas of May,,\nWho,Cell,Ring\nMaria Lopez,503-555-0101,a secret\nOmar Haddad,503-555-0102,\n"
)


def test_the_headings_are_chosen_from_the_first_rows_in_one_tap(north, sign_in: SignIn):
    client = sign_in("data_lead")
    client.post(url("upload"), {"pasted": TITLED})
    batch = actions.work_now(ImportBatch.objects.get())

    page = client.get(url("detail", batch.pk)).text
    assert "as of May" in page
    for row, headers in ((1, "Eastside tenants"), (3, "Who"), (0, "Column A")):
        client.post(url("layout", batch.pk), {"header_row": str(row), "delimiter": ",", "encoding": "utf-8"})
        batch.refresh_from_db()
        assert actions.work_now(batch).headers[0] == headers
        assert [number for number, _cells in batch.layout["first"]] == [1, 2, 3, 4, 5]


def test_columns_left_out_are_not_kept_with_the_list(north, sign_in: SignIn):
    client = sign_in("data_lead")
    client.post(url("upload"), {"pasted": TITLED})
    batch = apply(plan(actions.work_now(ImportBatch.objects.get()), {"Ring": None}))

    batch.refresh_from_db()
    kept = [batch.samples, batch.layout, list(batch.rows.values_list("cells", "clean"))]
    assert "a secret" not in str(kept)


def test_how_a_pasted_block_is_written_is_not_asked_and_not_forgotten(north, sign_in: SignIn):
    client = sign_in("data_lead")
    client.post(url("upload"), {"pasted": PASTED})
    batch = actions.work_now(ImportBatch.objects.get())
    assert "Letters are written as" not in client.get(url("detail", batch.pk)).text

    client.post(url("layout", batch.pk), {"header_row": "0"})

    batch.refresh_from_db()
    assert actions.work_now(batch).layout["chosen"] == {"delimiter": ",", "encoding": "utf-8", "has_header": False}
