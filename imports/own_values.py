"""What stands in a field of the group's own, cleaned by the field's kind: as the person's page would store it."""

import re
from collections.abc import Mapping, Sequence
from datetime import date

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from imports import cells, dates, words
from imports.cells import Cell
from imports.dates import Order
from imports.folding import choice_key, key
from members.fields.links import LinkField
from members.models import Field

type Known = Mapping[str, str | None]
NONE: Known = {}
MOST = 2000
LONGEST_CHOICE = 120
MOST_CHOICES = 100
_BETWEEN = re.compile(r"[;,|\n]")
# What people put around a number. The decimals of a comma are told by there being one or two of them.
AROUND = re.compile(r"^[$€£]\s*|\s*%$")
THOUSANDS = re.compile(r"[-+]?\d{1,3}(,\d{3})+(\.\d+)?")
POINTS = re.compile(r"[-+]?\d{1,3}(\.\d{3})+,\d+")
COMMA = re.compile(r"[-+]?\d+,\d{1,2}")
PLAIN = re.compile(r"[-+]?(\d+(\.\d*)?|\.\d+)")
DIGITS = 20


def clean(kind: str, raw: str, *, order: Order | None, today: date, years: str = "", known: Known = NONE) -> Cell[str]:
    """Return the text to store, or the sentence that says why there is none. Choices stay words until they are stored.

    `known` are the names of choices, or of people by whatever they are called.
    """
    match kind:
        case Field.Kind.NUMBER:
            return number(raw)
        case Field.Kind.DATE:
            found = dates.day(raw, order, today=today, years=years)
            return Cell(found.value.isoformat() if found.value else None, found.problem, found.note)
        case Field.Kind.YES_NO:
            said = words.yes_no(raw)
            return Cell(None if said.value is None else "yes" if said.value else "no", said.problem)
    return _of_names(kind, cells.text(raw, most=MOST), known)


def _of_names(kind: str, text: str, known: Known) -> Cell[str]:
    match kind:
        case Field.Kind.ONE_OF:
            return _choices([text], known)
        case Field.Kind.SEVERAL_OF:
            return _choices([text] if choice_key(text) in known else _BETWEEN.split(text), known)
        case Field.Kind.PERSON:
            return _person(text, known)
        case Field.Kind.LINK:
            return _link(text)
    return Cell(text)


def _choices(said: Sequence[str], known: Known) -> Cell[str]:
    """Return the names of choices as they are here; a new one is made when the list comes in, and noted."""
    found: dict[str, str] = {}
    for word in filter(None, (part.strip() for part in said)):
        if ";" in word or len(word) > LONGEST_CHOICE:
            return Cell(problem=_("This is too much for one choice: at most 120 letters, without a semicolon."))
        found.setdefault(choice_key(word), known.get(choice_key(word)) or word)
    if not found:
        return Cell()
    if len(found) > MOST_CHOICES:
        return Cell(problem=_("These are more than 100 choices, and an answer can have at most 100."))
    # In the order of the field, so that the same choices read the same; new ones behind them.
    places = {name: n for n, name in enumerate(known)}
    ordered = sorted(found, key=lambda name: places.get(name, len(places)))
    new = [found[name] for name in ordered if name not in known]
    note = _("A new choice: it is added when the list comes in.") if new and known else ""
    return Cell("; ".join(found[name] for name in ordered), note=note)


def _person(said: str, known: Known) -> Cell[str]:
    if not said:
        return Cell()
    found = known.get(key(said)) or known.get(said.lower())
    if found is None:
        return Cell(problem=_("Nobody in the list, or more than one, is called this. Write the whole name or e-mail."))
    return Cell(found)


def _link(said: str) -> Cell[str]:
    if not said:
        return Cell()
    try:
        return Cell(str(LinkField().clean(said)))
    except ValidationError as error:
        return Cell(problem=" ".join(error.messages))


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
