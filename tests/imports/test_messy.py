"""A messy workbook comes in by the real pages: every decision of the person is counted, and there are few."""

from typing import Any

import pytest
from django.test import Client

from imports import actions
from imports.models import ImportBatch, ImportMeaning
from ladders.models import Assessment
from members.actions import add_member
from members.models import ContactPoint, Member, Unit, UnitKind
from tests.conftest import SignIn
from tests.imports.conftest import posted, upload, url
from tests.imports.messy import BUILDINGS, workbook

MOST_DECISIONS = 25
HERE = (("Bram", "Abara", "+15035552001"), ("Hana", "Abara", "+15035552007"))


class Organizer:
    """Someone at the pages. Every button pressed and every field changed is a decision."""

    def __init__(self, client: Client, file: bytes) -> None:
        self.client = client
        self.batch = actions.work_now(upload(client, file, "base list.xlsx"))
        self.decisions = 1

    def press(self, page: str, *args: Any, changed: int = 0, **data: Any) -> None:
        """Send a form; the worker does what it queued."""
        answer = self.client.post(url(page, self.batch.pk, *args), data)
        assert answer.status_code == 303, answer.text
        self.decisions += 1 + changed
        self.batch.refresh_from_db()
        if self.batch.status in ImportBatch.Status.waiting():
            actions.work_now(self.batch)

    def at(self, heading: str) -> int:
        return int(self.batch.headers.index(heading))

    def cells(self) -> Any:
        return self.client.get(url("cells", self.batch.pk)).context

    def fix(self, heading: str, value: str, **data: Any) -> None:
        """Go to the first cell of a column that needs somebody, and write into it."""
        lines = self.cells()["lines"]
        cell = next(each for line in lines for each in line.cells if each.is_open and each.column.header == heading)
        self.press("fix", changed=1, row=cell.number, at=cell.column.at, value=value, do="save", **data)


@pytest.fixture
def organizer(north, sign_in: SignIn) -> Organizer:
    for given, family, phone in HERE:
        contacts = [ContactPoint(kind="phone", label="mobile", value=phone, normal=phone)]
        add_member(by=None, columns={"given_name": given, "family_name": family}, contacts=contacts)
    for name in list(BUILDINGS)[:2]:
        Unit.objects.create(kind=UnitKind.objects.get(), name=name, folded=name.lower())
    return Organizer(sign_in("data_lead"), workbook())


def match(organizer: Organizer) -> None:
    """Two columns were not guessed; month comes first."""
    form = posted(organizer.batch, organizer.client)
    form |= {"date_order": "mdy", f"c{organizer.at('ok to text')}": "consent_text"}
    organizer.press("match", changed=2, **form)


def explain(organizer: Organizer, heading: str, changes: dict[str, str]) -> None:
    """Say what the words of a column mean: as they are proposed, but for some."""
    forms = organizer.client.get(url("words", organizer.batch.pk)).context["forms"]
    form = next(each for each in forms if each.words.column.header == heading)
    data = {line.field.html_name: line.field.value() for line in form.lines()}
    named = {line.proposal.spellings[0]: line.field.html_name for line in form.lines()}
    data |= {named[spelling]: value for spelling, value in changes.items()}
    organizer.press("words", changed=len(changes), at=form.words.column.at, **data)


def level(position: int) -> str:
    return str(Assessment._meta.get_field("level").related_model.objects.get(position=position).pk)


def test_a_messy_workbook_comes_in_with_few_decisions(organizer: Organizer):
    match(organizer)
    organizer.press("days", years="past", changed=1)
    explain(organizer, "Bldg", {})
    explain(organizer, "LVL", {"2?": level(2), "2/3": "-", "leader!!": level(4)})
    explain(organizer, "ok to text", {"ask her son": "-"})
    organizer.press("every", do="take")
    organizer.fix("cell #", "503 555 0190")
    organizer.press("skip", organizer.cells()["lines"][-1].number)  # the row of totals
    organizer.press("every", do="empty")
    assert organizer.cells()["counts"].needs == 0
    organizer.press("confirm")

    assert organizer.decisions <= MOST_DECISIONS
    everything_is_in(organizer.batch)


def everything_is_in(batch: ImportBatch) -> None:
    """Check who is here now, where they belong and how they can be reached."""
    assert batch.status == "done"
    assert set(Unit.objects.values_list("name", flat=True)) == set(BUILDINGS)
    assert Member.objects.filter(given_name="Bram", family_name="Abara").count() == 1
    assert Member.objects.filter(import_rows__batch=batch).distinct().count() == 580
    assert not batch.rows.exclude(problems=[]).filter(fate="created").exists()
    assert not Assessment.objects.filter(import_id=batch.pk, on__gt=batch.created_at.date()).exists()
    assert set(ImportMeaning.objects.filter(about__startswith="level").values_list("word", flat=True)) == {
        "2?", "2/3", "leader!!",
    }  # fmt: skip
