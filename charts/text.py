"""How much room a text takes in a drawing: there is no browser to ask when it is made."""

import unicodedata

_NARROW = frozenset("iljtfrI.,:;'’|!()[] -")
_BROAD = frozenset("mwMWÆŒ@%—")


def width(text: str, size: float = 14) -> float:
    """Estimate the width of a text, a little on the safe side."""
    return size * sum(_of(character) for character in text)


def fit(text: str, room: float, size: float = 14) -> str:
    """Return the text, cut with an ellipsis where it would not fit."""
    if width(text, size) <= room:
        return text
    while text and width(f"{text}…", size) > room:
        text = text[:-1]
    return f"{text.rstrip()}…"


def _of(character: str) -> float:
    if unicodedata.combining(character):
        return 0
    if unicodedata.east_asian_width(character) in "WF":
        return 1
    if character in _NARROW:
        return 0.34
    if character in _BROAD:
        return 0.92
    return 0.7 if character.isupper() else 0.58
