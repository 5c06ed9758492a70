"""What a person said of rows that may be somebody who is here: kept when the rows are looked at again."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field, replace
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext as _

from imports.matching import Match, Who
from imports.models import ImportBatch, ImportRow
from imports.person import Person
from members.models import DifferentPeople, Member

Decision = ImportRow.Decision
type Said = dict[int, "Word"]


@dataclass(frozen=True)
class Word:
    """A person's word on one row. `person` is what the row said when it was given."""

    decision: str = ""
    candidate: Who | None = None
    not_these: frozenset[Who] = frozenset()
    choices: dict[str, str] = field(default_factory=dict)
    by: UUID | None = None
    person: Person | None = None

    @classmethod
    def of(cls, row: ImportRow) -> "Word":
        return cls(
            row.decision, row.candidate_id or row.candidate_row, who_of(row.not_these), row.choices, row.decided_by_id,
            Person.from_stored(row.clean),
        )  # fmt: skip

    @property
    def same(self) -> Who | None:
        """Whom the row is about, where a person said so."""
        return self.candidate if self.decision == Decision.SAME else None

    @property
    def is_new(self) -> bool:
        return self.decision == Decision.NEW

    @property
    def others(self) -> frozenset[Who]:
        """Who this is not."""
        return self.not_these | ({self.candidate} if self.is_new and self.candidate is not None else frozenset())

    def is_about(self, person: Person) -> bool:
        """Whether the row still says the same name, phones and e-mails: a word on another row is none on this."""
        return self.person is not None and self.person.known_by == person.known_by


NONE = Word()


def who_of(stored: Iterable[str | int]) -> frozenset[Who]:
    """Read back members and rows from JSON."""
    return frozenset(each if isinstance(each, int) else UUID(each) for each in stored)


def said(batch: ImportBatch) -> Said:
    """Read every word given on this list so far, without those about people who are gone."""
    rows = ImportRow.objects.filter(~Q(decision="") | ~Q(not_these=[]), batch=batch).order_by("number")
    words = {row.number: Word.of(row) for row in rows}
    gone = _gone({word.candidate for word in words.values() if isinstance(word.candidate, UUID)})
    return {number: word for number, word in words.items() if word.candidate not in gone}


def said_before(batch: ImportBatch) -> Said:
    """Read what was said of the list that this one brings in again, of rows that this one has not looked at yet.

    Once a row is settled it names as its member whom it was said to be.
    """
    if batch.again_of is None:
        return {}
    words = said(batch.again_of)
    members = dict(batch.again_of.rows.filter(number__in=words).values_list("number", "member_id"))
    looked_at = set(batch.rows.filter(number__in=words).values_list("number", flat=True))
    found: Said = {}
    for number in words.keys() - looked_at:
        word = words[number]
        if word.decision == Decision.SAME and word.candidate is None:
            word = replace(word, candidate=members[number])
        elif word.is_new and members[number] is not None:
            # Whoever was made then and stayed is not someone new any more.
            word = replace(word, decision=Decision.SAME, candidate=members[number], not_these=word.others)
        if word.decision != Decision.SAME or word.candidate is not None:
            found[number] = word
    gone = _gone({word.candidate for word in found.values() if isinstance(word.candidate, UUID)})
    return {number: word for number, word in found.items() if word.candidate not in gone}


def _gone(members: Collection[UUID]) -> set[UUID]:
    here = Member.objects.filter(pk__in=members, merged_into=None, erased_at=None)
    return set(members) - set(here.values_list("pk", flat=True))


def waits_for(number: int) -> Match:
    """Hold a row back that was said to be the same as another one, which waits itself."""
    return Match(candidate=number, reason=_("Waits for row %s.") % number)


def unless_doubted(match: Match, word: Word) -> Match:
    """Take nobody unasked for a row of which a person said that it is not the one it resembled."""
    if match.who is None or not word.others:
        return match
    return Match() if word.is_new else ask_of(match)


def ask_of(match: Match) -> Match:
    """Ask about whom a row would be taken for."""
    if match.who is None:
        return match
    reason = _("Same id in another system.") if match.by_id else _("Same phone or e-mail, and a similar name.")
    return Match(candidate=match.who, reason=reason)


def remember_apart(pairs: Iterable[tuple[UUID, UUID, UUID | None]]) -> None:
    """Remember of people the list has made whom they are not, and who said so: nobody is asked again."""
    rows = [
        DifferentPeople(low_id=min(one, other), high_id=max(one, other), said_by_id=by)
        for one, other, by in pairs
        if one != other
    ]
    DifferentPeople.objects.bulk_create(rows, ignore_conflicts=True)
