"""What stands in a field of the group's own, cleaned by the field's kind: as the person's page would store it."""

import re
from datetime import date

from django.utils.translation import gettext as _

from imports import cells, dates, words
from imports.cells import Cell
from imports.dates import Order
from members.models import Field

MOST = 2000
# What people put around a number. The decimals of a comma are told by there being one or two of them.
AROUND = re.compile(r"^[$€£]\s*|\s*%$")
THOUSANDS = re.compile(r"[-+]?\d{1,3}(,\d{3})+(\.\d+)?")
POINTS = re.compile(r"[-+]?\d{1,3}(\.\d{3})+,\d+")
COMMA = re.compile(r"[-+]?\d+,\d{1,2}")
PLAIN = re.compile(r"[-+]?(\d+(\.\d*)?|\.\d+)")
DIGITS = 20


def clean(kind: str, raw: str, *, order: Order | None, today: date, years: str = "") -> Cell[str]:
    """Return the text to store, or the sentence that says why there is none."""
    match kind:
        case Field.Kind.NUMBER:
            return number(raw)
        case Field.Kind.DATE:
            found = dates.day(raw, order, today=today, years=years)
            return Cell(found.value.isoformat() if found.value else None, found.problem, found.note)
        case Field.Kind.YES_NO:
            said = words.yes_no(raw)
            return Cell(None if said.value is None else "yes" if said.value else "no", said.problem)
    return Cell(cells.text(raw, most=MOST))


def number(raw: str) -> Cell[str]:
    """A number without the marks around it: $1,200.50 is 1200.50, and 3,5 is 3.5."""
    written = AROUND.sub("", cells.text(raw)).replace(" ", "")
    if THOUSANDS.fullmatch(written):
        written = written.replace(",", "")
    elif POINTS.fullmatch(written) or COMMA.fullmatch(written):
        written = written.replace(".", "").replace(",", ".")
    if not PLAIN.fullmatch(written) or sum(char.isdigit() for char in written) > DIGITS:
        return Cell(problem=_("This is not a number, and the field takes numbers only."))
    return Cell(written.removeprefix("+").rstrip(".") or "0")
