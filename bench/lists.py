"""The list that all sides bring in, and what an organization holds afterwards."""

from collections import Counter
from collections.abc import Collection
from datetime import date
from typing import Any

from ladders.models import Assessment, Ladder, LevelChange, Standing
from members.models import Belonging, ContactPoint, Member, Unit, UnitKind

HEADERS = ("First", "Last", "Phone", "Email", "Home area", "Level")


def lines(start: int, n: int) -> list[tuple[str, ...]]:
    """Make rows: name, phone, e-mail, unit and level, all of people that no other part of the list names."""
    return [
        (
            f"Given{i}",
            f"Family{i}",
            f"(503) {200 + i // 10_000}-{i % 10_000:04}",
            f"p{i}@example.org",
            f"Unit {i % 200}",
            str(i % 5 + 1),
        )
        for i in range(start, start + n)
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
