"""No small figure of a page can be worked out from what the page shows, however its tables hang together."""

from collections.abc import Mapping, Sequence
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dashboards.small import Key, Sum, Table, cell, hidden, laid_out
from ladders.small import LEAST

MOST = 60  # the largest figure that somebody who guesses would try

type Guess = dict[Key, tuple[int, int]]  # the least and the most that a figure can be


def could_be(value: int, key: Key, figures: Mapping[Key, int], sums: Sequence[Sum], gone: set[Key]) -> bool:
    """Sit down with what is shown, and try every figure for what is not, until all sums hold."""
    guess = {each: (0, MOST) if each in gone else (n, n) for each, n in figures.items()}
    return _fits(guess | {key: (value, value)}, sums)


def _fits(guess: Guess, sums: Sequence[Sum]) -> bool:
    while True:
        before, guess = guess, _closer(guess, sums)
        if any(least > most for least, most in guess.values()):
            return False
        if guess == before:
            break
    unsure = [key for key, (least, most) in guess.items() if least < most]
    if not unsure:
        return True
    key = min(unsure, key=lambda each: guess[each][1] - guess[each][0])
    return any(_fits(guess | {key: (n, n)}, sums) for n in range(guess[key][0], guess[key][1] + 1))


def _closer(guess: Guess, sums: Sequence[Sum]) -> Guess:
    """Draw the bounds closer by each sum: a part is the whole without the others."""
    guess = dict(guess)
    for whole, parts in sums:
        least, most = (sum(guess[part][i] for part in parts) for i in (0, 1))
        guess[whole] = max(guess[whole][0], least), min(guess[whole][1], most)
        for part in parts:
            others = least - guess[part][0], most - guess[part][1]
            bounds = guess[whole][0] - others[1], guess[whole][1] - others[0]
            guess[part] = max(guess[part][0], bounds[0]), min(guess[part][1], bounds[1])
            least, most = others[0] + guess[part][0], others[1] + guess[part][1]
    return guess


def prove(tables: Sequence[Table], sums: Sequence[Sum] = (), plain: Sequence[Key] = ()) -> set[Key]:
    figures, all_sums = laid_out(tables, sums)
    gone = hidden(tables, sums, plain=plain)
    for key, n in figures.items():
        if 0 < n < LEAST and key not in plain:
            assert key in gone
            assert any(could_be(value, key, figures, all_sums, gone) for value in range(LEAST, 10)), (key, gone)
    return gone


small_or_not = st.one_of(st.integers(0, 4), st.integers(0, 9))


def people(across: Sequence[Sequence[str]]) -> st.SearchStrategy[dict[tuple[str, ...], int]]:
    return st.fixed_dictionaries(dict.fromkeys(product(*across), small_or_not))


@given(people(["abc", "xyz"]))
@settings(max_examples=15)
def test_rows_columns_and_totals_of_a_table_give_nothing_away(cells):
    prove([Table(("unit", "level"), cells)])


@given(people(["ab", "xyz"]), st.data())
@settings(max_examples=15)
def test_a_table_gives_nothing_away_of_another_that_shares_its_sums(cells, data):
    by_level = {level: sum(n for (_, each), n in cells.items() if each == level) for level in "xyz"}
    first = {level: data.draw(st.integers(0, n)) for level, n in by_level.items()}
    teams = {("p", level): n for level, n in first.items()}
    teams |= {("q", level): by_level[level] - n for level, n in first.items()}

    prove([Table(("unit", "level"), cells), Table(("team", "level"), teams)])


@given(people(["uxy", "uxy"]))
@settings(max_examples=15)
def test_kinds_of_movement_give_no_cell_of_the_matrix_away(cells):
    pairs = {kind: [pair for pair in cells if _kind(*pair) == kind] for kind in ("up", "down", "joined", "off")}
    sums = [Sum(cell(kind=kind), tuple(cell(was=was, now=now) for was, now in these)) for kind, these in pairs.items()]

    prove([Table(("was", "now"), cells)], sums)


def _kind(was: str, now: str) -> str:
    if "u" in (was, now):
        return "stayed" if was == now else "joined" if was == "u" else "off"
    return "stayed" if was == now else "up" if was < now else "down"


def test_one_small_cell_takes_a_second_along_in_its_row_and_column():
    gone = prove(
        [Table(("unit", "level"), {("a", 1): 3, ("a", 2): 20, ("b", 1): 18, ("b", 2): 9, ("c", 1): 9, ("c", 2): 9})]
    )

    assert len(gone) == 4
    assert {cell(unit="a", level=1), cell(unit="a", level=2)} < gone


def test_nothing_is_hidden_where_nothing_is_small():
    assert prove([Table(("unit", "level"), {("a", 1): 5, ("a", 2): 0, ("b", 1): 18, ("b", 2): 9})]) == set()


def test_nobody_at_all():
    assert hidden([Table(("unit",), {})]) == set()


def test_a_total_of_ones_own_is_shown_and_gives_no_unit_away():
    tables = [Table(("unit", "level"), {("a", 1): 2, ("b", 1): 1, ("a", 2): 20, ("b", 2): 30})]
    gone = hidden(tables, plain=[cell(level=1)])

    figures, sums = laid_out(tables)
    assert cell(level=1) not in gone
    could = {n for n in range(9) if could_be(n, cell(unit="a", level=1), figures, sums, gone)}
    assert could == {0, 1, 2, 3}


def test_tables_that_disagree_are_refused():
    with pytest.raises(ValueError, match="in one table and 4 in another"):
        hidden([Table(("unit",), {("a",): 3, ("b",): 9}), Table(("unit",), {("a",): 4, ("b",): 8})])


@pytest.mark.slow
@given(people(["abcd", "wxyz"]))
@settings(max_examples=150, deadline=None)
def test_larger_tables_give_nothing_away_either(cells):
    prove([Table(("unit", "level"), cells)])


def test_of_very_many_places_few_figures_are_hidden():
    """One small figure among 150 places takes three with it: another of its place, and both of another place."""
    people = {(place, level): 20 for place in range(150) for level in range(5)} | {(70, 2): 3}

    gone = hidden([Table(("place", "level"), people)])

    assert cell(place=70, level=2) in gone
    assert len(gone) == 4
