"""Small workbooks of several sheets, each a table that may have a chart of itself beside it.

For figures, which fit into memory; lists of people are written row by row by `xlsx`.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

_WIDEST, _LONGEST_NAME = 60, 31


class Chart(NamedTuple):
    """Bars of some columns of numbers, one group for each row, under the words of the first column."""

    title: str
    # Columns of the table, counted from 0.
    columns: Sequence[int]
    # So many rows, from the first.
    rows: int


class Sheet(NamedTuple):
    """A table: what its tab says, its headings, its rows of text and whole numbers."""

    name: str
    headings: Sequence[str]
    rows: Sequence[Sequence[str | int]]
    chart: Chart | None = None


def write(path: Path, sheets: Sequence[Sheet], *, about: Mapping[str, str]) -> None:
    """Write the workbook; text is never read as a formula or a link. `about` are properties of the file."""
    with Workbook(str(path), {"strings_to_formulas": False, "strings_to_urls": False}) as book:
        book.set_properties(dict(about))
        bold, wrapped = book.add_format({"bold": True}), book.add_format({"text_wrap": True, "valign": "top"})
        for sheet in sheets:
            page = book.add_worksheet(sheet.name[:_LONGEST_NAME])
            page.freeze_panes(1, 0)
            page.write_row(0, 0, sheet.headings, bold)
            for n, row in enumerate(sheet.rows, start=1):
                page.write_row(n, 0, row, wrapped)
            for at in range(len(sheet.headings)):
                page.set_column(
                    at, at, min(max(len(str(row[at])) for row in [sheet.headings, *sheet.rows]) + 2, _WIDEST)
                )
            if sheet.chart and sheet.chart.rows:
                _draw(book, page, sheet, sheet.chart)


def _draw(book: Workbook, page: Worksheet, sheet: Sheet, chart: Chart) -> None:
    """Draw a chart of the cells themselves: it follows them when somebody changes one."""
    name = sheet.name[:_LONGEST_NAME]
    drawn = book.add_chart({"type": "bar"})
    for column in chart.columns:
        drawn.add_series(
            {
                "name": [name, 0, column],
                "categories": [name, 1, 0, chart.rows, 0],
                "values": [name, 1, column, chart.rows, column],
                "data_labels": {"value": True},
            }
        )
    drawn.set_title({"name": chart.title})
    page.insert_chart(1, len(sheet.headings) + 1, drawn, {"description": chart.title})
