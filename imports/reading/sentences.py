"""What the child found, said to the person who uploaded the file."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

SAVE_AS_CSV = _("Open it in a spreadsheet program, save it as CSV (UTF-8), and upload that.")

UNREADABLE = _(
    "We could not read this file. It may be damaged or too large. "
    "Open it in a spreadsheet program, save it as CSV (UTF-8), and upload that."
)

REFUSALS = {
    "empty": _("This file is empty. Choose the file that has your list in it."),
    "empty_sheets": _("This workbook has nothing in it that we could read. Choose the file that has your list in it."),
    "no_visible_sheet": _("This workbook has no visible sheet. Show the sheet with your list, save, and upload again."),
    "no_such_sheet": _("This workbook has no visible sheet called “%(sheet)s”. Choose another sheet."),
    "password": _("This file is protected with a password. Save a copy without the password and upload that."),
    "macros": _("This workbook has macros in it, and we do not open those. Save it as a plain .xlsx or as CSV."),
    "links": _(
        "This workbook takes values from other files. Save the sheet as CSV, or paste its values into a new workbook, "
        "and upload that."
    ),
    "xlsb": _("This is a binary workbook (.xlsb). Save it as .xlsx or CSV and upload that."),
    "numbers": _("This is an Apple Numbers file. Export it as Excel or CSV and upload that."),
    "sparse": _(
        "The sheet “%(sheet)s” reaches to row %(rows)s and column %(columns)s, which is more than we can read. "
        "Delete the rows below and the columns beside your list, or save it as CSV, and upload again."
    ),
    "too_big": _("This file is larger inside than we can read. Split your list into parts, or save it as CSV."),
    "rows": _("This file has more than %(most)s rows. Split it into parts and upload one after the other."),
    "columns": _(
        "Row %(row)s has more than %(most)s columns. Keep the columns you need, and upload again. "
        "If your list is narrower than that, we may have split it at the wrong character."
    ),
    "open_quote": _(
        "In row %(row)s a quotation mark is opened and never closed, so the rest of the file reads as one cell. "
        "Close or delete that mark and upload again."
    ),
    "long_cell": _("One cell of this file never ends. Look for a quotation mark that is opened and never closed."),
    "damaged": _(
        "This workbook is damaged or cut off, so we could not open it. Save it again and upload the new file."
    ),
    "pdf": _("This is a PDF, not a table. Export your list as CSV or Excel and upload that."),
    "image": _("This is a picture or a recording, not a table. Export your list as CSV or Excel and upload that."),
    "document": _("This is a text document, not a table. Save your list as CSV or Excel and upload that."),
    "archive": _("This is a packed archive. Unpack it and upload the list that is inside."),
    "web_page": _("This is a web page, whatever its name says. Open it in a spreadsheet program and save it as CSV."),
    "xml": _("This is an XML file. Open it in a spreadsheet program and save it as CSV or Excel."),
    "json": _("This is a JSON file, not a table. Export your list as CSV or Excel and upload that."),
    "vcard": _("This is an address card file (vCard). Export your contacts as CSV and upload that."),
    "not_a_table": _("This file is not a table that we know. Export your list as CSV or Excel and upload that."),
    "slow": _("This file took too long to read. Split it into parts, or save it as CSV, and upload again."),
}

COUNTED = {
    "zeros": ngettext_lazy(
        "We left out %(n)s zero byte, which no text can hold.",
        "We left out %(n)s zero bytes, which no text can hold.",
        "n",
    ),
    "stray_bytes": ngettext_lazy(
        "%(n)s character did not fit the rest of the file. Check the accents.",
        "%(n)s characters did not fit the rest of the file. Check the accents.",
        "n",
    ),
    "long_cells": ngettext_lazy(
        "%(n)s cell is too long and was cut. Its row says which.",
        "%(n)s cells are too long and were cut. Their rows say which.",
        "n",
    ),
    "blank": ngettext_lazy("%(n)s blank row was left out.", "%(n)s blank rows were left out.", "n"),
    "above": ngettext_lazy(
        "%(n)s row above the headings was left out.", "%(n)s rows above the headings were left out.", "n"
    ),
    "ragged": ngettext_lazy(
        "%(n)s row has more or fewer cells than the headings; the first is row %(row)s.",
        "%(n)s rows have more or fewer cells than the headings; the first is row %(row)s.",
        "n",
    ),
}

ONLY_HEADINGS = _("This file has headings but no rows below them.")
NO_HEADINGS = _("The first row looks like data, so we named the columns A, B, C. Change this if it is the headings.")
OTHER_SHEETS = _("We read the sheet “%(sheet)s”. The workbook has others: %(others)s.")
OF_CELLS = {
    "too_long": _("longer than a cell may be, so it was cut"),
    "=": _("a formula without a value; open the file in a spreadsheet program and save it again"),
}


def refusal(reason: str, details: dict[str, str | int]) -> str:
    """The sentence for a refusal; one that we do not know, or that does not fit, reads as unreadable."""
    try:
        return str(REFUSALS[reason]) % details
    except (KeyError, TypeError, ValueError):
        return str(UNREADABLE)


def counted(name: str, n: int, **details: int) -> str:
    """A note with its number."""
    return str(COUNTED[name] % ({"n": n} | details))
