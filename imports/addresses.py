"""Which columns make up one address, and which address of several is the home one."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from imports.targets import PARTS, squash

# From the likeliest home address down; "home" and a bare heading are the same address.
RANKS = (
    ("", "home", "primary", "residential", "permanent", "can2"),
    ("mailing", "mail", "m"),
    ("voting", "voter", "v", "registered"),
    ("billing",),
    ("business", "work", "office", "company"),
    ("other", "secondary", "alternate"),
)
PREFIXES = {prefix: rank for rank, prefixes in enumerate(RANKS) for prefix in prefixes}
NUMBERED = re.compile(r"^address(\d)(.+)$")
WORDS = {squash(word): key for key, _label, words in PARTS for word in words}


@dataclass(frozen=True)
class Place:
    """One column of an address: which address (lower is likelier home) and which part of it."""

    rank: int
    part: str


def place_of(header: str) -> Place | None:
    """Tell address and part from a heading such as `Billing_City`, `primary_address2` or `Address 2 - Street`."""
    word = squash(header)
    if numbered := NUMBERED.match(word):
        part = WORDS.get(numbered.group(2))
        if part:
            return Place(0 if numbered.group(1) == "1" else 4 + int(numbered.group(1)), part)
    for prefix in sorted(PREFIXES, key=len, reverse=True):
        # One letter alone (`vaddress`, `maddress`) is a prefix of the street only; `mstate` is nothing we know.
        if word.startswith(prefix) and (part := WORDS.get(word[len(prefix) :])):
            if len(prefix) == 1 and part != "street":
                continue
            return Place(PREFIXES[prefix], part)
    return None


def share_out(places: Mapping[int, Place], counts: Sequence[int]) -> dict[int, str | None]:
    """Give each column its key: home address, other address, or None for a third one and for repeated parts."""
    addresses: dict[int, dict[str, int]] = {}
    repeated: list[int] = []
    for at, place in places.items():
        parts = addresses.setdefault(place.rank, {})
        if place.part in parts:
            repeated.append(at)
        else:
            parts[place.part] = at
    # An address that is blank in the whole list does not stand in the way of one that is filled.
    in_order = sorted(addresses, key=lambda rank: (not any(counts[at] for at in addresses[rank].values()), rank))
    keys: dict[int, str | None] = dict.fromkeys(repeated)
    for order, rank in enumerate(in_order):
        for part, at in addresses[rank].items():
            keys[at] = dict(enumerate((part, f"other_{part}"))).get(order)
    return keys
