"""Days at the head of a page."""

from datetime import date

import pytest

from experiments.reading import dates


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("September 10, 2020 – October 10, 2020", date(2020, 9, 10), date(2020, 10, 10)),
        ("Sept. 10 - Oct. 10, 2020", date(2020, 9, 10), date(2020, 10, 10)),
        ("10 September 2020 to 10 October 2020", date(2020, 9, 10), date(2020, 10, 10)),
        ("from Monday, March 9th, 2020 until May 20th, 2020", date(2020, 3, 9), date(2020, 5, 20)),
        ("9/10/20-10/10/20", date(2020, 9, 10), date(2020, 10, 10)),
        ("2020-09-10 — 2020-10-10", date(2020, 9, 10), date(2020, 10, 10)),
        ("Nov 1 – Feb 1, 2021", date(2020, 11, 1), date(2021, 2, 1)),
        ("2/29 - 3/1/2020", date(2020, 2, 29), date(2020, 3, 1)),
        # Written the wrong way round it is read as it stands: who saves it is told.
        ("October 10, 2020 – September 10, 2020", date(2020, 10, 10), date(2020, 9, 10)),
    ],
)
def test_two_days_are_read(text, first, last):
    assert dates.span(text) == (first, last)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "September",
        "Sept 10 – Oct 10",
        "February 30, 2020 – March 1, 2020",
        "2020",
        "1/2/2020",
        "13/13/2020 - 1/1/2021",
    ],
)
def test_what_is_no_span_is_none(text):
    assert dates.span(text) is None


@pytest.mark.parametrize("text", ["November 2, 2020", "2 Nov 2020.", "11/2/2020", "11/2/20", "2020-11-02"])
def test_one_day_is_read(text):
    assert dates.day(text) == date(2020, 11, 2)


@pytest.mark.parametrize("text", ["November 2", "soon", "11/2/2020 and later", "0000-01-01", "9999-99-99"])
def test_what_is_no_day_is_none(text):
    assert dates.day(text) is None
