"""Where everyone stood on each day, from nothing but the file of `export_assessments`. It shares no code with the site.

Slow and obvious on purpose: for each day it reads the whole file again.
"""

import csv
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

# On a level by its number, or in a place that is none.
type Where = tuple[str, str]
OFF: Where = ("off", "")


class Recount:
    def __init__(self, path: Path) -> None:
        with path.open(newline="", encoding="utf-8") as file:
            rows = list(csv.DictReader(file))
        # Nothing in the last column: it counts. The file has each one's rows in the order in which they were made.
        self.rows = [row for row in rows if row["void"] == ""]

    def who(self) -> set[tuple[str, str]]:
        """Name everyone on each ladder where something counts."""
        return {(row["member id"], row["ladder"]) for row in self.rows}

    def where(self, member: str, ladder: str, day: date) -> Where:
        """Say where somebody stood at the end of a day: what was said last of the latest day up to then."""
        latest, place = "", OFF
        for row in self.rows:
            if (row["member id"], row["ladder"]) != (member, ladder) or row["date"] > day.isoformat():
                continue
            # Of the same day, the later row of the file.
            if row["date"] >= latest:
                latest, place = row["date"], (row["place"], row["level"])
        return place

    def days(self, first: date, last: date) -> Iterator[date]:
        while first <= last:
            yield first
            first += timedelta(days=1)
