"""Finding people by words. The words are names and phones, so they stand in the session and never in an address."""

import re
import secrets
import sys
from collections.abc import Sequence
from functools import reduce
from operator import or_
from typing import Any, NamedTuple, Protocol

from django.db.models import Q, QuerySet

from members.models import Member, MemberWord
from members.models.person import MemberQuerySet
from members.normal import fold

# As many as one filter may have conditions: an address marks words that are kept.
KEPT = 40
MOST_WORDS = 8
LONGEST = 200
FEWEST_DIGITS = 3
FEWEST_IN_EMAIL = 3
# While somebody types: so many are shown, out of the first so many that fit.
SHOWN, ENOUGH = 8, 100


type Hits = QuerySet[MemberWord, Any]


class Word(NamedTuple):
    """A word as it was typed: what a stored word may begin with, and the pieces that each begin one if it is several."""

    begins: Sequence[str]
    pieces: Sequence[str]


class Session(Protocol):
    """What is needed of a session."""

    def get(self, key: str, default: dict[str, str]) -> dict[str, str]: ...

    def __setitem__(self, key: str, value: dict[str, str]) -> None: ...


def remember(session: Session, text: str) -> str:
    """Keep what was typed and return the opaque id that stands for it; the last ones are kept."""
    searches = dict(session.get("searches", {}))
    # The database takes every sign but this one.
    text = text.replace("\0", " ")[:LONGEST]
    # The same words keep their id and count as new.
    key = next((key for key, kept in searches.items() if kept == text), "") or secrets.token_urlsafe(8)
    searches.pop(key, None)
    searches[key] = text
    session["searches"] = dict(list(searches.items())[-KEPT:])
    return key


def kept(session: Session) -> dict[str, str]:
    """Return what is kept, by id; somebody else's is not in it."""
    return session.get("searches", {})


def recall(session: Session, key: str) -> str:
    """Return what an id stands for; empty when it is somebody else's or too old."""
    return kept(session).get(key, "")


def find(people: MemberQuerySet, text: str) -> MemberQuerySet:
    """Keep those in whom every word is found."""
    return people.filter(matching(text))


def matching(text: str) -> Q:
    """Say in SQL in whom every word is found: each begins a part of a name or mail, or its digits end a phone."""
    found = hits(text)
    # No join with the table of words: by its estimates the database may compare everyone with everyone.
    return Q(pk=None) if found is None else Q(pk__in=found)


def hits(text: str) -> Hits | None:
    """Return the members in whom every word is found; None when nobody can be.

    Each word is looked up by itself, and the sets are cut with each other: that takes as long as reading both.
    """
    found = [_hits_of(word) for word in _words(text)]
    return _cut(found) if found and all(each is not None for each in found) else None


def _hits_of(word: Word) -> Hits | None:
    begins = [_beginning(text) for text in word.begins]
    whole = MemberWord.objects.filter(reduce(or_, begins)).values("member") if begins else None
    if len(word.pieces) < 2:  # noqa: PLR2004 - one piece is the word itself
        return whole
    pieces = _cut([MemberWord.objects.filter(_beginning(text)).values("member") for text in word.pieces])
    return pieces if whole is None else whole.union(pieces)


def _cut(found: Sequence[Hits | None]) -> Hits:
    first, *others = (each for each in found if each is not None)
    return first.intersection(*others) if others else first


def _beginning(text: str) -> Q:
    """Say that a stored word begins so: as a range, which the index answers and the database can estimate."""
    return Q(word__gte=text, word__lt=_after(text))


def _after(text: str) -> str:
    """Return the first text by code point that begins otherwise."""
    following = min(ord(text[-1]) + 1, sys.maxunicode)
    # What follows there is half of a pair, and no sign by itself.
    return text[:-1] + chr(0xE000 if following == 0xD800 else following)  # noqa: PLR2004


def at_once(people: MemberQuerySet, text: str) -> list[Member]:
    """Return the first few who fit while somebody types: quick for any word, however many people have it."""
    if (found := hits(text)) is None:
        return []
    # Ids first: asked for both at once, the database may go through everyone by name in search of the first few.
    ids = list(first(found))
    shown = list(people.filter(pk__in=ids).by_name()[:SHOWN])
    if len(shown) < SHOWN and len(ids) == ENOUGH:
        # Most of them are archived, or people whom this reader may not see.
        shown = list(people.filter(pk__in=found).by_name()[:SHOWN])
    return shown


def first(found: Hits) -> Hits:
    """Cut off after the first who fit; of one word, those who have the whole of it stand before those it begins."""
    one_word = not found.query.combinator
    return found.order_by(*(["word"] if one_word else []), "member").values_list("member", flat=True)[:ENOUGH]


def _words(text: str) -> list[Word]:
    """Cut into words; a phone written with blanks and brackets is one word of digits."""
    # The database takes every sign but this one.
    text = text.replace("\0", " ").strip()
    if re.fullmatch(r"[\d\s().+/-]{3,}", text):
        return [_word(re.sub(r"\D", "", text))]
    return [_word(word) for word in text.split()[:MOST_WORDS]]


def _word(word: str) -> Word:
    pieces = [] if "@" in word else fold(word).split()
    begins = pieces if len(pieces) == 1 else []
    digits = re.sub(r"\D", "", word)
    if len(digits) >= FEWEST_DIGITS and len(digits) >= len(word) - 3:
        return Word([*begins, f"#{digits[::-1]}"], pieces)
    if len(word) >= FEWEST_IN_EMAIL and pieces != [word.lower()]:
        return Word([*begins, word.lower()], pieces)
    return Word(begins, pieces)
