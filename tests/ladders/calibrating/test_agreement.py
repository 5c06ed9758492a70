"""Kappa: the library's figure, the one worked out here from its definition, and where there is none."""

from collections import Counter
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ladders.calibrating.agreement import kappa


def by_definition(rows):
    """Cohen (1960) for two, Fleiss (1971) for more, in fractions; None where chance agrees as well."""
    n, k = len(rows), len(rows[0])
    if k == 2:
        observed = Fraction(sum(a == b for a, b in rows), n)
        first, second = Counter(a for a, _ in rows), Counter(b for _, b in rows)
        chance = Fraction(sum(first[place] * second[place] for place in first), n * n)
    else:
        pairs = sum(count * (count - 1) for row in rows for count in Counter(row).values())
        observed = Fraction(pairs, n * k * (k - 1))
        shares = Counter(place for row in rows for place in row)
        chance = sum(Fraction(count, n * k) ** 2 for count in shares.values())
    return None if chance == 1 else (observed - chance) / (1 - chance)


def tables(k):
    row = st.lists(st.sampled_from(["1", "2", "3", "unsure"]), min_size=k, max_size=k)
    return st.lists(row, min_size=2, max_size=20)


@settings(max_examples=15, deadline=None)
@given(st.integers(2, 4).flatmap(tables))
def test_kappa_is_what_its_definition_says(rows):
    expected, found = by_definition(rows), kappa(rows).value

    assert (found is None) == (expected is None)
    assert expected is None or found == pytest.approx(float(expected))


def test_two_who_differ_as_in_the_textbook():
    rows = [["yes", "yes"]] * 20 + [["yes", "no"]] * 5 + [["no", "yes"]] * 10 + [["no", "no"]] * 15

    found = kappa(rows)

    assert (found.whose, round(found.value, 9)) == ("Cohen’s kappa", 0.4)
    assert found.says == "0.40: more alike than chance would give, and not by far."


def test_fourteen_assessors_as_fleiss_has_them():
    counts = [
        (0, 0, 0, 0, 14), (0, 2, 6, 4, 2), (0, 0, 3, 5, 6), (0, 3, 9, 2, 0), (2, 2, 8, 1, 1),
        (7, 7, 0, 0, 0), (3, 2, 6, 3, 0), (2, 5, 3, 2, 2), (6, 5, 2, 1, 0), (0, 2, 2, 3, 7),
    ]  # fmt: skip
    rows = [[str(place) for place, n in enumerate(row) for _ in range(n)] for row in counts]

    found = kappa(rows)

    assert (found.whose, round(found.value, 3)) == ("Fleiss’ kappa", 0.21)


@pytest.mark.parametrize("k", [2, 3])
def test_full_agreement_is_one(k):
    found = kappa([["1"] * k, ["2"] * k, ["2"] * k])

    assert (found.value, found.says) == (1, "1.00: you agree on everyone.")


@pytest.mark.parametrize("k", [2, 3])
def test_one_place_for_everybody_has_no_figure(k):
    found = kappa([["1"] * k] * 5)

    assert found.value is None
    assert found.says.startswith("Everyone placed everybody in the same place.")


@pytest.mark.parametrize("rows", [[], [["1", "2"]], [["1"], ["2"]]])
def test_too_few_have_no_figure(rows):
    assert kappa(rows).says == "There are too few people, or too few assessors, for a figure."


def test_worse_than_chance_is_said():
    assert kappa([["1", "2"], ["2", "1"]]).says.startswith("-1.00: hardly more alike than chance")
