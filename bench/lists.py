"""The list that all sides bring in, and what an organization holds afterwards."""

from collections import Counter
from collections.abc import Collection
from datetime import date
from itertools import accumulate, islice
from random import Random
from typing import Any

from ladders.models import Assessment, Ladder, LevelChange, Standing
from members.models import Belonging, ContactPoint, Member, Unit, UnitKind

HEADERS = ("First", "Last", "Phone", "Email", "Home area", "Level")
SYLLABLES = ("ba", "ko", "li", "mar", "ten", "so", "ri", "da", "el", "vin", "ha", "tor", "nes", "pe", "zu", "gra")
N_GIVEN = 1_500


class Names:
    """Names as uneven as real ones, each whole name given once: the same people in the same order in every run.

    They are made of syllables and look alike now and then, so that the look for people known already has work to do.
    """

    def __init__(self) -> None:
        self._chance = Random(7)  # noqa: S311 - the same list each time
        words = [
            "".join(self._chance.choices(SYLLABLES, k=self._chance.choice((2, 3, 3, 4)))) for _each in range(40_000)
        ]
        self._words = [word.title() for word in words]
        self._given = list(accumulate(1 / (at + 3) for at in range(N_GIVEN)))
        self._family = list(accumulate(1 / (at + 20) for at in range(len(words))))
        self._named: dict[tuple[str, str], None] = {}

    def __call__(self, start: int, n: int) -> list[tuple[str, str]]:
        """Return the given and the family names of n people from one number on."""
        while len(self._named) < start + n:
            given = self._chance.choices(self._words[:N_GIVEN], cum_weights=self._given)[0]
            family = self._chance.choices(self._words, cum_weights=self._family)[0]
            # What is stored is compared by names: whoever is called as somebody before has a second family name.
            while (given, family) in self._named:
                family = f"{family} {self._chance.choice(self._words)}"
            self._named[given, family] = None
        return list(islice(self._named, start, start + n))


NAMES = Names()


def lines(start: int, n: int) -> list[tuple[str, ...]]:
    """Make rows: name, phone, e-mail, unit and level, all of people that no other part of the list names."""
    return [
        (
            given,
            family,
            f"(503) {200 + i // 10_000}-{i % 10_000:04}",
            f"p{i}@example.org",
            f"Unit {i % 200}",
            str(i % 5 + 1),
        )
        for i, (given, family) in enumerate(NAMES(start, n), start)
    ]


def written(rows: Collection[tuple[str, ...]]) -> bytes:
    """Write rows as the file that is uploaded."""
    return "\n".join([",".join(row) for row in (HEADERS, *rows)]).encode() + b"\n"


def names(rows: Collection[tuple[str, ...]]) -> set[str]:
    return {f"{given} {family}" for given, family, *_rest in rows}


def frame() -> dict[str, Any]:
    """Name what rows point at, so that another organization's can stand in its place."""
    ladder = Ladder.objects.get(is_default=True)
    found: dict[str, Any] = {f"unit {unit.name}": unit.pk for unit in Unit.objects.all()}
    found |= {f"level {level.position}": level.pk for level in ladder.levels.all()}
    return found | {"ladder": ladder.pk, "kind": UnitKind.objects.get(is_default=True).pk}


def stored(who: Collection[str]) -> Counter[Any]:
    """Read what an organization holds of these people, by names and numbers and not by ids."""
    found: Counter[Any] = Counter()
    for model, *columns in (
        (Member, "name", "given_name", "family_name", "status", "folded"),
        (ContactPoint, "member__name", "kind", "value", "normal", "standing"),
        (Belonging, "member__name", "unit__name"),
        (Assessment, "member__name", "level__position", "on", "source"),
        (LevelChange, "member__name", "level__position", "on", "from_place"),
        (Standing, "member__name", "level__position", "since"),
    ):
        for name, *rest in model._default_manager.order_by().values_list(*columns):  # type: ignore[attr-defined]  # noqa: SLF001
            if name in who:
                found[model.__name__, name, *map(_plain, rest)] += 1
    return found


def _plain(value: object) -> str:
    return value.isoformat() if isinstance(value, date) else str(value)
