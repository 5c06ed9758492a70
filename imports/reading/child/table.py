"""One table as the child hands it on, whatever kind of file it came from."""

from collections.abc import Iterator

type Number = int


class Table:
    """Rows with their spreadsheet numbers, and what was found out on the way."""

    def __init__(
        self,
        format: str,  # noqa: A002 - the name in the answer
        rows: Iterator[tuple[Number, list[str]]],
        *,
        encoding: str = "",
        delimiter: str = "",
        sheets: list[str] | None = None,
        sheet: str = "",
        errors: dict[Number, dict[int, str]] | None = None,
    ) -> None:
        self.format = format
        self.rows = rows
        self.encoding = encoding
        self.delimiter = delimiter
        self.sheets = sheets or []
        self.sheet = sheet
        # Looked at while the rows go by: whoever measures the sheet may go on filling it.
        self.errors: dict[Number, dict[int, str]] = {} if errors is None else errors
        self.notes: dict[str, int] = {}

    def note(self, name: str, n: int = 1) -> None:
        """Count something the reader of the report should hear about."""
        self.notes[name] = self.notes.get(name, 0) + n

    def about(self) -> dict[str, object]:
        """The first line of the answer."""
        names = ("format", "encoding", "delimiter", "sheets", "sheet")
        return {"kind": "about"} | {name: getattr(self, name) for name in names}
