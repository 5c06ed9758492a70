"""The words that lists use for yes and no, for consent and for who somebody is."""

from typing import Literal

from django.utils.translation import gettext as _

from imports.cells import Cell, text
from imports.targets import squash
from members.normal import fold

type Consent = Literal["yes", "no", ""]
type Status = Literal["contact", "member", "staff", "former"]

YES = frozenset({"yes", "y", "true", "t", "1", "x", "on", "✓", "✔", "si", "sí", "ok", "checked"})
NO = frozenset({"no", "n", "false", "f", "0", "off", "-", "none", "unchecked"})
AGREED = frozenset({"subscribed", "subscribe", "optedin", "optin", "in", "consented", "agreed", "active", "allowed"})
REFUSED = frozenset({
    "unsubscribed", "unsubscribe", "optedout", "optout", "out", "stop", "stopped", "refused", "donotcontact",
    "spamcomplaint", "previousspamcomplaint", "spam", "cleaned", "never", "removed",
})  # fmt: skip
# The address does not work or was never asked about; that says nothing about what the person wants.
UNTOLD = frozenset({"bouncing", "bounced", "previousbounce", "bounce", "unknown", "na", "notasked", "pending", "null"})

# What is written where there is nothing to write. As an id it would make one person of all who have none.
NOTHING = frozenset({
    "na", "nan", "none", "null", "nil", "no", "noid", "nonumber", "unknown", "tbd", "tba", "pending", "missing", "x",
    "notavailable", "notapplicable", "notassigned", "blank", "empty", "ref", "value",
})  # fmt: skip

MEANINGS: dict[Status, tuple[str, ...]] = {
    "contact": (
        "contact", "prospect", "supporter", "lead", "nonmember", "potential", "sympathizer", "subscriber", "friend",
    ),
    "member": (
        "member", "active", "current", "activemember", "currentmember", "memberingoodstanding", "goodstanding", "m",
        "paid", "paidup", "dues", "duespaying", "ingoodstanding", "new", "grace",
    ),
    "staff": ("staff", "employee", "organizer"),
    "former": (
        "former", "expired", "lapsed", "formermember", "inactive", "cancelled", "canceled", "resigned", "exmember",
        "left", "moved", "past", "pastmember", "retired", "lapsedmember", "dropped",
    ),
}  # fmt: skip
STATUSES = {word: status for status, words in MEANINGS.items() for word in words}


def is_nothing(value: str) -> bool:
    """Whether a text only says that there is none: N/A, tbd, a dash, a nought."""
    bare = fold(value).replace(" ", "")
    return not bare.strip("0") or bare in NOTHING


def yes_no(value: str) -> Cell[bool]:
    """A tick, a word or a digit."""
    word = text(value).casefold()
    if not word:
        return Cell()
    if word in YES or word in NO:
        return Cell(word in YES)
    return Cell(problem=_("This is neither yes nor no."))


def consent(value: str, *, negated: bool = False) -> Cell[Consent]:
    """What a person agreed to. `negated` for a column such as “Do not call”, where a yes means no.

    Words that say themselves what was decided (“unsubscribed”) mean the same under either heading.
    """
    word = text(value).casefold()
    bare = squash(word)
    if not word or bare in UNTOLD:
        return Cell("" if word else None)
    if bare in REFUSED:
        return Cell("no")
    if bare in AGREED:
        return Cell("yes")
    if word in YES or word in NO:
        return Cell("yes" if (word in YES) != negated else "no")
    return Cell(problem=_("We do not know whether this means yes or no."))


def status(value: str) -> Cell[Status]:
    """Contact, member, staff or former, from the words that other systems use."""
    word = squash(text(value))
    if not word:
        return Cell()
    if word in STATUSES:
        return Cell(STATUSES[word])
    return Cell(problem=_("We do not know whether this means contact, member, staff or former."))
