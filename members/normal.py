"""One form for what is compared: names, phones, e-mails. Members and imports use the same."""

import re
import unicodedata
from functools import lru_cache

import phonenumbers
from email_validator import EmailNotValidError, validate_email

# Letters that Unicode does not take apart into a plain one and a mark.
PLAIN = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "æ": "ae", "œ": "oe", "ı": "i", "ħ": "h"})
APOSTROPHES = re.compile(r"['’‘ʼʻ`´]")
PUNCTUATION = re.compile(r"[\W_]+")
PLAIN_EMAIL = re.compile(r"[a-z0-9](?:[a-z0-9_%+-]|\.(?!\.))*(?<!\.)@(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,18}")
SPECIAL_ENDINGS = (".arpa", ".invalid", ".local", ".localhost", ".onion", ".test")
LONGEST_NAME = 64
EXTENSION = re.compile(r"\s*(?:;ext=|x|ext\.?|extension|#)\s*(\d{1,8})\s*$", re.IGNORECASE)
NORTH_AMERICA = frozenset({"US", "CA"})
NORTH_AMERICAN = re.compile(r"(?:\+?1)?([2-9]\d\d[2-9]\d{6})")


def fold(text: str) -> str:
    """Return text without accents and punctuation, in small letters, single-spaced; O'Brien stays one word."""
    text = text.casefold()
    if not text.isascii():
        text = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c)).translate(PLAIN)
    return PUNCTUATION.sub(" ", APOSTROPHES.sub("", text)).strip()


def phone(text: str, region: str) -> str | None:
    """Return the number in E.164, with `;ext=` behind it where there is an extension; None when it cannot be one."""
    marks_gone = re.sub(r"[\s().\-]", "", text)
    if region in NORTH_AMERICA and (plain := NORTH_AMERICAN.fullmatch(marks_gone)):
        return f"+1{plain.group(1)}"
    return _parsed_phone(text.strip(), region)


@lru_cache(maxsize=4096)
def _parsed_phone(text: str, region: str) -> str | None:
    extension = EXTENSION.search(text)
    try:
        number = phonenumbers.parse(text[: extension.start()] if extension else text, region or None)
    except phonenumbers.NumberParseException:
        return None
    if phonenumbers.is_possible_number_with_reason(number) != phonenumbers.ValidationResult.IS_POSSIBLE:
        return None
    written = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
    if number.country_code == 1 and not NORTH_AMERICAN.fullmatch(written):
        return None
    ext = extension.group(1) if extension else number.extension
    return f"{written};ext={ext}" if ext else written


def shown_phone(e164: str, region: str) -> str:
    """Write a number the way people of the region do; one from elsewhere with its country."""
    plain, _, extension = e164.partition(";ext=")
    try:
        number = phonenumbers.parse(plain, None)
    except phonenumbers.NumberParseException:
        return e164
    at_home = number.country_code == phonenumbers.country_code_for_region(region)
    form = phonenumbers.PhoneNumberFormat.NATIONAL if at_home else phonenumbers.PhoneNumberFormat.INTERNATIONAL
    written = phonenumbers.format_number(number, form)
    return f"{written} ext. {extension}" if extension else written


def email(text: str) -> str | None:
    """Return the whole address in small letters, as it is compared; None when it cannot be one. Asks no server."""
    written = written_email(text)
    return written.lower() if written else None


def plain_email(text: str) -> str | None:
    """Return an ordinary address as its owner writes it; None for one that has to be looked at more closely."""
    name, at, domain = text.rpartition("@")
    plain = f"{name}{at}{domain.lower()}"
    if len(plain) <= LONGEST_NAME and PLAIN_EMAIL.fullmatch(plain.lower()) and not plain.endswith(SPECIAL_ENDINGS):
        return plain
    return None


def written_email(text: str) -> str | None:
    """Return the address as its owner writes it, the domain in small letters."""
    if plain := plain_email(text.strip()):
        return plain
    name, _at, _domain = text.strip().rpartition("@")
    if len(name) > LONGEST_NAME:
        return None
    try:
        return validate_email(text.strip(), check_deliverability=False).normalized
    except EmailNotValidError:
        return None
