"""One cell at a time: from what somebody typed to what we keep, or to a sentence that says why not."""

import re
import unicodedata
from typing import NamedTuple

from django.utils.translation import gettext as _

from members import normal

# Unseen marks that turn the direction of the text after them; letters of right-to-left scripts need none.
TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")
CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200b\u2060\ufeff]")
SPACES = re.compile(r"[^\S\n]+")
SEPARATING = re.compile(r"[;|\n,/:]")
SEVERAL = re.compile(r"\s+:::\s+|[;|\n]+|,\s+|,(?=\S+@)|\s+/\s+")
ANGLED = re.compile(r".*<\s*(?:mailto:)?([^<>\s]+@[^<>\s]+)\s*>.*", re.DOTALL)
# Most numbers of North America: what follows would say the same of them, and takes five times as long.
COMMON_PHONE = re.compile(r"(?:\+?1[ .-]?)?\(?([2-9][0-9]{2})\)?[ .-]?([2-9][0-9]{2})[ .-]?([0-9]{4})")
FLOAT_PHONE = re.compile(r"\+?\d{7,15}\.0+")
# Fewer letters belong to an extension; fewer digits are no number of their own.
A_WORD, A_NUMBER = 3, 7
SCIENTIFIC = re.compile(r"\d(\.\d+)?e\+?\d+", re.IGNORECASE)


class Cell[T](NamedTuple):
    """`value` is kept, unless a `problem` says why it cannot be; a `note` says what we put right."""

    value: T | None = None
    problem: str | None = None
    note: str | None = None


def text(value: str, *, most: int = 0) -> str:
    """Clean text on one line: composed characters, single spaces, nothing unseen that could mislead."""
    cleaned = clean(value)
    if "  " in cleaned or not (cleaned.isascii() and cleaned.isprintable()):
        cleaned = SPACES.sub(" ", cleaned.replace("\n", " ")).strip()
    return cleaned[: most or None]


def clean(value: str) -> str:
    """Text with its line ends, but without control characters and marks that turn the direction of reading."""
    if value.isascii() and value.isprintable():
        return value.strip()
    value = unicodedata.normalize("NFC", value.replace("\r\n", "\n").replace("\r", "\n"))
    return CONTROL.sub("", TURNING.sub("", value)).strip()


def fitting(value: str, *, most: int) -> Cell[str]:
    """Clean text that must not be longer than its field."""
    cleaned = text(value)
    if len(cleaned) > most:
        return Cell(problem=_("This is longer than the %(most)s characters that fit here.") % {"most": most})
    return Cell(cleaned)


def email(value: str) -> Cell[str]:
    """One e-mail address, its domain in small letters. No server is asked."""
    cleaned = text(value)
    if not cleaned:
        return Cell()
    if plain := normal.plain_email(cleaned):
        return Cell(plain)
    angled = ANGLED.fullmatch(cleaned)
    bare = angled.group(1) if angled else re.sub(r"^mailto:\s*", "", cleaned, flags=re.IGNORECASE)
    bare = re.sub(r"\s*@\s*", "@", bare).strip(" ,;:<>\"'").rstrip(".")
    written = normal.written_email(bare)
    if written is None:
        return Cell(problem=_("This is not an e-mail address."))
    changed = bare != cleaned
    return Cell(written, note=_("We left out what stood around the address.") if changed else None)


def emails(value: str) -> list[Cell[str]]:
    """All addresses of a cell."""
    return [email(part) for part in _several(value, "@")]


def phone(value: str, region: str) -> Cell[str]:
    """One phone number in E.164, with `;ext=` where there is an extension."""
    cleaned = text(value)
    if not cleaned:
        return Cell()
    if region in normal.NORTH_AMERICA and (plain := COMMON_PHONE.fullmatch(cleaned)):
        return Cell(f"+1{''.join(plain.groups())}")
    if SCIENTIFIC.fullmatch(cleaned):
        return Cell(problem=_("A spreadsheet has rounded this number. Write it in full."))
    bare = cleaned.split(".")[0] if FLOAT_PHONE.fullmatch(cleaned) else cleaned
    written = normal.phone(bare, region)
    if written:
        return Cell(written, note=_("We wrote the letters as digits.") if _has_letters(bare, written) else None)
    digits = sum(char.isdigit() for char in bare)
    if digits == A_NUMBER and region in normal.NORTH_AMERICA:
        return Cell(problem=_("The area code is missing."))
    return Cell(problem=_("This is not a complete phone number.") if digits else _("This is not a phone number."))


def phones(value: str, region: str) -> list[Cell[str]]:
    """All numbers of a cell."""
    return [phone(part, region) for part in _several(value, "")]


def _has_letters(bare: str, written: str) -> bool:
    return ";ext=" not in written and sum(char.isalpha() for char in bare) >= A_WORD


def _several(value: str, mark: str) -> list[str]:
    """Parts of a cell, when each part could stand for itself; else the cell as a whole."""
    cleaned = clean(value)
    if not SEPARATING.search(cleaned):
        return [cleaned] if cleaned else []
    parts = [part.strip() for part in SEVERAL.split(cleaned) if part and part.strip()]
    alone = all((mark in part) if mark else sum(char.isdigit() for char in part) >= A_NUMBER for part in parts)
    return parts if alone else [cleaned]


def postal_code(value: str, region: str) -> Cell[str]:
    """A postal code as text; spreadsheets drop the first zero of an American one."""
    cleaned = text(value, most=20)
    if region == "US" and (short := re.fullmatch(r"(\d{3,4})(-\d{4})?", cleaned)):
        whole = short.group(1).zfill(5) + (short.group(2) or "")
        return Cell(whole, note=_("We put back the zero that a spreadsheet drops."))
    return Cell(cleaned or None)


def tags(value: str) -> list[str]:
    """The tags of one cell, each once; Google's own groups are left out."""
    cleaned = clean(value)
    mark = next((mark for mark in (" ::: ", ";", "|", "\n", ",") if mark in cleaned), None)
    parts = [text(part, most=100) for part in (cleaned.split(mark) if mark else [cleaned])]
    once: dict[str, str] = {}
    for part in parts:
        if part and not part.startswith("*"):
            once.setdefault(part.casefold(), part)
    return list(once.values())


def level_text(value: str) -> int | str | None:
    """A number is a position on the ladder, a text the name of a level."""
    cleaned = text(value)
    if re.fullmatch(r"\d{1,3}(\.0+)?", cleaned):
        return int(cleaned.split(".")[0])
    return cleaned or None
