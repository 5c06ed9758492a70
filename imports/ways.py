"""What a row does to what is here already, field by field: leave it, fill blanks, take its place, or stand beside it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from imports.person import NAMES

# The parts of a name go together; what goes by its own word elsewhere keeps it here.
OF_COLUMN = {**dict.fromkeys(NAMES, "name"), "preferred_name": "preferred_name", "organizer_id": "organizer"}
# Of these somebody has several.
SEVERAL = frozenset({"phone", "email", "address", "tags"})
# What is said of the list as a whole, for every field that has no word of its own.
ALL = "*"


class Way(StrEnum):
    """Stored on batches and rows."""

    KEEP = "keep"
    FILL = "fill"
    REPLACE = "replace"
    ADD = "add"


@dataclass(frozen=True)
class Ways:
    """How one row treats the person it is about: as chosen for this row, else for the list, else as lists usually do."""

    modes: Mapping[str, str] = field(default_factory=dict)
    choices: Mapping[str, str] = field(default_factory=dict)
    by_id: bool = False

    def of(self, key: str) -> Way:
        if not self.modes and not self.choices:
            return self._usual(key)
        if chosen := self.choices.get(key) or self.modes.get(key):
            return Way(chosen)
        usual = self._usual(key)
        said = self.modes.get(ALL)
        # Numbers that the list does not know are not wrong for that: they give way only where that was said of them.
        return Way(said) if said and (key not in SEVERAL or said == Way.FILL) else usual

    def _usual(self, key: str) -> Way:
        """A given value is newer, but a name that merely agrees fills blanks: a list with "D." does not shorten Deshawn."""
        if key in SEVERAL:
            return Way.ADD
        return Way.FILL if key in ("name", "preferred_name") and not self.by_id else Way.REPLACE


def key_of(column: str) -> str:
    """Name the field that a column of Member belongs to."""
    return OF_COLUMN.get(column, column)
