"""Believable people: names that go together, the languages they speak, what they are called."""

from random import Random
from typing import NamedTuple

from demo.names import LONG_NAMES, ONE_NAME, OTHER_SCRIPTS, TRADITIONS, Tradition
from demo.shapes import Group

# How many in a hundred ...
HAS_TWO_FAMILIES = 22
HAS_MIDDLE_NAME = 9
GOES_BY_ANOTHER = 6
SAYS_PRONOUNS = 30
SPEAKS_MORE = 55
# ... and in a thousand.
OTHER_SCRIPT = 15
LONG_NAME = 3
ONE_NAME_ONLY = 6

PRONOUNS = ("she/her", "she/her", "she/her", "he/him", "he/him", "they/them", "she/they")
MIDDLE = ("A.", "B.", "C.", "D.", "E.", "J.", "K.", "L.", "M.", "R.", "S.", "T.", "Lee", "Mae", "Rose", "James", "Ann")
GOES_BY = (
    "Bea",
    "Chuy",
    "Coco",
    "Dee",
    "Junior",
    "Kiki",
    "Lulu",
    "Mimi",
    "Nana",
    "Pepe",
    "Red",
    "Sunny",
    "Tita",
    "Zee",
)
TRIES = 4


class Person(NamedTuple):
    """Who someone is, before the group knows anything else about them."""

    given_name: str
    family_name: str = ""
    middle_name: str = ""
    preferred_name: str = ""
    pronouns: str = ""
    language: str = ""

    @property
    def called(self) -> str:
        """Return what an organizer would write for them."""
        return self.preferred_name or self.given_name


class Crowd:
    """Makes one person after another; the same random source gives the same people."""

    def __init__(self, rng: Random, group: Group) -> None:
        self.rng = rng
        self.traditions = [TRADITIONS[name] for name in group.traditions]
        self.weights = list(group.traditions.values())
        self.seen: set[tuple[str, str]] = set()

    def person(self) -> Person:
        """Make someone whose name is seldom another's."""
        for again in range(TRIES):
            person = self._someone(mixed=again > TRIES // 2)
            if (person.given_name, person.family_name) not in self.seen:
                break
        self.seen.add((person.given_name, person.family_name))
        return person

    def relative(self, other: Person) -> Person:
        """Make someone of the same household: the same family name, a given name beside it."""
        for tradition in self.traditions:
            if other.given_name in tradition.given:
                return self._person(self.rng.choice(tradition.given), other.family_name, tradition)
        return self.person()

    def _someone(self, *, mixed: bool) -> Person:
        """Make someone; `mixed`: the family name comes from another tradition, as marriage brings it about."""
        lot = self.rng.randrange(1000)
        if lot < OTHER_SCRIPT:
            given, family, language = self.rng.choice(OTHER_SCRIPTS)
            return Person(given, family, language=language)
        if lot < OTHER_SCRIPT + LONG_NAME:
            return Person(*self.rng.choice(LONG_NAMES))
        if lot < OTHER_SCRIPT + LONG_NAME + ONE_NAME_ONLY:
            return Person(self.rng.choice(ONE_NAME))
        tradition = self.rng.choices(self.traditions, self.weights)[0]
        other = self.rng.choice(self.traditions) if mixed else tradition
        return self._person(self.rng.choice(tradition.given), self._family(other), tradition)

    def _family(self, tradition: Tradition) -> str:
        first = self.rng.choice(tradition.family)
        if not tradition.has_two_families or self.rng.randrange(100) >= HAS_TWO_FAMILIES:
            return first
        second = self.rng.choice(tradition.family)
        return first if second == first else f"{first} {second}"

    def _person(self, given: str, family: str, tradition: Tradition) -> Person:
        rng = self.rng
        return Person(
            given_name=given,
            family_name=family,
            middle_name=rng.choice(MIDDLE) if rng.randrange(100) < HAS_MIDDLE_NAME else "",
            preferred_name=rng.choice(GOES_BY) if rng.randrange(100) < GOES_BY_ANOTHER else "",
            pronouns=rng.choice(PRONOUNS) if rng.randrange(100) < SAYS_PRONOUNS else "",
            language=self._languages(tradition),
        )

    def _languages(self, tradition: Tradition) -> str:
        language = self.rng.choice(tradition.languages)
        if not language or self.rng.randrange(100) >= SPEAKS_MORE:
            return ""
        return language if self.rng.randrange(3) else f"{language}, English"
