"""Days that are named in a sentence: "Dec 2", "2 December", "2026-12-02", "tomorrow", "on Friday"."""

import re
from collections.abc import Iterator
from datetime import date, timedelta
from functools import lru_cache

from django.utils.dates import MONTHS, MONTHS_3, WEEKDAYS
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from members.normal import fold

# Who writes of a day without its year means the one behind, if it is as near as this.
_LATELY = timedelta(days=60)
_DAY = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?")


def named_in(sentence: str, today: date) -> list[date]:
    """Return the days that a sentence names, each once, in its order."""
    words = fold(sentence).split()
    return list(dict.fromkeys(day for at in range(len(words)) for day in _at(words, at, today)))


def _at(words: list[str], at: int, today: date) -> Iterator[date]:
    """Read the day that begins with this word."""
    months, weekdays, near = _names(get_language() or "en")
    word, following = words[at], words[at + 1] if at + 1 < len(words) else ""
    if word in near:
        yield today + timedelta(days=near[word])
    elif word in weekdays:
        # The next one: what happened last Friday is said otherwise.
        yield today + timedelta(days=(weekdays[word] - today.weekday() - 1) % 7 + 1)
    elif word in months and (number := _DAY.fullmatch(following)):
        yield from _without_year(months[word], int(number[1]), today)
    elif following in months and (number := _DAY.fullmatch(word)):
        # In "by 4 Dec 2" the 2 is the day, and what stands before the month is something else.
        if not (at + 2 < len(words) and _DAY.fullmatch(words[at + 2])):
            yield from _without_year(months[following], int(number[1]), today)
    elif re.fullmatch(r"20\d\d", word) and at + 2 < len(words) and following.isdecimal() and words[at + 2].isdecimal():
        yield from _real(int(word), int(following), int(words[at + 2]))


def _without_year(month: int, day: int, today: date) -> Iterator[date]:
    """Take the year in which it is still to come, unless it is only just over."""
    for year in (today.year - 1, today.year, today.year + 1):
        for found in _real(year, month, day):
            if found >= today - _LATELY:
                yield found
                return


def _real(year: int, month: int, day: int) -> Iterator[date]:
    try:
        yield date(year, month, day)
    except ValueError:
        # February 30: no day, and nothing to offer.
        return


@lru_cache(maxsize=8)
def _names(_language: str) -> tuple[dict[str, int], dict[str, int], dict[str, int]]:
    """Return months, days of the week and words for near days, as the language of the group has them."""
    months = {fold(str(name)): number for names in (MONTHS, MONTHS_3) for number, name in names.items()}
    weekdays = {fold(str(name)): number for number, name in WEEKDAYS.items()}
    return months, weekdays, {fold(_("yesterday")): -1, fold(_("tomorrow")): 1}
