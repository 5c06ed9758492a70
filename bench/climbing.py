"""A crowd that climbs, stored by COPY: people of units and organizers, each placed ten times within three years."""

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random
from typing import Any
from uuid import UUID

from ladders import history
from ladders.models import Assessment, Ladder, LevelChange, Standing
from members.models import Belonging, Member, Unit, UnitKind
from stpnet.db.copying import copy_into
from stpnet.db.wrapper import current

TABLES = (Member, Belonging, Assessment, LevelChange, Standing)
N_UNITS, N_ORGANIZERS, EACH = 30, 80, 10
YEARS = 3 * 365
# Of ten words about somebody: how often each place is said, the levels from the lowest up.
WEIGHTS = (28, 26, 16, 8, 4)
OUTSIDE = {"quiet": 10, "unsure": 5, "off": 3}


def store(n: int, ladder: Ladder, today: date, chance: Random) -> int:
    """Store so many people and ten words about each; returns how many changes of place came of them."""
    ids = _ids(n)
    _store_people(ids)
    _store_units(ids, chance)
    columns = (
        "member_id ladder_id place level_id on confidence evidence source is_baseline waits_for_review void_reason"
    )
    copy_into("ladders_assessment", columns.split(), _words(ids, ladder, today, chance))
    with current().cursor() as cursor:
        cursor.execute("ANALYZE members_member, ladders_assessment")
    history.rebuild()
    return LevelChange.objects.count()


def _store_people(ids: list[UUID]) -> None:
    """The first of them organize the others."""
    names = "id kind status given_name middle_name family_name suffix preferred_name pronouns language employer folded"
    rows = (
        (
            pk,
            "person",
            "member",
            f"Given {at}",
            "",
            f"Family {at}",
            *[""] * 6,
            ids[at % N_ORGANIZERS] if at >= N_ORGANIZERS else None,
        )
        for at, pk in enumerate(ids)
    )
    copy_into("members_member", [*names.split(), "organizer_id"], rows)


def _store_units(ids: list[UUID], chance: Random) -> None:
    kind = UnitKind.objects.get(is_default=True)
    units = Unit.objects.bulk_create(Unit(kind=kind, name=f"Unit {at}", folded=f"unit {at}") for at in range(N_UNITS))
    copy_into(
        "members_belonging", ["member_id", "kind_id", "unit_id"], ((pk, kind.pk, chance.choice(units).pk) for pk in ids)
    )


def _words(ids: list[UUID], ladder: Ladder, today: date, chance: Random) -> Iterator[tuple[Any, ...]]:
    """What was said of each; no two words that follow each other say the same, so each of them is a change."""
    levels = list(ladder.levels.order_by("position"))
    places = [("level", level.pk) for level in levels] + [(place, None) for place in OUTSIDE]
    weights = [*WEIGHTS[: len(levels)], *OUTSIDE.values()]
    rest = (ladder.pk, "clear", "", "page", False, False, "")
    for pk in ids:
        days = sorted(chance.sample(range(YEARS), EACH))
        before: Any = ("off", None)
        for day in days:
            while (where := chance.choices(places, weights)[0]) == before:
                pass
            before = where
            yield (pk, rest[0], *where, today - timedelta(days=YEARS - 1 - day), *rest[1:])


def _ids(n: int) -> list[UUID]:
    with current().cursor() as cursor:
        cursor.execute("SELECT uuidv7() FROM generate_series(1, %s)", [n])
        return [row[0] for row in cursor.fetchall()]
