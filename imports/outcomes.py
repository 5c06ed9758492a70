"""How a call, a text or a visit went, and what it was, by the words of the tools that people make them with."""

import re

from django.utils.translation import gettext as _

from conversations.models import Conversation
from imports.cells import Cell, text
from imports.targets import squash

Kind, Outcome = Conversation.Kind, Conversation.Outcome

_OUTCOMES: dict[str, tuple[str, ...]] = {
    Outcome.REACHED: (
        "talked", "reached", "contacted", "canvassed", "answered", "spoke", "spoketo", "connected", "completed",
        "complete", "conversation", "replied", "responded", "response", "needsresponse", "convo", "closed", "success",
        "successful", "yes", "interested", "notinterested", "refused", "declined", "maybe", "callback",
        "calledback", "supporter", "undecided", "person", "humananswered", "met",
    ),
    Outcome.NO_ANSWER: (
        "noanswer", "na", "notanswered", "noresponse", "nothome", "nh", "busy", "notavailable", "unavailable",
        "noreply", "missed", "abandoned", "needsmessage", "unanswered", "failed", "notreached", "nocontact", "inaccessible",
    ),
    Outcome.LEFT_MESSAGE: (
        "leftmessage", "lm", "leftvoicemail", "voicemail", "lvm", "vm", "machine", "answeringmachine", "leftnote",
        "lefttext", "messaged", "sent", "delivered", "textsent", "litdrop", "leftliterature",
    ),
    Outcome.WRONG_NUMBER: (
        "wrongnumber", "wn", "wrong", "badnumber", "badphone", "disconnected", "disconnectednumber", "invalidnumber",
        "invalid", "notinservice", "outofservice", "undeliverable", "undelivered", "landline", "wrongperson",
    ),
    Outcome.MOVED: ("moved", "movedaway", "movedout", "nolongerhere", "nolongerlivesthere"),
}  # fmt: skip
_KINDS: dict[str, tuple[str, ...]] = {
    Kind.IN_PERSON: ("inperson", "facetoface", "11", "oneonone", "onetoone", "meeting", "coffee", "workplacevisit"),
    Kind.PHONE: ("phone", "call", "phonecall", "phonebank", "phonebanking", "outboundcall", "paidphone", "dial"),
    Kind.VIDEO: ("video", "zoom", "videocall", "facetime", "teams", "meet"),
    Kind.TEXT: ("text", "sms", "textmessage", "texting", "p2p", "p2ptext", "peertopeer", "whatsapp", "signal", "mms"),
    Kind.HOUSE_VISIT: ("housevisit", "homevisit", "visit", "door", "doorknock", "canvass", "walk", "housecall"),
    Kind.GROUP: ("group", "housemeeting", "groupmeeting"),
    Kind.COACHING: ("coaching", "coach"),
}  # fmt: skip
_BY_OUTCOME = {word: outcome for outcome, words in _OUTCOMES.items() for word in words}
_BY_KIND = {word: kind for kind, words in _KINDS.items() for word in words}
# What a heading says of the kind of all talks below it.
_IN_HEADINGS = (
    (re.compile(r"1\s*[:-]?\s*(on\s*)?1|one.?(on|to).?one", re.IGNORECASE), Kind.IN_PERSON),
    (re.compile(r"canvass|door|visit", re.IGNORECASE), Kind.HOUSE_VISIT),
    (re.compile(r"text|sms|message", re.IGNORECASE), Kind.TEXT),
    (re.compile(r"call|phone|dial", re.IGNORECASE), Kind.PHONE),
)


def outcome(value: str) -> Cell[str]:
    """Whether somebody was reached, or what came of trying."""
    word = squash(text(value))
    if not word:
        return Cell()
    found = _BY_OUTCOME.get(word)
    return Cell(str(found)) if found else Cell(problem=_("We do not know whether this means that they talked."))


def kind(value: str) -> Cell[str]:
    """In person, by phone, by text."""
    word = squash(text(value))
    if not word:
        return Cell()
    found = _BY_KIND.get(word)
    return Cell(str(found)) if found else Cell(problem=_("We do not know what kind of conversation this is."))


def kind_by_headings(headings: list[str]) -> str:
    """Say what the headings of a row say of its kind; in person where they say nothing."""
    found = (str(kind) for heading in headings for pattern, kind in _IN_HEADINGS if pattern.search(heading))
    return next(found, str(Kind.IN_PERSON))
