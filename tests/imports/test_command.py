"""`import_members`, as others script it."""

import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from audit.models import AuditEvent
from imports.models import ImportBatch, KeptAside
from ladders.models import Assessment, Ladder, Standing
from members.models import Belonging, Member, Tag
from stpnet.in_org import on_public_side

type Run = Callable[..., tuple[int, dict[str, Any]]]
LIST = "First name,Last name,Phone,Level,Turf\nMaria,Lopez,(503) 555-0101,2,Elm\nOmar,Haddad,503-555-019,x,Elm\n"


@pytest.fixture
def run(north, tmp_path: Path) -> Run:
    """`run(text, "--dry-run")`: the exit code and the object printed."""

    def command(text: str, *options: str) -> tuple[int, dict[str, Any]]:
        path = tmp_path / "list.csv"
        path.write_text(text)
        out = io.StringIO()
        code = 0
        with on_public_side():
            try:
                call_command("import_members", str(path), "--organization", "north", "--json", *options, stdout=out)
            except CommandError as error:
                code = error.returncode
        return code, json.loads(out.getvalue() or "{}")

    return command


def mapping(tmp_path: Path, text: str) -> tuple[str, str]:
    path = tmp_path / "mapping.json"
    path.write_text(text)
    return "--mapping", str(path)


def test_one_object_with_counts_and_problems(run: Run):
    code, told = run(LIST)

    assert code == 0
    assert list(told) == ["batch", "rows", "created", "updated", "unchanged", "held_back", "refused", "problems"]
    assert [told[key] for key in list(told)[1:-1]] == [2, 2, 0, 0, 0, 0]
    assert [(each["row"], each["column"], each["value"]) for each in told["problems"]] == [
        (3, "Phone", "503-555-019"), (3, "Level", "x"),
    ]  # fmt: skip
    assert str(ImportBatch.objects.get().pk) == told["batch"]


def test_a_refused_row_exits_1_and_says_why(run: Run):
    code, told = run(LIST + ",,,3,\n")

    assert (code, told["refused"], told["rows"]) == (1, 1, 3)
    assert told["problems"][-1]["row"] == 4
    assert "cannot tell who this is" in told["problems"][-1]["reason"]


def test_a_dry_run_says_the_same_and_leaves_nothing_behind(run: Run):
    before = AuditEvent.objects.count(), Member.objects.count(), Tag.objects.count()

    code, told = run(LIST, "--dry-run")
    left = AuditEvent.objects.count(), Member.objects.count(), Tag.objects.count()
    _code, really = run(LIST)

    assert (code, told.pop("batch")) == (0, None)
    assert left == before
    assert ImportBatch.objects.count() == 1
    assert {key: really[key] for key in told} == told


def test_a_dry_run_keeps_no_file(run: Run):
    before = kept_files()

    run(LIST, "--dry-run")
    run("%PDF-1.7", "--dry-run")

    assert kept_files() == before


def kept_files() -> set[Path]:
    return {path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()}


def test_someone_under_another_name_is_made_and_not_held_back(run: Run):
    run("name,phone\nMaria Lopez,503-555-0101\n")

    _code, told = run("name,phone\nOmar Haddad,503-555-0101\n")

    assert (told["created"], told["held_back"]) == (1, 0)


def test_keep_all_rows(run: Run):
    _code, told = run("name,phone\nMaria Lopez,503-555-0101\nMaria Lopez,503-555-0101\n", "--keep-all-rows")

    assert told["created"] == 2


def test_ladder_and_day(run: Run):
    other = Ladder.objects.create(name="Stewards")
    other.levels.create(position=2, name="Files grievances")

    run(LIST, "--ladder", "stewards", "--as-of", "2026-02-01")

    assert Standing.objects.get().ladder == other
    assert str(Assessment.objects.get().on) == "2026-02-01"


def test_a_mapping_changes_the_guesses(run: Run, tmp_path: Path):
    chosen = '{"Turf": "unit:home area", "level": null, "First name": "preferred_name"}'

    code, _told = run(LIST, *mapping(tmp_path, chosen))

    assert code == 0
    assert Belonging.objects.count() == 2
    assert Assessment.objects.count() == 0
    assert Member.objects.get(preferred_name="Maria").given_name == ""


def test_a_mapping_says_how_columns_come_to_what_is_here(run: Run, tmp_path: Path):
    run("name,phone,employer,language\nMaria Lopez,503-555-0101,Mill,\n")
    ways = {"employer": {"field": "employer", "way": "fill"}, "phone": {"way": "replace"}, "*": {"way": "fill"}}

    code, told = run(
        "name,phone,e-mail,employer,VAN ID\nMaria Lopez,503-555-0101;503-555-0102,m@example.org,Port,\n",
        *mapping(tmp_path, json.dumps(ways)),
    )

    assert (code, told["updated"]) == (0, 1)
    assert Member.objects.get(family_name="Lopez").employer == "Mill"
    assert ImportBatch.objects.latest("created_at").modes == {"employer": "fill", "phone": "replace", "*": "fill"}


@pytest.mark.parametrize(
    ("chosen", "words"),
    [
        ('{"Turff": "unit"}', "no column “Turff”"),
        ('{"Turf": "nonsense"}', "no field “nonsense”"),
        ('{"Turf": "field:Nonsense"}', "no field"),
        ('{"Turf": "employer", "Level": "employer"}', "cannot both be employer"),
        ('["Turf"]', "one object"),
        ("Turf", "not JSON"),
        ('{"Turf": {"way": "twice"}}', "“twice” is no way for “Turf”"),
        ('{"Turf": {"field": null}}', "one object"),
        ('{"Turff": {"way": "fill"}}', "no column “Turff”"),
        ('{"*": {"way": "add"}}', "There are: fill, replace"),
    ],
)
def test_a_wrong_mapping_exits_2_with_a_sentence(run: Run, tmp_path: Path, chosen: str, words: str):
    path = tmp_path / "list.csv"
    path.write_text(LIST)

    with on_public_side(), pytest.raises(CommandError, match=words) as error:
        call_command("import_members", str(path), "--organization", "north", *mapping(tmp_path, chosen))

    assert error.value.returncode == 2
    assert not Member.objects.filter(given_name="Maria").exists()
    assert not ImportBatch.objects.waiting().exists()


@pytest.mark.parametrize(
    ("options", "code"),
    [(["--ladder", "No such"], 2), (["--as-of", "2999-01-01"], 2), (["--mapping", "/nowhere.json"], 2)],
)
def test_wrong_arguments_exit_2(run: Run, options: list[str], code: int):
    assert run(LIST, *options)[0] == code


def test_a_file_that_cannot_be_read_and_an_organization_that_is_not_there_exit_1(run: Run, tmp_path: Path):
    assert run("%PDF-1.7")[0] == 1
    for arguments in ([str(tmp_path / "none.csv"), "--organization", "north"], [__file__, "--organization", "none"]):
        with on_public_side(), pytest.raises(CommandError) as error:
            call_command("import_members", *arguments)
        assert error.value.returncode == 1


def test_whose_list_it_was_and_what_was_promised_is_kept(run: Run):
    said = ["--whose", "Eastside", "--promised", "Only about repairs", "--keep-until", "2031-01-31"]

    code, told = run("name\nMaria Lopez\n", *said)

    batch = ImportBatch.objects.get(pk=told["batch"])
    assert code == 0
    assert (batch.kind, batch.whose, batch.promised) == ("terminal", "Eastside", "Only about repairs")
    assert str(batch.keep_until) == "2031-01-31"
    assert run("name\nMaria Lopez\n", "--whose", "x" * 201) == (2, {})


def test_a_mapping_names_columns_of_wide_lists_too(run: Run, tmp_path: Path):
    told = {"Q1 2026": "period_level", "4/5/2026": "period_level", "4/28/2026": "attendance", "Dues": "newfield:number"}
    text = "name,phone,Q1 2026,4/5/2026,4/28/2026,Dues\nMaria Lopez,503-555-0101,1,3,x,none\n"

    code, said = run(text, *mapping(tmp_path, json.dumps(told)))

    assert (code, said["created"]) == (0, 1)
    assert [(each["column"], each["value"]) for each in said["problems"]] == [("Dues", "none")]
    levels = Assessment.objects.order_by("on").values_list("on", "level__position")
    assert [(str(on), position) for on, position in levels] == [("2026-03-31", 1), ("2026-04-05", 3)]
    assert list(KeptAside.objects.values_list("what", flat=True)) == ["attendance"]
