"""Spellings of one name: which are surely the same, and which may be."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from rapidfuzz import fuzz, process
from rapidfuzz.distance import OSA

from members.normal import fold

# Long and short forms of one word: both are compared as the short one.
SHORT = {
    "avenue": "ave", "av": "ave", "boulevard": "blvd", "building": "bldg", "center": "ctr", "centre": "ctr",
    "complex": "cplx", "court": "ct", "crt": "ct", "drive": "dr", "east": "e", "fort": "ft", "garden": "gdns",
    "gardens": "gdns", "heights": "hts", "house": "hse", "lane": "ln", "manor": "mnr", "mount": "mt", "north": "n",
    "number": "no", "park": "pk", "place": "pl", "plaza": "plz", "road": "rd", "saint": "st", "south": "s",
    "square": "sq", "street": "st", "terrace": "ter", "terr": "ter", "tower": "twr", "towers": "twr", "twrs": "twr",
    "valley": "vly", "village": "vlg", "west": "w", "apartment": "apts", "apartments": "apts", "apt": "apts",
    "and": "", "the": "",
}  # fmt: skip
# Words that say what kind of place it is, and that people leave out.
KINDS_OF_PLACE = frozenset({"apts", "bldg", "ct", "ctr", "cplx", "hse", "homes", "housing", "twr", "vlg", "local"})
SIDES = frozenset("nsew")
# From so many letters on, one slip does not make another name; from so many on, two do not.
ONE_SLIP, TWO_SLIPS = 6, 12
INITIALS = 4
LIKELY = 78


class Found(NamedTuple):
    """The name that a spelling stands for; not `is_sure`, a person has to say so."""

    name: str
    is_sure: bool


def words(text: str) -> list[str]:
    """Return the words of a name in the form in which they are compared."""
    return [short for word in fold(text).split() if (short := SHORT.get(word, word))]


def _bare(text: str) -> str:
    every = words(text)
    return "".join([word for word in every if word not in KINDS_OF_PLACE] or every)


def _plain(text: str) -> str:
    return fold(text).replace(" ", "")


def _marks(text: str) -> tuple[str, str]:
    """What tells two names apart however like they are: numbers, and which side of the world."""
    return "".join(char for char in text if char.isdigit()), "".join(sorted(SIDES.intersection(words(text))))


class Finder:
    """Finds the one of some names that a spelling stands for. Two that fit equally well are none."""

    def __init__(self, names: Iterable[str]) -> None:
        self.names: dict[str, str | None] = {}
        self.plain: dict[str, str | None] = {}
        self.bare: dict[str, str | None] = {}
        self.marked: dict[tuple[str, str], tuple[list[str], list[str]]] = {}
        self.all = list(dict.fromkeys(names))
        for name in self.all:
            squashed, plain = "".join(words(name)), _plain(name)
            _add(self.names, squashed, name)
            _add(self.plain, plain, name)
            _add(self.bare, _bare(name), name)
            short, long = self.marked.setdefault(_marks(name), ([], []))
            short.append(squashed)
            long.append(plain)

    def find(self, spelling: str) -> Found | None:
        """Return the name, if there is one."""
        squashed, bare, plain = "".join(words(spelling)), _bare(spelling), _plain(spelling)
        if not squashed:
            return None
        if squashed in self.names:
            same = self.names[squashed]
            return Found(same, is_sure=True) if same else None
        short, long = self._possible(spelling)
        # A slip may stand in the very word that has a short form: “Nroth Side”.
        if name := _one_slip_away(squashed, short, self.names) or _one_slip_away(plain, long, self.plain):
            return Found(name, is_sure=True)
        if name := self.bare.get(bare) or self._by_letters(bare) or self._likely(plain, long):
            return Found(name, is_sure=False)
        return None

    def _possible(self, spelling: str) -> tuple[list[str], list[str]]:
        """Names with the same number in them, and no other side: building 2 is never 3, and north never south."""
        number, side = _marks(spelling)
        fitting = [found for (n, s), found in self.marked.items() if n == number and (not side or s in ("", side))]
        return [key for short, _long in fitting for key in short], [key for _short, long in fitting for key in long]

    def _by_letters(self, bare: str) -> str | None:
        """“NG” for Northgate: few letters, in order, the first one too, and of one name only."""
        if not 1 < len(bare) <= INITIALS:
            return None
        fitting = [name for key, name in self.bare.items() if key[:1] == bare[0] and _in_order(bare, key)]
        return fitting[0] if len(fitting) == 1 else None

    def _likely(self, plain: str, keys: list[str]) -> str | None:
        near = process.extractOne(plain, keys, scorer=fuzz.ratio, score_cutoff=LIKELY)
        return self.plain[near[0]] if near else None


def _add(names: dict[str, str | None], key: str, name: str) -> None:
    names[key] = None if key in names else name


def _one_slip_away(key: str, keys: list[str], names: Mapping[str, str | None]) -> str | None:
    slips = (len(key) >= ONE_SLIP) + (len(key) >= TWO_SLIPS)
    if not slips:
        return None
    near = process.extract(key, keys, scorer=OSA.distance, score_cutoff=slips, limit=2)
    if not near or (len(near) > 1 and near[0][1] == near[1][1]):
        return None
    return names[near[0][0]]


def _in_order(letters: str, name: str) -> bool:
    rest = iter(name)
    return all(letter in rest for letter in letters)
