"""What a file holds, before anything is taken from it."""

from collections.abc import Generator, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypedDict

from imports.reading import headings, sentences
from imports.reading.child_process import UnreadableFile, answer
from imports.reading.headings import Row
from imports.targets import is_known

SAMPLES = 50
# Title lines, blank ones and the samples below them.
LOOKED_AT = 100


class Layout(TypedDict):
    """How a file is laid out: what `rows` needs to read it the way it was examined."""

    sheet: str | None
    header_row: int | None
    encoding: str | None
    delimiter: str | None


@dataclass(frozen=True)
class Examined:
    """How a file was read and what stands in it; a person may change sheet, headings, encoding and delimiter.

    `first` are the rows as the file begins; `filled` counts for each column the data rows with anything in it; `blank` the rows left out as blank.
    """

    format: str
    encoding: str
    delimiter: str
    sheets: list[str]
    sheet: str
    header_row: int | None
    has_header: bool
    headers: list[str]
    first: list[Row]
    samples: list[Row]
    n_rows: int
    blank: int
    filled: list[int]
    notes: list[str]

    @property
    def layout(self) -> Layout:
        """Pass it on: `rows(path, **examined.layout)`; it is plain JSON."""
        return {
            "sheet": self.sheet or None,
            "header_row": self.header_row,
            "encoding": self.encoding or None,
            "delimiter": self.delimiter or None,
        }


def examine(
    path: Path | str,
    *,
    sheet: str | None = None,
    header_row: int | None = None,
    has_header: bool | None = None,
    encoding: str | None = None,
    delimiter: str | None = None,
    limits: dict[str, int] | None = None,
) -> Examined:
    """Read a whole file once, keep its first rows and count the rest. Raises `UnreadableFile`."""
    # Read from the top, so that whoever chose the headings sees what stands above them.
    start = header_row if header_row and 2 * header_row > LOOKED_AT else 1
    options = _options(sheet, encoding, delimiter, limits, start=start, first=LOOKED_AT, count=True)
    about: dict[str, Any] = {}
    first: list[Row] = []
    for said in answer(Path(path), options):
        if said["kind"] == "rows":
            first.extend(map(_row, said["rows"]))
        else:
            about |= said
    if not first:
        raise UnreadableFile(sentences.refusal("empty", {}), "empty")
    if header_row is None and has_header is not False:
        header_row = headings.find(first, is_known) or (first[0].number if has_header else None)
    elif header_row is not None:
        header_row = next((row.number for row in first if row.number >= header_row), first[0].number)
    return _examined(about, first, header_row)


def rows(
    path: Path | str,
    *,
    sheet: str | None = None,
    header_row: int | None = None,
    encoding: str | None = None,
    delimiter: str | None = None,
    limits: dict[str, int] | None = None,
) -> Generator[Row]:
    """Stream the data rows: those below the heading row, or all when there is none. Blank rows are left out."""
    start = header_row + 1 if header_row else 1
    options = _options(sheet, encoding, delimiter, limits, start=start, first=None, count=False)
    with closing(answer(Path(path), options)) as lines:
        for said in lines:
            if said["kind"] == "rows":
                yield from map(_row, said["rows"])


def _options(
    sheet: str | None, encoding: str | None, delimiter: str | None, limits: dict[str, int] | None, **more: int | None
) -> dict[str, Any]:
    return {"sheet": sheet, "encoding": encoding, "delimiter": delimiter, "limits": limits or {}} | more


def _row(sent: list[Any]) -> Row:
    number, cells, *shown = sent
    if not shown:
        return Row(number, cells, {})
    errors = {int(at): str(sentences.OF_CELLS.get(text, text)) for at, text in shown[0].items()}
    return Row(number, cells, errors)


def _examined(about: dict[str, Any], first: list[Row], header_row: int | None) -> Examined:
    above = [row for row in first if header_row and row.number < header_row]
    heading = next((row for row in first if row.number == header_row), None)
    apart = [*above, heading] if heading else []
    samples = first[len(apart) :]
    filled = [count - sum(bool(row.cell(column)) for row in apart) for column, count in enumerate(about["filled"])]
    width = max((column + 1 for column, count in enumerate(about["filled"]) if count), default=1)
    n_rows = about["rows"] - len(apart)
    return Examined(
        **{name: about[name] for name in ("format", "encoding", "delimiter", "sheets", "sheet")},
        header_row=header_row,
        has_header=heading is not None,
        headers=headings.named(heading.cells if heading else [], width),
        first=first,
        samples=samples[:SAMPLES],
        n_rows=n_rows,
        blank=about["blank"],
        filled=filled[:width],
        notes=list(_notes(about, above, heading, n_rows)),
    )


def _notes(about: dict[str, Any], above: Sequence[Row], heading: Row | None, n_rows: int) -> Iterator[str]:
    others = [name for name in about["sheets"] if name != about["sheet"]]
    if others:
        yield str(sentences.OTHER_SHEETS) % {"sheet": about["sheet"], "others": ", ".join(others)}
    if heading is None:
        yield str(sentences.NO_HEADINGS)
    elif n_rows == 0:
        yield str(sentences.ONLY_HEADINGS)
    if above:
        yield sentences.counted("above", len(above))
    if about["blank"]:
        yield sentences.counted("blank", about["blank"])
    yield from (sentences.counted(name, n) for name, n in about["notes"].items())
    yield from _ragged(about, above, heading)


def _ragged(about: dict[str, Any], above: Sequence[Row], heading: Row | None) -> Iterator[str]:
    """Only text files can be ragged: a workbook's rows always fill their rectangle."""
    if heading is None or not about["delimiter"]:
        return
    lengths = {length: n for length, n, _ in about["lengths"]}
    for row in above:
        lengths[len(row.cells)] -= 1
    others = {length: n for length, n in lengths.items() if n and length != len(heading.cells)}
    firsts = [row for length, _, row in about["lengths"] if length in others and row > heading.number]
    if others and firsts:
        yield sentences.counted("ragged", sum(others.values()), row=min(firsts))
