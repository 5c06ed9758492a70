"""What the words of a column probably mean: put before a person, who says yes to all at once or changes some."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from typing import NamedTuple

from imports.cleaning import Cleaner
from imports.context import Column, Context
from imports.meanings.alike import Finder
from imports.meanings.known import Meant, word
from imports.meanings.vocabularies import Vocabulary
from imports.models import ImportBatch
from members.normal import fold

# Shown at once; the rest comes when these are said.
A_PAGE = 40
EMPTY = "-"


class Guess(NamedTuple):
    """What a spelling becomes: as we propose it, and as it is read when nobody says anything; "" stays out."""

    becomes: str
    by_itself: str
    # Nothing has to be said: it is one of the words that are here.
    is_plain: bool = False


class Proposal(NamedTuple):
    """A word as the list spells it, in how many rows, and what it becomes. `meant` is what people said before."""

    word: str
    spellings: list[str]
    n: int
    guess: Guess
    meant: Meant | None = None

    @property
    def becomes(self) -> str:
        return (self.meant.text or EMPTY) if self.meant else self.guess.becomes

    @property
    def is_open(self) -> bool:
        """Whether a person still has something to say."""
        return self.meant is None and (not self.guess.becomes or self.guess.becomes != self.guess.by_itself)


class Words(NamedTuple):
    """One column's words: those to look at, and how many spellings become how many words in all."""

    column: Column
    vocabulary: Vocabulary
    proposals: list[Proposal]
    n_spellings: int
    n_become: int
    n_more: int

    @property
    def n_open(self) -> int:
        return sum(each.is_open for each in self.proposals)


def words_of(batch: ImportBatch, context: Context, vocabularies: Mapping[str, Vocabulary]) -> list[Words]:
    """Look at the words that were counted when the list was looked at, column by column."""
    cleaner, counted = Cleaner(context), batch.spellings
    columns = [each for each in context.columns if counted.get(each.header) and each.header in vocabularies]
    return [_words(each, counted[each.header], vocabularies[each.header], cleaner) for each in columns]


def _words(column: Column, counted: Sequence[tuple[str, int]], vocabulary: Vocabulary, cleaner: Cleaner) -> Words:
    by_word: dict[str, list[tuple[str, int]]] = defaultdict(list)
    for spelling, n in counted:
        by_word[word(spelling)].append((spelling, n))
    guess = (
        _of_units(vocabulary, [spelling for spelling, _n in counted])
        if vocabulary.is_of_units
        else _as_read(column, cleaner)
    )
    every = []
    for each, spelled in by_word.items():
        said = [spelling for spelling, _n in spelled]
        meant = cleaner.context.meanings.of(column, said[0])
        every.append(Proposal(each, said, sum(n for _spelling, n in spelled), guess(said[0]), meant))
    shown = [each for each in every if each.meant or not each.guess.is_plain]
    shown.sort(key=lambda each: (not each.is_open, -each.n))
    become = {fold(each.becomes) or each.becomes for each in every if each.becomes not in ("", EMPTY)}
    return Words(column, vocabulary, shown[:A_PAGE], len(counted), len(become), max(0, len(shown) - A_PAGE))


def _as_read(column: Column, cleaner: Cleaner) -> Callable[[str], Guess]:
    """Words with a meaning of their own: what the cleaner cannot read is asked, and nothing is proposed."""

    def guess(spelling: str) -> Guess:
        found = cleaner.read(column, spelling)
        return Guess("", "") if found.problem else Guess(fold(spelling), fold(spelling), is_plain=True)

    return guess


def _of_units(vocabulary: Vocabulary, spellings: Sequence[str]) -> Callable[[str], Guess]:
    """Names that are here come first; of names that are not, the spelling that leads is proposed for those like it."""
    here, names = Finder(vocabulary.names), {fold(name) for name in vocabulary.names}
    new = Finder(_leading([each for each in spellings if fold(each) not in names and here.find(each) is None]))

    def guess(spelling: str) -> Guess:
        if fold(spelling) in names:
            return Guess(spelling, spelling, is_plain=True)
        if near := here.find(spelling):
            return Guess(near.name, near.name if near.is_sure else spelling)
        if spelling in new.all or (near := new.find(spelling)) is None:
            return Guess(spelling, spelling)
        same = fold(near.name) == fold(spelling)
        return Guess(near.name, near.name if same else spelling, is_plain=same)

    return guess


def _leading(spellings: Sequence[str]) -> list[str]:
    """Choose a spelling of each name: one with capitals before one without, then the most frequent, which come first."""
    leading: list[str] = []
    for spelling in sorted(spellings, key=lambda each: not each.istitle()):
        if Finder(leading).find(spelling) is None:
            leading.append(spelling)
    return leading
