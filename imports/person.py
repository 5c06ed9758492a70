"""Person: what one line of a list says of someone, cleaned and ready to be compared and stored."""

from dataclasses import dataclass, field
from typing import Any, NamedTuple

# The columns of Member that a list may fill.
COLUMNS = (
    "status", "given_name", "middle_name", "family_name", "suffix", "preferred_name", "pronouns", "language",
    "employer", "organizer_id",
)  # fmt: skip
NAMES = ("given_name", "middle_name", "family_name", "suffix", "preferred_name")


class Problem(NamedTuple):
    """A cell that a person has to look at: the column's heading, the text and why. `offer`: what it may have meant."""

    column: str
    value: str
    reason: str
    offer: str = ""


class Note(NamedTuple):
    """A cell that was put right by itself: the column's heading, the text, what it became and why."""

    column: str
    value: str
    now: str
    reason: str


@dataclass
class Person:
    """`columns` are columns of Member; `contacts` columns of ContactPoint.

    `consents` maps call, text, email, mail to yes or no; `units` the kind's id to the unit's name; `fields` a field's
    key (`field:<id>` or `new:<heading>`) to its value. `level` is the id of a level, `level_on` an ISO date, `level_by`
    whoever assessed; `levels` are further ones, each with its ISO date. `aside` maps what has no room here yet to what
    the row says of it, sealed.
    """

    columns: dict[str, str] = field(default_factory=dict)
    contacts: list[dict[str, str]] = field(default_factory=list)
    consents: dict[str, str] = field(default_factory=dict)
    external_ids: list[tuple[str, str]] = field(default_factory=list)
    units: dict[str, str] = field(default_factory=dict)
    tags: list[str] = field(default_factory=list)
    fields: dict[str, str] = field(default_factory=dict)
    level: str = ""
    level_on: str = ""
    level_by: str = ""
    evidence: str = ""
    levels: list[tuple[str, str]] = field(default_factory=list)
    aside: dict[str, str] = field(default_factory=dict)

    def stored(self) -> dict[str, Any]:
        """Return what is kept in the row, without what is empty."""
        # Not asdict(), which copies every list and text of a hundred thousand rows.
        return {name: value for name, value in vars(self).items() if value}

    @classmethod
    def from_stored(cls, stored: dict[str, Any]) -> "Person":
        """Read back what `stored` gave."""
        person = cls(**stored)
        person.external_ids = [(system, value) for system, value in person.external_ids]
        person.levels = [(level, on) for level, on in person.levels]
        return person

    @property
    def given(self) -> str:
        return self.columns.get("given_name", "") or self.columns.get("preferred_name", "")

    @property
    def family(self) -> str:
        return self.columns.get("family_name", "")

    @property
    def shown_name(self) -> str:
        return f"{self.given} {self.family}".strip()

    @property
    def has_name(self) -> bool:
        return any(self.columns.get(name) for name in NAMES)

    def can_be_known(self) -> bool:
        """Whether there is anything to know this person by: a name, a phone, an e-mail or an address."""
        return self.has_name or bool(self.contacts)

    @property
    def known_by(self) -> tuple[str, frozenset[tuple[str, str]]]:
        """What a person's word on a row is about: of a row that says another name or phone it says nothing."""
        return self.shown_name, frozenset(self.contact_keys())

    def keys(self) -> list[tuple[str, str]]:
        """Return all by which someone may be here already: exact ids, phones and e-mails."""
        return [*self.contact_keys(), *self.external_ids]

    def contact_keys(self) -> list[tuple[str, str]]:
        """Return the exact phones and e-mails by which someone may be here already."""
        return [(c["kind"], c["normal"]) for c in self.contacts if c["kind"] != "address"]


@dataclass
class Cleaned:
    """What one line of a list says: of whom, which cells need a person, and what was put right.

    `problems` stay out and `offers` come in as they stand. `stood` has the matched cells as the file had them.
    """

    number: int
    person: Person = field(default_factory=Person)
    problems: list[Problem] = field(default_factory=list)
    offers: list[Problem] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    stood: dict[str, str] = field(default_factory=dict)
    is_skipped: bool = False
