"""For made-up lists, mappings and doings in between: what nobody touched is exactly as before, and what stays is told."""

from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, example, given, settings
from hypothesis import strategies as st

from imports.models import ImportBatch
from imports.undo import passes
from ladders import history
from members.models import Member
from tests.conftest import PersonOf
from tests.imports import generated
from tests.imports.undoing import differing, everything, figures, take_back, weigh

MADE_UP = {"deadline": None, "suppress_health_check": list(HealthCheck), "derandomize": True, "database": None}
QUICK, LONG = (
    settings(**MADE_UP, max_examples=8, phases=[Phase.explicit, Phase.generate]),
    settings(**{**MADE_UP, "derandomize": False}, max_examples=300),
)
COLUMNS = {"Shoe size": "newfield"}
TOOK_PART = {
    "lists": generated.lists(), "before": generated.lists(), "mapping": generated.MAPPINGS, "modes": generated.MODES,
    "words": generated.WORDS,
}  # fmt: skip
type Words = list[tuple[str, dict[str, str]]]


def rows(*cells: dict[str, str]) -> str:
    """Write a list of few cells with every heading."""
    lines = [",".join(cell.get(heading, "") for heading in generated.HEADINGS) for cell in cells]
    return "\n".join([",".join(generated.HEADINGS), *lines]) + "\n"


# Two rows of one person resemble somebody here: the word on the first settles the second, which is asked no more.
MARIA = {"First": "Maria", "Last": "Lopez", "Phone": "503-555-0100"}
SETTLED_BY_ANOTHER = {
    "lists": rows(MARIA, MARIA), "before": rows({"First": "José", "Phone": "503-555-0100"}), "mapping": {}, "modes": {},
    "words": [("new", {})],
}  # fmt: skip
# Somebody puts a tag on a person that neither list knew: it is no word of the list, and stays untold.
TAGGED_BY_HAND = {"lists": rows(MARIA), "before": rows({"First": "Maria", "Last": "Lopez"}), "done": [("tag", 0)]}


class rolled_back:  # noqa: N801 - reads like a verb
    """Each example starts from the same organization."""

    def __enter__(self) -> None:
        self.block = transaction.atomic()
        self.block.__enter__()

    def __exit__(self, *error: object) -> None:
        transaction.set_rollback(True)
        self.block.__exit__(*error)


def untouched(before: str, text: str, mapping: dict[str, None], modes: dict[str, str], words: Words) -> None:
    """A list comes in after another and is taken back: everything is as it was."""
    generated.bring(before, COLUMNS, holds_back=False)
    stood = everything()
    batch = generated.bring(text, COLUMNS | mapping, words, modes=modes)

    if batch.changes.exists() or batch.aside.exists():
        take_back(batch)

    assert differing(stood, everything()) == {}
    assert batch.aside.count() == 0
    assert history.differences() == []
    assert batch.kept.count() == 0


def touched(before: str, text: str, done: list[tuple[str, int]], by: Member) -> None:
    """Somebody does something in between: whom nobody touched is as before, and of whom anything stays is told."""
    generated.bring(before, COLUMNS, holds_back=False)
    stood, words = generated.parts(), generated.words()
    batch = generated.bring(text, COLUMNS)
    made = generated.words() - words
    hands = do_all(batch, done, by)
    if not batch.changes.exists():
        return
    take_back(batch)

    tell_truly(batch, stood, hands)
    kept_words = set(batch.kept.exclude(word="").values_list("word", flat=True))
    assert {name for _kind, name in generated.words() & made} <= kept_words
    assert history.differences() == []


def do_all(batch: ImportBatch, done: list[tuple[str, int]], by: Member) -> set[Any]:
    hands: set[Any] = {by.pk}
    people = list(Member.objects.filter(import_rows__batch=batch).order_by("pk").distinct())
    for name, at in done if people else []:
        who = people[at % len(people)]
        who.refresh_from_db()
        hands |= generated.do(name, who, by)
    return hands


def tell_truly(batch: ImportBatch, stood: dict[Any, Any], hands: set[Any]) -> None:
    now, told = generated.parts(), set(batch.kept.exclude(member=None).values_list("member", flat=True))
    assert told <= hands
    for who in now.keys() - hands:
        assert now[who] == stood[who]
    assert stood.keys() <= now.keys()
    # Who is new and still here stays for a reason that is told.
    assert now.keys() - stood.keys() <= told
    assert figures(batch).people_stay == len(now.keys() - stood.keys())


@pytest.fixture
def director(person: PersonOf) -> Member:
    return person("director")


@QUICK
@given(**TOOK_PART)
@example(**SETTLED_BY_ANOTHER)
def test_taken_back_untouched_all_is_as_before(
    north, lists: str, before: str, mapping: dict[str, None], modes: dict[str, str], words: Words
):
    with rolled_back():
        untouched(before, lists, mapping, modes, words)


@QUICK
@given(lists=generated.lists(), before=generated.lists(), done=generated.doings)
@example(**TAGGED_BY_HAND)
def test_taken_back_after_doings_what_stays_is_told(
    north, director: Member, lists: str, before: str, done: list[tuple[str, int]]
):
    with rolled_back():
        touched(before, lists, done, director)


@settings(QUICK, max_examples=4)
@given(lists=generated.lists(), before=generated.lists(rows=4), done=generated.doings)
def test_looking_foretells_what_is_done(north, director: Member, lists: str, before: str, done: list[tuple[str, int]]):
    with rolled_back():
        generated.bring(before, COLUMNS, holds_back=False)
        batch = generated.bring(lists, COLUMNS)
        do_all(batch, done, director)
        if batch.changes.exists():
            foretold = figures(weigh(batch))
            back = take_on(batch)
            assert figures(back) == foretold


def take_on(batch: ImportBatch) -> ImportBatch:
    from imports.actions import work_now
    from imports.undo.actions import agree

    agree(batch, by=None)
    batch.refresh_from_db()
    return work_now(batch)


@pytest.mark.slow
@LONG
@given(**TOOK_PART, chunk=st.integers(1, 4))
def test_long_taken_back_untouched_all_is_as_before(
    north, lists: str, before: str, mapping: dict[str, None], modes: dict[str, str], words: Words, chunk: int
):
    with rolled_back(), pytest.MonkeyPatch.context() as patch:
        patch.setattr(passes, "CHUNK", chunk)
        untouched(before, lists, mapping, modes, words)


@pytest.mark.slow
@LONG
@given(lists=generated.lists(), before=generated.lists(), done=generated.doings)
def test_long_taken_back_after_doings_what_stays_is_told(
    north, director: Member, lists: str, before: str, done: list[tuple[str, int]]
):
    with rolled_back():
        touched(before, lists, done, director)
