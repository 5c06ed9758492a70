"""Bring a confirmed list in: chunks of rows, each complete, so that a killed worker loses and doubles nothing."""

from collections.abc import Sequence
from uuid import UUID

from audit.recording import action, record
from imports.claims import one_import_at_a_time, renew
from imports.matching import Index, Match
from imports.models import ImportBatch, ImportRow
from imports.named import Words
from imports.person import Person
from imports.state import State, load
from imports.storing import Storer
from imports.writing import Writer, update_many
from ladders import history
from ladders.models import Assessment

CHUNK = 1000
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


@action
def apply_chunk(batch: ImportBatch) -> int:
    """Apply the next rows and say how many. Who matches is looked up again: the list of people may have changed."""
    one_import_at_a_time()
    rows = list(ImportRow.objects.filter(batch=batch, fate="").order_by("number")[:CHUNK])
    renew(batch, done=len(rows))
    if rows:
        Chunk(batch, rows).apply()
        record("import.run", of=batch, by=batch.started_by, fields=[f"rows {rows[0].number} to {rows[-1].number}"])
    return len(rows)


class Chunk:
    """The rows of one transaction."""

    def __init__(self, batch: ImportBatch, rows: Sequence[ImportRow]) -> None:
        self.batch = batch
        self.rows = rows
        self.people = [Person.from_stored(row.clean) for row in rows]
        self.index = Index()
        self.index.load(self.people, but_not_from=batch.pk if batch.keeps_all_rows else None)
        own = ImportRow.objects.filter(
            batch=batch, fate=Fate.CREATED, member__in=[who for who in self.index.known if isinstance(who, UUID)]
        )
        self.index.own = set(own.values_list("member_id", flat=True))
        self.writer = Writer(batch.pk)
        words = Words.for_people(batch, self.people)
        self.writer.note_made(words.made)
        self.storer = Storer(batch, words, self.writer, self._taken())
        self.states: dict[UUID, State] = {}

    def _taken(self) -> dict[tuple[str, str], UUID]:
        """Ids that somebody has already; an id names one person only."""
        return {pair: who for pair, who in self.index.by_id.items() if isinstance(who, UUID)}

    def apply(self) -> None:
        matches = [self.index.find(person) for person in self.people]
        wanted = {who for match, row in zip(matches, self.rows, strict=True) if (who := self._known(match, row))}
        self.states = load(wanted, ladder_id=self.batch.ladder_id)
        self.writer.seen = {pk: state.changed_at for pk, state in self.states.items()}
        fates = [self._apply(row, person) for row, person in zip(self.rows, self.people, strict=True)]
        self.writer.write()
        update_many("imports.importrow", ("fate", "member_id", "candidate_id", "reason"), fates)
        if self.storer.touched:
            history.rebuild(ladder=self.batch.ladder, members=self.storer.touched)

    def _known(self, match: Match, row: ImportRow) -> UUID | None:
        decided = row.candidate_id if row.decision == ImportRow.Decision.SAME else None
        return decided or (match.who if isinstance(match.who, UUID) else None)

    def _apply(self, row: ImportRow, person: Person) -> tuple[UUID, str, UUID | None, UUID | None, str]:
        """Store one row and return what is written on it: id, fate, member, candidate, reason."""
        if row.plan == Fate.REFUSED:
            return row.pk, Fate.REFUSED.value, None, None, row.reason
        # Again, as rows of this chunk have joined the index since.
        match = self.index.find(person)
        if row.decision == ImportRow.Decision.SAME and row.candidate_id in self.states:
            match = Match(who=row.candidate_id)
        if isinstance(match.who, UUID) and match.who in self.states:
            return self._update(row, person, match)
        if match.candidate and self.batch.holds_back and row.decision != ImportRow.Decision.NEW:
            return row.pk, Fate.HELD_BACK.value, None, match.candidate, match.reason
        state = self.storer.create(person)
        self._remember(state, person)
        return row.pk, Fate.CREATED.value, state.id, None, match.reason

    def _update(self, row: ImportRow, person: Person, match: Match) -> tuple[UUID, str, UUID | None, UUID | None, str]:
        state = self.states[match.who]  # type: ignore[index]
        changed = self.storer.update(state, person, by_id=match.by_id)
        self.index.learn(state.id, person)
        return row.pk, (Fate.UPDATED if changed else Fate.UNCHANGED).value, state.id, None, row.reason

    def _remember(self, state: State, person: Person) -> None:
        """Let later rows of the chunk find the person that this row made, unless every row is to be kept."""
        self.states[state.id] = state
        self.index.own.add(state.id)
        if not self.batch.keeps_all_rows:
            self.index.add(state.id, person)
