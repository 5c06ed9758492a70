"""Bring a confirmed list in: chunks of rows, each complete, so that a killed worker loses and doubles nothing."""

from collections.abc import Iterable, Sequence
from typing import NamedTuple
from uuid import UUID

import orjson
from django.db.models import BooleanField, ExpressionWrapper, Q, TextField
from django.db.models.functions import Cast
from django.utils.translation import gettext as _

from audit.recording import action, record
from imports import decisions, resembling
from imports.claims import one_import_at_a_time, renew
from imports.decisions import NONE, Word
from imports.matching import Index, Match, Who
from imports.models import ImportBatch, ImportRow
from imports.named import Words
from imports.person import Person
from imports.state import State, load
from imports.storing import Storer
from imports.ways import Ways
from imports.writing import Writer
from ladders import history
from ladders.models import Assessment
from stpnet.db.updating import update_many

CHUNK = 2500
Fate = ImportRow.Fate


def apply(batch: ImportBatch) -> None:
    """Apply every row that has no fate yet, a chunk to a transaction. Raises ClaimLost when cancelled on the way."""
    _decide_baseline(batch)
    while apply_chunk(batch):
        pass


def _decide_baseline(batch: ImportBatch) -> None:
    """The first list that puts anybody on a ladder is where counting of movement starts."""
    if batch.ladder_id is None:
        return
    standing = Assessment.objects.of_people().filter(ladder=batch.ladder_id, voided_at=None)
    others = standing.exclude(import_id=batch.pk)
    batch.is_baseline = not others.exists()
    batch.save(update_fields=["is_baseline"])


class Planned(NamedTuple):
    """What applying needs of a row: not its cells and problems, which are for people to read and most of its weight."""

    pk: UUID
    number: int
    said: str
    plan: str
    reason: str
    is_spoken_of: bool

    @property
    def person(self) -> Person:
        return Person.from_stored(orjson.loads(self.said))


def next_rows(batch: ImportBatch) -> list[Planned]:
    """Read the next rows that have no fate yet."""
    waiting = ImportRow.objects.filter(batch=batch, fate="").order_by("number")
    # As text: what the field decodes with takes three times as long.
    said = Cast("clean", TextField())
    spoken = ExpressionWrapper(~Q(decision="") | ~Q(not_these=[]), BooleanField())
    return [Planned(*row) for row in waiting.values_list("pk", "number", said, "plan", "reason", spoken)[:CHUNK]]


@action
def apply_chunk(batch: ImportBatch) -> int:
    """Apply the next rows and say how many. Who matches is looked up again: the list of people may have changed."""
    one_import_at_a_time()
    rows = next_rows(batch)
    renew(batch, done=len(rows))
    if rows:
        Chunk(batch, rows).apply()
        record("import.run", of=batch, by=batch.started_by, fields=[f"rows {rows[0].number} to {rows[-1].number}"])
    return len(rows)


class Fated(NamedTuple):
    """What is written on a row."""

    id: UUID
    fate: str
    member: UUID | None = None
    candidate: UUID | None = None
    reason: str = ""
    changes: str = "[]"


class Chunk:
    """The rows of one transaction."""

    def __init__(self, batch: ImportBatch, rows: Sequence[Planned]) -> None:
        self.batch = batch
        self.rows = rows
        self.people = [row.person for row in rows]
        self.index = Index()
        self.index.load(self.people, but_not_from=batch.pk if batch.keeps_all_rows else None)
        self.said = self._said()
        self.became = self._became()
        self.alike = self._alike()
        # Of whom a person spoke: what led to them may have been changed since, so that it finds them no more.
        said = {who for word in self.said.values() if isinstance(who := word.same, UUID)}
        self.index.know(said | set(self.became.values()))
        own = ImportRow.objects.filter(
            batch=batch, fate=Fate.CREATED, member__in=[who for who in self.index.known if isinstance(who, UUID)]
        )
        self.index.own = set(own.values_list("member_id", flat=True))
        self.writer = Writer(batch.pk)
        words = Words.for_people(batch, self.people)
        self.writer.note_made(words.made)
        self.storer = Storer(batch, words, self.writer, self._taken())
        self.states: dict[UUID, State] = {}
        self.gone: set[UUID] = set()
        self.apart: list[tuple[UUID, UUID, UUID | None]] = []

    def _taken(self) -> dict[tuple[str, str], UUID]:
        """Ids that somebody has already; an id names one person only."""
        return {pair: who for pair, who in self.index.by_id.items() if isinstance(who, UUID)}

    def _said(self) -> dict[int, Word]:
        """Read what a person said of rows of this chunk: of most, nothing."""
        spoken = [row.pk for row in self.rows if row.is_spoken_of]
        return {row.number: Word.of(row) for row in ImportRow.objects.filter(pk__in=spoken)} if spoken else {}

    def _alike(self) -> dict[int, list[resembling.Likely]]:
        """Read whom rows resemble that wait for a word."""
        held = [row.pk for row in self.rows if row.plan == Fate.HELD_BACK]
        rows = ImportRow.objects.filter(pk__in=held).filter(likely__isnull=False) if held else []
        return resembling.of_rows(rows)

    def _became(self) -> dict[int, UUID]:
        """Find whom the earlier rows made that rows of this chunk were said to be the same as, or not."""
        named = {
            who for word in self.said.values() for who in (word.candidate, *word.not_these) if isinstance(who, int)
        }
        rows = ImportRow.objects.filter(batch=self.batch, number__in=named).exclude(member=None)
        return {number: member for number, member in rows.values_list("number", "member_id") if member}

    def apply(self) -> None:
        matches = [self._find(row, person) for row, person in zip(self.rows, self.people, strict=True)]
        wanted = {match.who for match in matches if isinstance(match.who, UUID)}
        self.states = load(wanted, ladder_id=self.batch.ladder_id)
        self.gone = wanted - self.states.keys()
        self.writer.seen = {pk: state.changed_at for pk, state in self.states.items()}
        fates = [self._apply(*each) for each in zip(self.rows, self.people, matches, strict=True)]
        self.writer.write()
        update_many("imports.importrow", ("fate", "member_id", "candidate_id", "reason", "changes"), fates)
        decisions.remember_apart(self.apart)
        if self.storer.touched:
            history.rebuild(ladder=self.batch.ladder, members=self.storer.touched)

    def _find(self, row: Planned, person: Person) -> Match:
        """Take a person's word, else look: rows of this chunk may have joined the index since."""
        word = self.said.get(row.number, NONE)
        same = self.became.get(word.same) if isinstance(word.same, int) else word.same
        if same is not None and same not in self.gone:
            return Match(who=same)
        if isinstance(word.same, int):
            return decisions.waits_for(word.same)
        match = decisions.unless_doubted(self.index.find(person, but_not=self._members(word.others)), word)
        if match.who is None and match.candidate is None and row.number in self.alike and not word.is_new:
            likely = resembling.match(self.alike[row.number], but_not=word.others)
            return likely if likely.candidate is not None else match
        return match

    def _members(self, whos: Iterable[Who]) -> set[UUID]:
        """Return the members, and those whom rows of this list became."""
        found = {who if isinstance(who, UUID) else self.became.get(who) for who in whos}
        return {who for who in found if who is not None}

    def _apply(self, row: Planned, person: Person, match: Match) -> Fated:
        """Store one row and return what is written on it."""
        if row.plan == Fate.REFUSED:
            return Fated(row.pk, Fate.REFUSED.value, reason=row.reason)
        if row.number in self.said or self.index.has_news_of(person):
            match = self._find(row, person)
        word = self.said.get(row.number, NONE)
        if self.batch.purpose == ImportBatch.Purpose.CARRY and _is_gone(word, match):
            return Fated(row.pk, Fate.REFUSED.value, reason=_("This person is no longer here."))
        if isinstance(match.who, UUID) and match.who in self.states:
            return self._update(row, person, match)
        if match.candidate is not None and self.batch.holds_back and not word.is_new:
            member = match.candidate if isinstance(match.candidate, UUID) else None
            return Fated(row.pk, Fate.HELD_BACK.value, candidate=member, reason=match.reason)
        state = self.storer.create(person)
        self._remember(row, state, person)
        return Fated(row.pk, Fate.CREATED.value, state.id, reason=match.reason)

    def _update(self, row: Planned, person: Person, match: Match) -> Fated:
        state, word = self.states[match.who], self.said.get(row.number, NONE)  # type: ignore[index]
        ways = Ways(self.batch.modes, word.choices if word.same else {}, match.by_id)
        changes = self.storer.update(state, person, ways)
        self.index.learn(state.id, person)
        self.became[row.number] = state.id
        fate = Fate.UPDATED if changes else Fate.UNCHANGED
        return Fated(row.pk, fate.value, state.id, reason=row.reason, changes=orjson.dumps(changes).decode())

    def _remember(self, row: Planned, state: State, person: Person) -> None:
        """Let later rows of the chunk find the person that this row made, unless every row is to be kept."""
        self.states[state.id] = state
        self.index.own.add(state.id)
        self.became[row.number] = state.id
        word = self.said.get(row.number, NONE)
        self.apart += [(state.id, other, word.by) for other in self._members(word.others)]
        if not self.batch.keeps_all_rows:
            self.index.add(state.id, person)


def _is_gone(word: Word, match: Match) -> bool:
    """What was chosen of a sheet is about one person, and about nobody else whom it happens to resemble."""
    is_chosen = word.decision == ImportRow.Decision.SAME and not isinstance(word.candidate, int)
    return is_chosen and (word.candidate is None or match.who != word.candidate)
