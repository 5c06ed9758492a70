"""Finding people by words. The words are names and phones, so they stand in the session and never in an address."""

import re
import secrets
from collections.abc import Sequence
from typing import NamedTuple, Protocol

from django.db.models import Exists, OuterRef, Q, QuerySet

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
    found = Q()
    for word in _words(text):
        found &= _stored(word.begins) | (_all_stored(word.pieces) if len(word.pieces) > 1 else Q())
    return found or Q(pk=None)


def _stored(begins: Q) -> Q:
    return Q(Exists(MemberWord.objects.filter(begins, member=OuterRef("pk")))) if begins else Q(pk=None)


def _all_stored(pieces: Sequence[str]) -> Q:
    every = Q()
    for piece in pieces:
        every &= _stored(Q(word__startswith=piece))
    return every


def hits(text: str) -> QuerySet[MemberWord] | None:
    """Return the stored words that fit, whole ones before those that only begin so; None when none can."""
    words = _words(text)
    if not words or not all(word.begins for word in words):
        return None
    # The longest word is in the fewest people.
    first, *others = sorted(words, key=lambda word: -word.length)
    found = MemberWord.objects.filter(first.begins)
    for word in others:
        found = found.filter(Exists(MemberWord.objects.filter(word.begins, member=OuterRef("member"))))
    return found.order_by("word", "member")


def at_once(people: MemberQuerySet, text: str) -> list[Member]:
    """Return the first few who fit while somebody types: quick for any word, however many people have it."""
    if (found := hits(text)) is None:
        return []
    # Ids first: asked for both at once, the database may go through everyone by name in search of the first few.
    ids = list(found.values_list("member", flat=True)[:ENOUGH])
    shown = list(people.filter(pk__in=ids).by_name()[:SHOWN])
    if len(shown) < SHOWN and len(ids) == ENOUGH:
        # Most of them are archived, or people whom this reader may not see.
        shown = list(people.filter(pk__in=found.order_by().values("member")).by_name()[:SHOWN])
    return shown


class Word(NamedTuple):
    """A word as it was typed: which stored words it begins, and the parts that each begin one when it is several."""

    begins: Q
    pieces: Sequence[str]
    length: int


def _words(text: str) -> list[Word]:
    """Cut into words; a phone written with blanks and brackets is one word of digits."""
    # The database takes every sign but this one.
    text = text.replace("\0", " ").strip()
    if re.fullmatch(r"[\d\s().+/-]{3,}", text):
        return [_word(re.sub(r"\D", "", text))]
    return [_word(word) for word in text.split()[:MOST_WORDS]]


def _word(word: str) -> Word:
    pieces = [] if "@" in word else fold(word).split()
    begins = Q(word__startswith=pieces[0]) if len(pieces) == 1 else Q()
    digits = re.sub(r"\D", "", word)
    if len(digits) >= FEWEST_DIGITS and len(digits) >= len(word) - 3:
        begins |= Q(word__startswith=f"#{digits[::-1]}")
    elif len(word) >= FEWEST_IN_EMAIL and pieces != [word.lower()]:
        begins |= Q(word__startswith=word.lower())
    return Word(begins, pieces, len(word))
