"""A hunch with its three words set off: if we do this, then that happens, because of this."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from django.utils.translation import gettext as _


class Piece(NamedTuple):
    text: str
    is_word: bool


def pieces(text: str) -> list[Piece]:
    """Part a hunch at "if", "then" and "because", each once and in this order; free text stays in one piece."""
    return list(_parted(text))


def _parted(text: str) -> Iterator[Piece]:
    at = 0
    for word in (_("if"), _("then"), _("because")):
        # "If" begins it, or a sentence: in the middle it is only a word.
        begins = r"(?:^|(?<=[.!?]\s)|(?<=\n))" if not at else r"\b"
        found = re.compile(rf"{begins}{re.escape(word)}\b", re.IGNORECASE).search(text, at)
        if found is None:
            break
        if found.start() > at:
            yield Piece(text[at : found.start()], is_word=False)
        yield Piece(found[0], is_word=True)
        at = found.end()
    if at < len(text):
        yield Piece(text[at:], is_word=False)
