"""What a demo organization is described by. The descriptions stand in a module for each."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from demo.paths import Step
from organizations.models import Role


class Rung(NamedTuple):
    """A level: `stories` names the evidence that fits it."""

    stories: str
    name: str
    sentence: str
    signs: tuple[str, ...]


class Counts(NamedTuple):
    """How many stand where at the end: by level, then outside the levels."""

    levels: tuple[int, ...]
    unsure: int
    quiet: int
    in_touch: int

    @property
    def total(self) -> int:
        return sum(self.levels) + self.unsure + self.quiet + self.in_touch


class Area(NamedTuple):
    name: str
    buildings: tuple[str, ...]
    organizer: str
    counts: Counts

    @property
    def places(self) -> tuple[str, ...]:
        """Return the units that people are put into: the buildings, or the area where it has none."""
        return self.buildings or (self.name,)


class Worker(NamedTuple):
    """Someone who works for the group; with an address they sign in. `scope` is a unit that widens what they see."""

    name: str
    roles: tuple[Role, ...] = ()
    email: str = ""
    scope: str = ""
    is_guest: bool = False


class Face(NamedTuple):
    """A member whose name, home and level are given, so that pages can be told apart by people."""

    given_name: str
    family_name: str
    area: str
    building: str
    level: int
    pronouns: str = ""
    languages: str = ""
    path: tuple[Step, ...] = ()
    # What an organizer saw last week, and nobody has agreed to yet: the next level waits.
    waiting: str = ""


class Kind(NamedTuple):
    name: str
    plural: str
    tree: Mapping[str, tuple[str, ...]] = {}


class Extra(NamedTuple):
    """A field of the group's own: `answers` are what people say, `share` how many of them were asked.

    Of a field with choices the answers are the choices, several with "; " between them; of people, names of staff.
    """

    name: str
    kind: str
    why: str
    answers: tuple[str, ...]
    share: float
    decided_by: str = ""
    harm: str = ""
    section: str = ""
    readers: str = "everyone"
    months_kept: int | None = None


class Town(NamedTuple):
    city: str
    region: str
    postal_codes: tuple[str, ...]
    # The first area code that its people's numbers have; the others follow in `places.AREA_CODES`.
    area_code: int
    # For a group of one house: its street; the areas are its floors.
    house: str = ""


class Group(NamedTuple):
    slug: str
    name: str
    time_zone: str
    town: Town
    ladder: str
    rungs: tuple[Rung, ...]
    kind: Kind
    areas: tuple[Area, ...]
    workers: tuple[Worker, ...]
    # How often names of each tradition come.
    traditions: Mapping[str, int]
    tags: tuple[str, ...]
    extras: tuple[Extra, ...]
    # The list from which the first levels came, and the system whose numbers people kept.
    first_list: str
    roster: str
    waiting: int
    faces: tuple[Face, ...] = ()
    workplaces: Kind | None = None
    # Fields of the last months, which few have been asked.
    asked_lately: tuple[Extra, ...] = ()
    # Why they do this, and the name of whom to ask: written by someone who is no longer new.
    why: str = ""
    asked: str = ""

    @property
    def counts(self) -> Counts:
        each = [area.counts for area in self.areas]
        return Counts(
            levels=tuple(sum(numbers) for numbers in zip(*(one.levels for one in each), strict=True)),
            unsure=sum(one.unsure for one in each),
            quiet=sum(one.quiet for one in each),
            in_touch=sum(one.in_touch for one in each),
        )


def split(total: int, weights: Sequence[int]) -> list[int]:
    """Share whole people out by weight; what rounding leaves goes to the largest remainders."""
    shares = [total * weight / sum(weights) for weight in weights]
    whole = [int(share) for share in shares]
    by_remainder = sorted(range(len(weights)), key=lambda i: (whole[i] - shares[i], i))
    for i in by_remainder[: total - sum(whole)]:
        whole[i] += 1
    return whole


def spread(counts: Counts, weights: Sequence[int]) -> list[Counts]:
    """Share a group's counts out over areas."""
    outside = (counts.unsure, counts.quiet, counts.in_touch)
    rows = [split(number, weights) for number in (*counts.levels, *outside)]
    n = len(counts.levels)
    return [Counts(column[:n], *column[n:]) for column in zip(*rows, strict=True)]
