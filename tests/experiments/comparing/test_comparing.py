"""Intervals, difference and tests against the published formulas, and what is said of them."""

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from experiments.comparing import ImpossibleFigures, Rate, compare, needed, words
from experiments.comparing.rates import MOST, Verdict
from tests.experiments.comparing import formulas


@st.composite
def counts(draw, most=400):
    trials = draw(st.integers(1, most))
    return draw(st.integers(0, trials)), trials


def near(value):
    return pytest.approx(value, rel=1e-9, abs=1e-12)


@pytest.mark.parametrize(
    ("figures", "low", "high"),
    # Newcombe 1998, "Interval estimation for the single proportion", table I, method 3.
    [((81, 263), 0.2553, 0.3662), ((15, 148), 0.0624, 0.1605), ((0, 20), 0.0, 0.1611), ((1, 29), 0.0061, 0.1718)],
)
def test_wilson_has_the_values_of_the_paper(figures, low, high):
    found = Rate(*figures).interval

    assert (round(found.low, 4), round(found.high, 4)) == (low, high)


@pytest.mark.parametrize(
    ("b", "a", "low", "high"),
    # Newcombe 1998, "Interval estimation for the difference", table II, method 10.
    [
        ((56, 70), (48, 80), 0.0524, 0.3339),
        ((9, 10), (3, 10), 0.1705, 0.8090),
        ((6, 7), (2, 7), 0.0582, 0.8062),
        ((5, 56), (0, 29), -0.0381, 0.1926),
        ((0, 10), (0, 20), -0.1611, 0.2775),
        ((10, 10), (0, 10), 0.6075, 1.0),
    ],
)
def test_difference_has_the_values_of_the_paper(a, b, low, high):
    found = compare(Rate(*a), Rate(*b)).difference_interval

    assert (round(found.low, 4), round(found.high, 4)) == (low, high)


@settings(max_examples=60, deadline=None)
@given(counts(), counts())
@example((0, 1), (1, 1))
@example((0, 400), (0, 3))
@example((400, 400), (3, 3))
@example((1, 2), (200, 400))
def test_everything_agrees_with_the_formulas(a, b):
    found = compare(Rate(*a), Rate(*b))

    assert found.a.interval == (near(formulas.wilson(*a)[0]), near(formulas.wilson(*a)[1]))
    low, high = formulas.newcombe(a, b)
    assert found.difference_interval == (pytest.approx(low, abs=1e-9), pytest.approx(high, abs=1e-9))
    is_exact = formulas.least_expected(a, b) < 5
    assert found.is_exact == is_exact
    assert found.p_value == near(formulas.fisher(a, b) if is_exact else formulas.chi_square(a, b))
    assert ("Fisher" in words.methods(found)["test"]) == is_exact


@settings(max_examples=60, deadline=None)
@given(counts(), counts())
def test_the_other_way_round_is_the_same_upside_down(a, b):
    one, other = compare(Rate(*a), Rate(*b)), compare(Rate(*b), Rate(*a))

    assert one.difference == -other.difference
    assert one.p_value == near(other.p_value)
    assert one.difference_interval.low == pytest.approx(-other.difference_interval.high, abs=1e-12)
    turned = {Verdict.HIGHER: Verdict.LOWER, Verdict.LOWER: Verdict.HIGHER}
    assert one.verdict == turned.get(other.verdict, other.verdict)


@pytest.mark.parametrize(
    ("a", "b", "verdict"),
    [
        ((30, 100), (55, 100), "higher"),
        ((55, 100), (30, 100), "lower"),
        ((50, 100), (52, 100), "no_clear_difference"),
        ((0, 10), (8, 10), "higher"),
        ((1, 4), (2, 5), "too_few_to_tell"),
        ((0, 10), (0, 10), "too_few_to_tell"),
        ((10, 10), (10, 10), "too_few_to_tell"),
        ((8, 16), (9, 16), "too_few_to_tell"),
    ],
)
def test_verdict(a, b, verdict):
    assert compare(Rate(*a), Rate(*b)).verdict == verdict


def test_lift_is_nothing_where_the_baseline_is_zero():
    assert compare(Rate(0, 50), Rate(10, 50)).lift is None
    assert compare(Rate(10, 50), Rate(15, 50)).lift == near(0.5)
    assert compare(Rate(10, 50), Rate(0, 50)).lift == -1


def test_warnings_say_what_could_mislead():
    small, none, looked = (
        words.warnings(compare(Rate(1, 4), Rate(2, 5))),
        words.warnings(compare(Rate(0, 200), Rate(40, 200))),
        words.warnings(compare(Rate(30, 100), Rate(55, 100), is_running=True)),
    )

    assert [line.split(":")[0] for line in small] == ["These are small numbers"]
    assert [line.split(":")[0] for line in none] == ["There is no lift to state"]
    assert ["still running" in line for line in looked] == [True]
    assert words.warnings(compare(Rate(30, 100), Rate(55, 100))) == []


def test_test_and_interval_that_disagree_are_a_close_call():
    """Of 16 tables with 40 each, those at the edge; the sentence stands exactly there."""
    for b in range(10, 40):
        found = compare(Rate(10, 40), Rate(b, 40))
        low, high = formulas.newcombe((10, 40), (b, 40))
        p = formulas.fisher((10, 40), (b, 40)) if found.is_exact else formulas.chi_square((10, 40), (b, 40))

        assert any("close call" in line for line in words.warnings(found)) == ((p < 0.05) != (low > 0 or high < 0))


def test_sentence_has_both_rates_with_their_counts_and_the_difference():
    said = words.sentence(compare(Rate(12, 80), Rate(24, 80)))

    assert (
        said
        == "B is higher: 30 % (24 of 80) against 15 % (12 of 80). The true difference is likely +2.0 to +27.4 points."
    )
    assert words.sentence(compare(Rate(1, 4), Rate(2, 5))).startswith(
        "Not enough data: 40 % (2 of 5) against 25 % (1 of 4)"
    )


@pytest.mark.parametrize(
    ("figures", "said"),
    [
        ((0, 0), "Nobody was asked"),
        ((3, 2), "3 out of 2"),
        ((-1, 2), "0 or more"),
        ((1, MOST + 1), "Look at the figure"),
    ],
)
def test_figures_that_are_no_rate_are_refused_with_a_sentence(figures, said):
    with pytest.raises(ImpossibleFigures, match=said):
        Rate(*figures)


def test_the_largest_figures_are_compared_at_once():
    assert compare(Rate(3, MOST), Rate(5, MOST)).verdict == "too_few_to_tell"
    assert compare(Rate(MOST // 2, MOST), Rate(MOST, MOST)).verdict == "higher"
    assert compare(Rate(1, 2), Rate(MOST // 2, MOST)).verdict == "too_few_to_tell"


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 100), st.integers(-100, 100).filter(bool), st.sampled_from([0.5, 0.8, 0.9, 0.95]))
@example(0, 100, 0.8)
def test_so_many_are_enough_and_one_fewer_is_not(baseline, effect, power):
    a, b = baseline / 100, (baseline + effect) / 100
    if not 0 <= b <= 1:
        return
    sizes = needed(baseline=a, effect=effect / 100, power=power)

    if 0 < a + b < 2 and not (a in (0, 1) and b in (0, 1)):
        assert formulas.power(a, b, sizes.per_group) >= power - 1e-6
        assert sizes.per_group == 1 or formulas.power(a, b, sizes.per_group - 1) < power + 1e-6


def test_sizes_of_the_textbook():
    """Fleiss, Levin and Paik (2003): from 60 to 70 per cent, with a power of 0.8, 356 in each group."""
    assert needed(baseline=0.6, effect=0.1).per_group == 356
    assert needed(baseline=0.5, effect=0.2).per_group == 93
