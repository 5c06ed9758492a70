"""What taking a list back does, in figures: added up chunk by chunk, kept in `ImportBatch.undo`."""

from collections import Counter
from typing import NamedTuple, Self

from imports.undo.slots import WRITTEN
from imports.undo.verdicts import Verdict

# What hangs on a person, by the model of its row.
_HANGING = {
    "members.contactpoint": "contacts",
    "members.externalid": "ids",
    "members.belonging": "units",
    "members.membertag": "tags",
    "members.fieldvalue": "values",
}


class Tally(NamedTuple):
    """`people` go, with everything counted after them; people who were here before go back by the rest."""

    people: int = 0
    contacts: int = 0
    ids: int = 0
    units: int = 0
    tags: int = 0
    values: int = 0
    levels: int = 0
    # Of people who were here before: how many, and what of them.
    known: int = 0
    restored: int = 0
    removed: int = 0
    voided: int = 0
    # What stays: people the list made, and fields of people who were here before.
    people_stay: int = 0
    fields_stay: int = 0
    # Units, tags and fields made for the list.
    words: int = 0
    words_stay: int = 0
    # Cells kept aside for a room that has not come.
    aside: int = 0

    @classmethod
    def of(cls, verdict: Verdict) -> Self:
        """Count one person, levels left out."""
        if verdict.goes:
            hanging = Counter(_HANGING[slot[0]] for slot, _stored in verdict.removed if slot[0] in _HANGING)
            return cls(people=1, **hanging)
        if verdict.is_new:
            return cls(people_stay=1)
        restored = sum(len(back.keys() - {WRITTEN}) for _slot, _stored, back in verdict.restored) + len(
            verdict.put_back
        )
        return cls(
            known=int(bool(restored or verdict.removed)),
            restored=restored,
            removed=len(verdict.removed),
            fields_stay=sum(max(len(labels), 1) for labels in verdict.stays.values()),
        )

    def plus(self, other: "Tally") -> "Tally":
        """Add up, figure by figure."""
        return Tally(*(one + another for one, another in zip(self, other, strict=True)))

    @property
    def hanging(self) -> int:
        """How many rows hang on the people who go."""
        return self.contacts + self.ids + self.units + self.tags + self.values + self.levels

    @property
    def is_empty(self) -> bool:
        """Whether taking the list back would change nothing."""
        return not (self.people or self.restored or self.removed or self.voided or self.words or self.aside)
