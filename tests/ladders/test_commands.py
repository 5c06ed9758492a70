"""What others script: the export, the rebuild, and their exit codes."""

import csv
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.utils import timezone
from django_tenants.postgresql_backend.base import FakeTenant

from ladders import history
from ladders.models import Standing
from members.models import ExternalId
from organizations.models import Organization
from stpnet.in_org import in_org

type Make = Callable[..., Any]
HEADINGS = ["member id", "external id", "ladder", "level", "place", "date", "confidence", "assessor", "source", "void"]


def run(command: str, **options: Any) -> None:
    """As from a terminal: in no organization yet."""
    with in_org(FakeTenant("public")):
        call_command(command, **options)


def export(path: Path) -> list[list[str]]:
    run("export_assessments", organization="north", out=str(path))
    with path.open(newline="", encoding="utf-8") as file:
        return list(csv.reader(file))


def test_export_writes_a_row_for_each_assessment(people: Make, said: Make, person: Make, tmp_path: Path):
    (member,) = people()
    ExternalId.objects.create(member=member, system="van", value="=12")
    said(member, "quiet", "2026-02-05", voided_at=timezone.now(), void_reason="Slip", source="import")
    said(member, 3, "2026-01-05", assessed_by=person("director"), confidence="unsure")

    headings, *rows = export(tmp_path / "out.csv")

    start = [str(member.pk), "'=12", "Leadership ladder"]
    assert headings == HEADINGS
    assert rows == [
        [*start, "3", "level", "2026-01-05", "unsure", "Director North River", "page", ""],
        [*start, "", "quiet", "2026-02-05", "clear", "", "import", "yes"],
    ]


def test_export_says_what_waits_for_a_second_person(people: Make, said: Make, tmp_path: Path):
    (member,) = people()
    said(member, 1, "2026-01-05", waits_for_review=True)
    said(member, 1, "2026-02-05", waits_for_review=True, confirmed_at=timezone.now())

    _headings, *rows = export(tmp_path / "out.csv")

    assert [row[-1] for row in rows] == ["waits", ""]


def test_export_leaves_guests_out(people: Make, said: Make, tmp_path: Path):
    said(people(kind="guest")[0], 1, "2026-01-05")

    assert export(tmp_path / "out.csv") == [HEADINGS]


def test_export_to_standard_output(north: Organization, capsys: Any):
    run("export_assessments", organization="north", out="-")

    assert capsys.readouterr().out.startswith('"member id","external id"')


@pytest.mark.parametrize("command", ["export_assessments", "rebuild_standings"])
def test_commands_refuse_an_unknown_slug(db: None, command: str):
    options = {"out": "-"} if command == "export_assessments" else {}

    with pytest.raises(CommandError, match="There is no organization at /o/nowhere/") as caught:
        run(command, organization="nowhere", **options)

    assert caught.value.returncode == 1


def test_export_refuses_a_folder_that_is_not_there(north: Organization, tmp_path: Path):
    with pytest.raises(CommandError, match="cannot be written: No such file"):
        export(tmp_path / "nowhere" / "out.csv")


@pytest.fixture
def wrong(people: Make, said: Make) -> None:
    """Someone whose standing was never written."""
    said(people()[0], 1, "2026-01-05")


def test_check_finds_and_keeps_what_is_wrong(wrong: None, capsys: Any):
    with pytest.raises(SystemExit) as caught:
        run("rebuild_standings", organization="north", check=True)

    assert caught.value.code == 1
    assert capsys.readouterr().out == "1 assessments; the histories of 1 people differ.\n"
    assert not Standing.objects.exists()


def test_rebuild_mends_and_says_so(wrong: None, capsys: Any):
    run("rebuild_standings", organization="north", json=True)

    said = json.loads(capsys.readouterr().out)
    assert (said["assessments"], said["rebuilt"], said["people"]) == (1, True, 1)
    assert {each["table"] for each in said["differences"]} == {"ladders_levelchange", "ladders_standing"}
    assert history.differences() == []


def test_check_is_content_when_both_agree(wrong: None, capsys: Any):
    history.rebuild()

    run("rebuild_standings", organization="north", check=True)

    assert capsys.readouterr().out == "1 assessments and what follows from them agree.\n"
