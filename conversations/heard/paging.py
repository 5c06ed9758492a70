"""Pages of a list that nobody counts: one more row than is shown tells whether there are older ones."""

from typing import Any, NamedTuple

PER_PAGE = 25
# Behind it nobody looks: narrowing down is quicker.
_LAST_PAGE = 400
_MOST_DIGITS = 5


class Cut(NamedTuple):
    """Which rows of a list a page shows."""

    number: int

    @classmethod
    def asked(cls, number: str) -> "Cut":
        """Read the number in an address; what is none is the first page."""
        is_number = number.isascii() and number.isdigit() and len(number) <= _MOST_DIGITS
        return cls(min(max(int(number), 1), _LAST_PAGE) if is_number else 1)

    @property
    def rows(self) -> slice:
        first = (self.number - 1) * PER_PAGE
        return slice(first, first + PER_PAGE + 1)

    def context(self, found: list[Any]) -> dict[str, Any]:
        """Return what a template needs of the rows that were read."""
        older = self.number + 1 if len(found) > PER_PAGE else 0
        return {"lines": found[:PER_PAGE], "newer": self.number - 1, "older": older}
