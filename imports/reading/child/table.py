"""One table as the child hands it on, whatever kind of file it came from."""

from collections.abc import Iterator
from dataclasses import dataclass, field

type Number = int


@dataclass
class Table:
    """Rows with their spreadsheet numbers, and what was found out on the way."""

    format: str
    rows: Iterator[tuple[Number, list[str]]]
    encoding: str = ""
    delimiter: str = ""
    sheets: list[str] = field(default_factory=list)
    sheet: str = ""
    errors: dict[Number, dict[int, str]] = field(default_factory=dict)
    notes: dict[str, int] = field(default_factory=dict)

    def note(self, name: str, n: int = 1) -> None:
        """Count something the reader of the report should hear about."""
        self.notes[name] = self.notes.get(name, 0) + n

    def about(self) -> dict[str, object]:
        """The first line of the answer."""
        names = ("format", "encoding", "delimiter", "sheets", "sheet")
        return {"kind": "about"} | {name: getattr(self, name) for name in names}
