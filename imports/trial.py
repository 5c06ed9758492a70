"""What rows would change, tried on what is stored and on what earlier rows of the list will have made."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID, uuid4

from imports.matching import Index, Who
from imports.models import ImportBatch, ImportRow
from imports.named import Words
from imports.person import Person
from imports.state import State, load
from imports.storing import Storer
from imports.ways import Ways
from imports.writing import Writer

# For someone already met in the list: the rows about them after the first, and how each comes to what is there.
type Told = dict[Who, list[tuple[int, Ways]]]


class NoWriter(Writer):
    """Takes everything and keeps nothing."""

    def create(self, model: str, about: UUID | None, **columns: Any) -> UUID:
        return uuid4()

    def keep_aside(self, **columns: Any) -> None:
        return

    def update(self, of: tuple[str, ...], about: UUID, pk: UUID, before: dict[str, Any], after: dict[str, Any]) -> None:
        return

    def remove(self, model: str, about: UUID, pk: UUID, **key: Any) -> None:
        return


class Trial:
    """One chunk. `told` is of the whole list, so that a person met again far below is seen as they will be by then."""

    def __init__(self, batch: ImportBatch, told: Told, people: dict[int, Person]) -> None:
        self.batch = batch
        self.told = told
        self.people = people
        self.states: dict[UUID, State] = {}
        self.made: dict[int, State] = {}
        self.up_to_date: set[UUID] = set()

    def load(self, whos: Iterable[Who], index: Index) -> None:
        """Read who the chunk is about: members, and rows of earlier chunks that will make or change them."""
        whos = set(whos)
        self.states = load([who for who in whos if isinstance(who, UUID)], ladder_id=self.batch.ladder_id)
        numbers = {number for who in whos for number, _ways in self.told.get(who, [])}
        numbers |= {who for who in whos if isinstance(who, int)}
        earlier = ImportRow.objects.filter(batch=self.batch, number__in=numbers - self.people.keys())
        said = {number: Person.from_stored(clean) for number, clean in earlier.values_list("number", "clean")}
        self.people = {**said, **self.people}
        taken = {pair: who for pair, who in index.by_id.items() if isinstance(who, UUID)}
        words = Words.for_people(self.batch, self.people.values(), make=False)
        self.storer = Storer(self.batch, words, NoWriter(self.batch.pk), taken)

    def changes(self, who: Who, number: int, ways: Ways) -> list[str]:
        """Name the fields that a row would change of someone; remembers it for the rows after."""
        changed = self.storer.update(self._state(who), self.people[number], ways)
        self.told.setdefault(who, []).append((number, ways))
        return changed

    def _state(self, who: Who) -> State:
        if isinstance(who, UUID):
            if who not in self.up_to_date:
                self.up_to_date.add(who)
                self._tell(self.states[who], who)
            return self.states[who]
        if who not in self.made:
            self.made[who] = self.storer.create(self.people[who])
            self._tell(self.made[who], who)
        return self.made[who]

    def _tell(self, state: State, who: Who) -> None:
        for number, ways in self.told.get(who, []):
            self.storer.update(state, self.people[number], ways)
