"""The ladder report from a terminal: four forms of the same figures, and each of its refusals."""

import csv
import json
from collections import Counter
from io import BytesIO

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django_tenants.postgresql_backend.base import FakeTenant
from openpyxl import load_workbook
from pypdf import PdfReader

from ladders import history
from ladders.models import Ladder, Level
from members.models import SavedView
from stpnet.in_org import in_org

pytestmark = pytest.mark.django_db
DAYS = {"from": "2026-01-31", "to": "2026-03-31"}
# By their names: what is said of each, and on which day.
PATHS = {
    "stayed": [(2, "01-05")],
    "joined": [(1, "02-05")],
    "up": [(1, "01-05"), (3, "02-05")],
    "down": [(3, "01-05"), (1, "02-05")],
    "quiet": [(2, "01-05"), ("quiet", "03-05")],
    "back": [(2, "01-05"), ("quiet", "01-20"), (2, "03-31")],
    "unsure": [(4, "01-05"), ("unsure", "02-05")],
    "off": [(4, "01-05"), (0, "02-05")],
    "never": [],
}


@pytest.fixture
def stood(people, said):
    for member, path in zip(people(len(PATHS)), PATHS.values(), strict=True):
        for where, day in path:
            said(member, where, f"2026-{day}")
    history.rebuild()


def run(**options):
    """As from a terminal: in no organization yet."""
    with in_org(FakeTenant("public")):
        call_command("ladder_report", *(f"--{name}={value}" for name, value in options.items()))


def report(tmp_path, form="json", **options):
    out = tmp_path / f"report.{form}"
    run(organization="north", format=form, out=out, **{**DAYS, **options})
    return out


def figures(tmp_path, **options):
    return json.loads(report(tmp_path, **options).read_text())


def test_the_kinds_and_both_ends_are_counted(stood, tmp_path):
    found = figures(tmp_path)
    kinds = {name: found[name] for name in ("joined", "came_back", "up", "down", "quiet", "unsure", "off")}
    assert kinds == dict.fromkeys(kinds, 1)
    assert found["distribution_to"] == found["distribution_to"] | {"1": 2, "2": 2, "3": 1, "4": 0, "5": 0}
    assert found["distribution_from"] == found["distribution_from"] | {"1": 1, "2": 2, "3": 1, "4": 2, "quiet": 1}


def test_the_matrix_adds_up_to_both_ends(stood, tmp_path):
    found = figures(tmp_path)
    rows = {was: sum(tos.values()) for was, tos in found["movement"].items()}
    columns = Counter()
    for tos in found["movement"].values():
        columns.update(tos)
    assert rows == {key: n for key, n in found["distribution_from"].items() if n}
    assert dict(columns) == {key: n for key, n in found["distribution_to"].items() if n}
    assert set(found["how_counted"]) >= {"distribution_from", "distribution_to", "movement", "joined", "off"}


def test_a_level_is_named_once_it_is_retired(stood, levels, tmp_path):
    Level.objects.filter(pk=levels[3].pk).update(retired_at="2026-04-01T00:00Z")
    found = figures(tmp_path)
    assert found["distribution_from"][f"retired: {levels[3].name}"] == 2


def test_the_table_and_the_workbook_say_the_same(stood, ladder, tmp_path):
    found = figures(tmp_path)
    with report(tmp_path, "csv").open(newline="") as file:
        rows = list(csv.DictReader(file))
    told = {
        (row["figure"], row["from"] or row["to"]): int(row["people"]) for row in rows if row["figure"] != "movement"
    }
    assert {key: n for (figure, key), n in told.items() if figure == "distribution_to"} == found["distribution_to"]
    book = load_workbook(report(tmp_path, "xlsx"))
    assert [cell.value for cell in book["Ladder"]["C"]][1:] == list(found["distribution_to"].values())
    assert len(book["Ladder"]._charts) == 1
    assert book["Movement"].cell(row=10, column=10).value == sum(found["distribution_to"].values())


def test_the_paper_is_tagged_and_says_what_happened(stood, tmp_path):
    made = PdfReader(BytesIO(report(tmp_path, "pdf").read_bytes()))
    text = " ".join(page.extract_text() for page in made.pages)
    assert "1 moved up and 1 joined." in text
    assert "How we counted" in text
    root = made.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/StructTreeRoot"]


def test_words_of_a_level_are_never_markup(stood, levels, tmp_path):
    words = "*Shows* $up$ #read(1) Đặng Ññ"
    Level.objects.filter(pk=levels[0].pk).update(name=words)
    made = PdfReader(BytesIO(report(tmp_path, "pdf").read_bytes()))
    assert words in " ".join(made.pages[0].extract_text().split())


def test_a_view_and_another_ladder_can_be_named(stood, person, people, tmp_path):
    people(1, employer="Bakery")
    SavedView.objects.create(
        owner=person("owner"),
        name="Bakers",
        folded="bakers",
        is_shared=True,
        filters={"field": "work", "op": "is", "values": ["Bakery"]},
    )
    Ladder.objects.create(name="Stewards")
    assert sum(figures(tmp_path, view="bakers")["distribution_to"].values()) == 1
    assert figures(tmp_path, ladder="stewards")["ladder"] == "Stewards"


@pytest.mark.parametrize(
    ("options", "sentence"),
    [
        ({"view": "Nobody’s"}, "There is no shared view"),
        ({"ladder": "Nowhere"}, "There is no ladder"),
        ({"organization": "nowhere"}, "There is no organization"),
        ({"from": "2026-04-01"}, "--from is the earlier day"),
        ({"out": "/nowhere/at/all"}, "cannot be written"),
        ({"out": "-", "format": "pdf"}, "goes to a file"),
    ],
)
def test_what_cannot_be_done_is_said(north, tmp_path, options, sentence):
    given = {"organization": "north", "format": "json", "out": tmp_path / "out", **DAYS, **options}
    with pytest.raises(CommandError, match=sentence):
        run(**given)
