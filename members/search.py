"""Finding people by words. The words are names and phones, so they stand in the session and never in an address."""

import re
import secrets
from typing import Protocol

from django.db.models import Exists, OuterRef, Q

from members.models import ContactPoint
from members.models.person import MemberQuerySet
from members.normal import fold

# As many as one filter may have conditions: an address marks words that are kept.
KEPT = 40
MOST_WORDS = 8
LONGEST = 200
FEWEST_DIGITS = 3
FEWEST_IN_EMAIL = 3


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
    """Say in SQL in whom every word is found: in a name or, by three signs or more, an e-mail or a phone."""
    found = Q()
    for word in _words(text):
        found &= _in_name_or_contact(word)
    return found or Q(pk=None)


def _words(text: str) -> list[str]:
    """Cut into words; a phone written with blanks and brackets is one word of digits."""
    if re.fullmatch(r"[\d\s().+/-]{3,}", text.strip()):
        return [re.sub(r"\D", "", text)]
    return text.split()[:MOST_WORDS]


def _in_name_or_contact(word: str) -> Q:
    found = Q(folded__contains=folded) if (folded := fold(word)) else Q()
    contacts = ContactPoint.objects.filter(member=OuterRef("pk"))
    digits = re.sub(r"\D", "", word)
    if len(digits) >= FEWEST_DIGITS and len(digits) >= len(word) - 3:
        found |= Q(Exists(contacts.filter(kind="phone", normal__contains=digits)))
    elif "@" in word or "." in word:
        found |= Q(Exists(contacts.filter(kind="email", normal__contains=word.lower())))
    elif len(word) >= FEWEST_IN_EMAIL:
        # Before the sign only: half the people are found in the name of their mail's host.
        found |= Q(Exists(contacts.filter(kind="email", normal__regex=f"{re.escape(word.lower())}.*@")))
    return found or Q(pk=None)
