"""Contact points as they are stored: with what people agreed to, and whether the number still works."""

from collections.abc import Iterator
from random import Random
from typing import Any
from uuid import UUID

from demo.assessing import Calendar
from demo.cast import Draft
from demo.places import Contact

CONTACT_COLUMNS = (
    "member_id", "kind", "label", "value", "normal", "street", "city", "region", "postal_code", "country", "standing",
    "may_call", "may_text", "may_mail", "consent_on", "consent_source", "created_at",
)  # fmt: skip
# Weights of yes, no and not asked.
ANSWERS = ("yes", "no", "")
AGREED = (62, 5, 33)
# In a hundred.
WRONG = {"phone": ("wrong", 4), "email": ("bounced", 5), "address": ("gone", 2)}
SOURCES = ("Sign-in sheet", "Asked on the phone", "Membership card", "Told their organizer", "Web form")


def contacts(rng: Random, pairs: list[tuple[Draft, UUID]], calendar: Calendar) -> Iterator[tuple[Any, ...]]:
    """Yield one row for each way to reach someone."""
    for draft, pk in pairs:
        day = draft.known_since
        for contact in draft.contacts:
            consents = _consents(rng, contact)
            asked = any(consents)
            yield (
                pk, *contact, "", _standing(rng, contact), *consents, calendar.on(day) if asked else None,
                rng.choice(SOURCES) if asked else "", calendar.at(day),
            )  # fmt: skip


def _consents(rng: Random, contact: Contact) -> tuple[str, str, str]:
    """Return what they said about calls, texts and post; only what fits the kind was asked."""
    if contact.kind == "phone":
        return _answer(rng), _answer(rng) if contact.label == "mobile" else "", ""
    return "", "", _answer(rng)


def _answer(rng: Random) -> str:
    return rng.choices(ANSWERS, AGREED)[0]


def _standing(rng: Random, contact: Contact) -> str:
    word, share = WRONG[contact.kind]
    return word if rng.randrange(100) < share else "good"
