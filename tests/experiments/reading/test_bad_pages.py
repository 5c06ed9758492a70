"""Files that are long, broken, of another encoding or no text at all; and the command."""

import json
import time
from pathlib import Path

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from experiments.reading import NotText, decoded, read
from experiments.reading.text import MOST_BYTES

PAGES = Path(__file__).parent / "pages"
# Of a processor, whoever else is at it. Each takes less than one here.
MOST_SECONDS = 30.0


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-be", "cp1252"])
def test_page_is_read_in_whatever_way_it_was_saved(encoding):
    text = (PAGES / "word.txt").read_text()
    data = ("\ufeff" if encoding == "utf-16-be" else "").encode("utf-16-be") + text.encode(encoding)

    assert read(decoded(data)).as_json() == read(text).as_json()


@pytest.mark.parametrize("data", [b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", b"PK\x03\x04\x14\x00\x00\x00\x08\x00" * 40])
def test_what_is_no_text_is_refused_with_what_to_do(data):
    with pytest.raises(NotText, match="This is no text"):
        decoded(data)


def test_too_long_a_file_is_refused():
    with pytest.raises(NotText, match="more than 2 MB"):
        decoded(b"a" * (MOST_BYTES + 1))


@pytest.mark.parametrize(
    "text",
    [
        "a\n\n" * 66_000,
        "How might we\n\n" + "• if then\n\n\n" * 15_000,
        "*" * 200_000 + "x",
        "if " * 66_000,
        " " * 199_999 + "x",
        "\n".join(" " * (depth % 3000) + "- deeper" for depth in range(130)) + "\nSteps:\n" + "x " * 90_000,
        "Steps:\n" + "\n".join("\t" * depth + "- x" for depth in range(600)),
        "Team: " + "and " * 50_000,
        "Dates: " + "1/" * 100_000,
        "[" * 200_000,
        "word, " * 33_000 + "\n" + "a:" * 99_000,
    ],
    ids=["blanks", "blocks", "stars", "ifs", "spaces", "words", "deep", "ands", "slashes", "brackets", "colons"],
)
def test_200_kb_of_anything_are_read_at_once(text):
    began = time.process_time()
    found = read(text).as_json()
    took = time.process_time() - began

    assert took < MOST_SECONDS
    assert json.loads(json.dumps(found)) == found


def test_empty_page_is_none():
    assert not read("").is_one
    assert read("\n\n  \n").as_json()["unplaced"] == []


def run(path, *more):
    call_command("read_experiment", str(path), *more)


def test_command_prints_one_object_with_its_keys(capsys):
    run(PAGES / "headed.txt", "--json")
    said = json.loads(capsys.readouterr().out)

    assert list(said) == [
        *("title", "starts_on", "ends_on", "questions", "hypothesis", "steps", "success", "failure", "learnings"),
        *("decisions", "open_questions", "accountable", "team", "documents", "modified_on", "unplaced"),
    ]
    assert said["title"] == "Porch lights"


def test_command_without_json_says_the_same_in_lines(capsys):
    run(PAGES / "headed.txt")
    said = capsys.readouterr().out

    assert "starts_on: 2024-03-02" in said
    assert "steps: 3\n  Ask forty doors" in said


def test_page_that_is_none_is_said_beside_the_object(capsys):
    run(PAGES / "notes.txt", "--json")
    told = capsys.readouterr()

    assert "does not look like a write-up" in told.err
    assert json.loads(told.out)["unplaced"][0] == "Notes from Tuesday"


def test_file_that_is_not_there_or_no_text_is_refused(tmp_path):
    (tmp_path / "picture.txt").write_bytes(b"\x89PNG\r\n\x1a\n\x00\x00")
    with pytest.raises(CommandError, match="No such file"):
        run(tmp_path / "gone.txt")
    with pytest.raises(CommandError, match="This is no text"):
        run(tmp_path / "picture.txt")
    with pytest.raises(CommandError, match="cannot be read"):
        run(tmp_path)
