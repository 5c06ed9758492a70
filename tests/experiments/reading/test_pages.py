"""Whole pages: ours in many layouts, and the three old ones where they are at hand. No line is ever lost."""

import json
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from experiments.reading import dates, read
from tests.experiments.reading.expected import PAGES

PARTS = ("steps", "success", "failure", "learnings", "decisions", "open_questions")
SHARED = Path(__file__).parents[4] / "shared"
GIVEN = SHARED / "data" / "experiments" / "expected.json"
# Where a heading ends and goes on in the same line.
BESIDE = r": |(?<=looks like) (?=\w)|(?<=would be) (?=\w)"
LABEL = re.compile(
    r"\W*(dates|start date|end date|title|name|accountable|lead|team|documents|links|(last )?(modified|updated))\b",
    re.IGNORECASE,
)


def page(name):
    return (Path(__file__).parent / "pages" / f"{name}.txt").read_text()


def words(value):
    """All text in an answer, in one row."""
    if isinstance(value, dict):
        return words(list(value.values()))
    if isinstance(value, list):
        return " ".join(map(words, value))
    return " ".join(str(value or "").split())


def begins(item, expected):
    first, *below = expected if isinstance(expected, tuple) else (expected,)
    assert item["text"].startswith(first)
    assert len(item["children"]) == len(below)
    for child, start in zip(item["children"], below, strict=True):
        begins(child, start)


def lost(text, found):
    """The lines that stand nowhere, but for days and labels, whose values are looked at by themselves."""
    everything = words(found)
    lines = [re.sub(r"^\s*([•◦*+–-]|o\t|\(?\w{1,3}[.)]\s)?\s*(\[.?\]\s)?", "", line) for line in text.splitlines()]
    plain = [" ".join(line.split()) for line in lines]
    # A heading and what follows it in one line may stand in two places.
    parts = [
        piece for line in plain if not LABEL.match(line) and not dates.span(line) for piece in re.split(BESIDE, line)
    ]
    return [piece for piece in parts if piece.strip("#* :") not in everything]


@pytest.mark.parametrize("name", PAGES)
def test_page_is_read_as_a_careful_reader_would(name):
    found, expected = read(page(name)).as_json(), PAGES[name]

    assert found["title"] == expected.get("title")
    assert (found["starts_on"], found["ends_on"], found["modified_on"]) == expected.get("days", (None, None, None))
    assert [(asked["area"], asked["depth"]) for asked in found["questions"]] == expected.get("questions", [])
    assert (found["hypothesis"] or "").startswith(expected.get("hypothesis", ""))
    for part in PARTS:
        assert len(found[part]) == len(expected.get(part, [])), part
        for item, start in zip(found[part], expected.get(part, []), strict=True):
            begins(item, start)
    for names in ("accountable", "team", "documents"):
        assert found[names] == expected.get(names, []), names


@pytest.mark.parametrize("name", PAGES)
def test_no_line_of_a_page_is_lost(name):
    assert lost(page(name), read(page(name)).as_json()) == []


def test_page_that_is_no_writeup_is_kept_whole_and_said_to_be_none():
    found = read(page("notes"))

    assert not found.is_one
    assert [key for key, value in found.as_json().items() if value] == ["unplaced"]


def old_pages():
    return {} if not GIVEN.exists() else {n: v for n, v in json.loads(GIVEN.read_text()).items() if n.endswith(".txt")}


@pytest.mark.skipif(not GIVEN.exists(), reason="../shared/data is not here")
@pytest.mark.parametrize("name", sorted(old_pages()))
def test_old_pages_meet_every_field(name):
    text = (SHARED / "seeds" / name).read_text()
    found, expected = read(text).as_json(), old_pages()[name]

    for key, value in expected.items():
        if not isinstance(value, dict):
            assert found[key] == value, key
            continue
        rows = [found[key]] if key == "hypothesis" else [words(row) for row in found[key]]
        assert len(rows) == value.get("count", len(rows)), key
        said = words(rows)
        at = [said.find(needle) for needle in value.get("contains", [])]
        assert -1 not in at, (key, value["contains"])
        assert at == sorted(at), key
        if "children" in value:
            assert [len(row["children"]) for row in found[key]] == value["children"]
        if "area" in value:
            assert found[key][0]["area"] == value["area"]
    assert lost(text, found) == []


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.sampled_from(["", "  ", "    ", "\t", "\u00a0 "]),
            st.sampled_from(["", "• ", "- ", "1. ", "o\t", "☐ "]),
            st.sampled_from(["How might we", "Success:", "Failure would be", "Plan", "Team", "Team: Ana", "If so then"])
            | st.text(st.characters(categories=["L", "N", "P", "Zs"]), max_size=30),
            st.integers(0, 5),
        ),
        max_size=25,
    )
)
def test_every_word_of_any_page_stands_somewhere(rows):
    text = "".join(f"{indent}{bullet}{said}\n" + "\n" * gap for indent, bullet, said, gap in rows)
    everything = words(read(text).as_json())

    for _indent, _bullet, said, _gap in rows:
        for word in re.findall(r"[^\W\d_]{3,}", said):
            assert word in everything or word == "Team", word
