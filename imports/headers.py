"""Guesses what each column of a list is: by its heading, else by what stands below it.

A guess is a suggestion that a person sees and may change. A column that holds anything is never left out by itself.
"""

import re
from collections import Counter
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from typing import Literal

from imports import wide
from imports.addresses import Place, place_of, share_out
from imports.looks import EMAIL, PHONE, looks_like
from imports.reading.headings import Row
from imports.targets import BRACKETED, BY_KEY, SCALE_WORDS, WORDS, Target, index, squash

type Why = Literal["header", "values", "none"]


@dataclass(frozen=True)
class Guess:
    """What a column probably is. `ask_scale`: a scale whose high end a person must name before it can be a level.

    `system` names the other system for an id, `negated` a consent column that says no (“do not call”).
    """

    key: str | None
    why: Why
    ask_scale: bool = False
    system: str = ""
    negated: bool = False
    # The group of columns alike that it belongs to, as `wide` calls it.
    group: str = ""


# Somebody else's name, phone or e-mail stands under such a heading.
OTHERS = re.compile(
    r"spouse|partner|mother|father|\bdads?\b|\bmoms?\b|\bmums?\b|parent|guardian|child|sibling|emergency|family first"
    r"|family last|manager|assistant|supervisor|steward|canvasser|legislator|senator|referr|maiden|yomi|phonetic|fax|pager",
    re.IGNORECASE,
)
# What somebody once noted of a person may harm them: it comes in only when a person here decides so.
NOTED = re.compile(r"\b(note|notes|comment|comments|remark|remarks|private|nota|notas)\b", re.IGNORECASE)
NEGATED = re.compile(r"donot|optout|unsubscribe|^no(e?mails?|texts?|calls?|sms|phone|contact)$|^dnc$")
IDENTITY = re.compile(r"(ids?|identifier|uuid|vanid|code|number|no|num|key|uprn|ref)\d*$")
PHONE_WORD = re.compile(r"phone|tel|cell|mobil", re.IGNORECASE)
UNNAMED = re.compile(r"Column [A-Z]{1,3}( \(\d+\))?")
TYPED_PAIR = re.compile(
    r"(e-?mail|phone|address|website|im|relation|event|custom field|organization) \d+ - (type|label)", re.IGNORECASE
)
NUMBER_INSIDE = re.compile(r"^(e?mail|phone|organization)(\d+)(value|address|name)$")
NUMBER_BEHIND = re.compile(r"(?<=\D)\d{1,2}$")
SAMPLE_SHARE = 0.6


def guess(
    headers: Sequence[str],
    samples: Sequence[Row],
    *,
    filled: Sequence[int] | None = None,
    extra: Sequence[Target] = (),
    levels: Collection[str] = (),
) -> list[Guess]:
    """One guess for each column. `filled` counts values in the whole file, for columns that the samples show blank.

    `levels` are the words by which a cell names a level: they tell columns of levels, one for each period.
    """
    columns = [[text for row in samples if (text := row.cell(at).strip())] for at in range(len(headers))]
    counts = filled or [len(column) for column in columns]
    words = WORDS | index(extra)
    many = {target.key for target in extra if target.many} | {key for key, target in BY_KEY.items() if target.many}
    guesses = [_by_header(header, column, words) for header, column in zip(headers, columns, strict=True)]
    guesses = _with_addresses(headers, guesses, counts)
    guesses = _with_prefixed_names(headers, guesses)
    guesses = _with_typed_phones(headers, columns, guesses)
    guesses = _with_groups(headers, columns, guesses, counts, levels)
    guesses = [
        found or _by_values(header, column) for header, column, found in zip(headers, columns, guesses, strict=True)
    ]
    return _settled(guesses, counts, many)


def negated(header: str) -> bool:
    """True for “Do not call”: there a yes means no."""
    return bool(NEGATED.search(squash(header)))


def system_of(header: str) -> str:
    """Which system an id belongs to, as its heading tells: `VANID` is van, `ak_id` is ak, `id` says nothing."""
    word = squash(header)
    if word in {"uuid", "actionnetworkid"}:
        return "action_network"
    if "van" in word and "id" in word:
        return "van"
    words = re.sub(r"([a-z])([A-Z])", r"\1 \2", BRACKETED.sub("", header)).replace("_", " ").replace("-", " ").split()
    kept = [
        part.casefold()
        for part in words
        if squash(part) not in {"id", "identifier", "external", "unique", "record", ""}
    ]
    return "_".join(kept)[:60]


def _by_header(header: str, column: Sequence[str], words: dict[str, str]) -> Guess | None:
    word = squash(header)
    if word in SCALE_WORDS:
        return Guess("newfield", "header", ask_scale=True)
    if TYPED_PAIR.match(header) or NOTED.search(header.replace("_", " ")):
        return Guess(None, "header")
    for form in _forms(header):
        if key := words.get(form):
            return _checked(key, header, column)
    return None


def _forms(header: str) -> list[str]:
    """The heading as it is, without brackets, and without the number that tells several values apart."""
    plain = squash(BRACKETED.sub("", header))
    forms = [squash(header), plain, NUMBER_INSIDE.sub(r"\1\3", plain)]
    for form in forms[1:]:
        bare = NUMBER_BEHIND.sub("", form)
        if (key := WORDS.get(bare)) and BY_KEY[key].many:
            forms.append(bare)
    return forms


def _checked(key: str, header: str, column: Sequence[str]) -> Guess | None:
    """A heading may be shared by several things; what stands below decides."""
    emails = _share(column, EMAIL)
    if key in {"full_name", "street"} and emails > SAMPLE_SHARE:
        return Guess("email", "values")
    if key == "external_id":
        return Guess(key, "header", system=system_of(header))
    if key.startswith("consent_"):
        return Guess(key, "header", negated=negated(header))
    return Guess(key, "header")


def _share(column: Sequence[str], pattern: re.Pattern[str]) -> float:
    return sum(bool(pattern.fullmatch(text)) for text in column) / len(column) if column else 0.0


def _with_addresses(headers: Sequence[str], guesses: list[Guess | None], counts: Sequence[int]) -> list[Guess | None]:
    """The address that is best filled becomes the home address, the next one the other; further ones stay as fields."""
    places: dict[int, Place] = {
        at: place
        for at, header in enumerate(headers)
        if ((found := guesses[at]) is None or found.key in _ADDRESS_KEYS) and (place := place_of(header))
    }
    keys = share_out(places, counts)
    return [(Guess(keys[at] or "newfield", "header") if at in places else found) for at, found in enumerate(guesses)]


_ADDRESS_KEYS = frozenset({"street", "street2", "city", "region", "postal_code", "country"})


def _with_prefixed_names(headers: Sequence[str], guesses: list[Guess | None]) -> list[Guess | None]:
    """“Player first name” is the first name when no other column is."""
    result = list(guesses)
    for key, ending in (("given_name", "firstname"), ("family_name", "lastname")):
        if any(found and found.key == key for found in result):
            continue
        fits = [
            at for at, header in enumerate(headers) if squash(header).endswith(ending) and not OTHERS.search(header)
        ]
        if len(fits) == 1 and result[fits[0]] is None:
            result[fits[0]] = Guess(key, "header")
    return result


def _with_typed_phones(
    headers: Sequence[str], columns: Sequence[Sequence[str]], guesses: list[Guess | None]
) -> list[Guess | None]:
    """“Phone 1 - Value” is a mobile when “Phone 1 - Type” says so of most."""
    result = list(guesses)
    kinds: dict[str, Callable[[str], bool]] = {
        "mobile": lambda text: "mobile" in text or "cell" in text,
        "home_phone": lambda text: "home" in text,
        "work_phone": lambda text: "work" in text,
    }
    for at in range(1, len(headers)):
        if not (re.match(r"phone \d+ - value", headers[at], re.IGNORECASE) and TYPED_PAIR.match(headers[at - 1])):
            continue
        said = Counter(text.casefold() for text in columns[at - 1]).most_common(1)
        key = next((key for key, fits in kinds.items() if said and fits(said[0][0])), "phone")
        result[at] = Guess(key, "header")
    return result


def _with_groups(
    headers: Sequence[str],
    columns: Sequence[Sequence[str]],
    guesses: list[Guess | None],
    counts: Sequence[int],
    levels: Collection[str],
) -> list[Guess | None]:
    """A column for each meeting or period: where no heading is known by itself, many alike speak together."""
    kinds = wide.kinds(headers, columns, levels)
    return [
        Guess(wide.GUESSES[kind], "values", group=kind) if found is None and kind and counts[at] else found
        for at, (found, kind) in enumerate(zip(guesses, kinds, strict=True))
    ]


def _by_values(header: str, column: Sequence[str]) -> Guess | None:
    if not column or OTHERS.search(header):
        return None
    if IDENTITY.search(squash(header)) and not PHONE_WORD.search(header):
        return None
    if _share(column, EMAIL) >= SAMPLE_SHARE:
        return Guess("email", "values")
    if _share(column, PHONE) >= SAMPLE_SHARE and not _share(column, re.compile(r"\d+\.\d+")):
        return Guess("phone", "values")
    if UNNAMED.fullmatch(header) and (key := looks_like(column)):
        return Guess(key, "values")
    return Guess("tag", "values") if _ticked(column) else None


TICKS = frozenset({"yes", "no", "y", "n", "true", "false", "x", "✓", "✔", "si", "sí"})


def _ticked(column: Sequence[str]) -> bool:
    found = {text.casefold() for text in column}
    return found <= TICKS and bool(found - {"no", "n", "false"})


def _settled(guesses: Sequence[Guess | None], counts: Sequence[int], many: set[str]) -> list[Guess]:
    """A field that holds one value goes to the fullest column that claims it; the others are kept as fields."""
    settled: list[Guess] = []
    winners = _winners(guesses, counts, many)
    for at, found in enumerate(guesses):
        if found is None or (found.key is not None and winners.get(_claim(found), at) != at):
            settled.append(Guess("newfield", "none") if counts[at] else Guess(None, "none"))
        elif found.key == "newfield" and not counts[at]:
            settled.append(Guess(None, found.why, ask_scale=found.ask_scale))
        else:
            settled.append(found)
    return settled


def _claim(found: Guess) -> tuple[str | None, str]:
    return found.key, found.system


def _winners(
    guesses: Sequence[Guess | None], counts: Sequence[int], many: set[str]
) -> dict[tuple[str | None, str], int]:
    winners: dict[tuple[str | None, str], int] = {}
    for at, found in enumerate(guesses):
        if found is None or found.key is None or (found.key in many and found.key != "external_id"):
            continue
        best = winners.get(_claim(found))
        if best is None or (counts[at] > 0) > (counts[best] > 0):
            winners[_claim(found)] = at
    return winners
