"""Days as people write them at the head of a page. One without a year is none: nobody knows which it was."""

import re
from datetime import date

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
NAME = (
    r"(?P<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?"
    r"|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\.?"
)
DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
WEEKDAY = r"(?:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?,?\s+)?"
YEAR = r"(?P<year>\d{4})"
FORMS = [
    re.compile(form + r"\s*", re.IGNORECASE)
    for form in (
        rf"{WEEKDAY}{NAME}\s+{DAY},?\s+{YEAR}",
        rf"{WEEKDAY}{DAY}\s+(?:of\s+)?{NAME},?\s+{YEAR}",
        r"(?P<year>\d{4})-(?P<number>\d{1,2})-(?P<day>\d{1,2})",
        r"(?P<number>\d{1,2})/(?P<day>\d{1,2})/(?P<year>\d{4}|\d{2})(?!\d)",
    )
]
# The first of two, where the year is written once: "Mar 9 – May 20, 2020", "9/10 - 10/10/2020".
OPEN_FORMS = [
    re.compile(form + r"\s*", re.IGNORECASE)
    for form in (rf"{WEEKDAY}{NAME}\s+{DAY}", rf"{WEEKDAY}{DAY}\s+{NAME}", r"(?P<number>\d{1,2})/(?P<day>\d{1,2})")
]
BETWEEN = re.compile(r"(?:[-–—−]+>?|→|to|until|till|through|thru|and)\s*", re.IGNORECASE)
BEFORE = re.compile(r"(?:from|between)\s+", re.IGNORECASE)
LONGEST = 120


def day(text: str) -> date | None:
    """Return the day if the text is one and nothing else."""
    found = _at(text.strip())
    return found[0] if found and not found[1].strip(" .") else None


def span(text: str) -> tuple[date, date] | None:
    """Return both days of "September 10, 2020 – October 10, 2020" and its relatives, in the order they are written."""
    bare = BEFORE.sub("", text.strip(), count=1) if len(text) < LONGEST else ""
    if found := _at(bare):
        first, rest = found
        last = day(rest[between.end() :]) if (between := BETWEEN.match(rest)) else None
        return (first, last) if last else None
    return _with_one_year(bare)


def _with_one_year(text: str) -> tuple[date, date] | None:
    for form in OPEN_FORMS:
        if (start := form.match(text)) and (between := BETWEEN.match(text, start.end())):
            last = day(text[between.end() :])
            first = _day(start.groupdict() | {"year": str(last.year)}) if last else None
            if first and last:
                return (_year_before(first) if first > last else first), last
    return None


def _year_before(first: date) -> date:
    """Nov 1 – Feb 1, 2021 began the year before."""
    return first.replace(year=first.year - 1, day=min(first.day, 28) if first.month == 2 else first.day)  # noqa: PLR2004


def _at(text: str) -> tuple[date, str] | None:
    """Return the day that the text begins with, and the rest."""
    for form in FORMS:
        if (found := form.match(text)) and (read := _day(found.groupdict())):
            return read, text[found.end() :]
    return None


def _day(parts: dict[str, str]) -> date | None:
    month = MONTHS.index(parts["month"][:3].lower()) + 1 if "month" in parts else int(parts["number"])
    year = int(parts["year"])
    try:
        return date(year if len(parts["year"]) > 2 else 2000 + year, month, int(parts["day"]))  # noqa: PLR2004
    except ValueError:
        return None
