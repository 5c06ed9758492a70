"""Lines with a value beside their label: days, people, documents."""

import re
from collections.abc import Sequence

from experiments.reading import dates
from experiments.reading.writeup import Writeup

NAMES = re.compile(r"\s*(?:[,;&+]|\band\b)\s*")
FILES = re.compile(r"\s+\+\s+|;\s*|,\s+")


def place(found: Writeup, field: str, value: str) -> bool:
    """Put the value where it belongs; False where it cannot be read, or the place is taken."""
    if field in ("accountable", "team", "documents"):
        getattr(found, field).extend(parted(field, [value]))
        return True
    if field == "title":
        return _only_once(found, "title", value)
    if field == "dates":
        span = dates.span(value)
        if span and not found.starts_on:
            found.starts_on, found.ends_on = span
            return True
        return _only_once(found, "starts_on", dates.day(value))
    return _only_once(found, field, dates.day(value))


def parted(field: str, values: Sequence[str]) -> list[str]:
    mark = FILES if field == "documents" else NAMES
    return [part.strip() for value in values for part in mark.split(value) if part.strip()]


def _only_once(found: Writeup, field: str, value: object) -> bool:
    if not value or getattr(found, field):
        return False
    setattr(found, field, value)
    return True
