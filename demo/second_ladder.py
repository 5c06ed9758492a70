"""The other ladder of the large group: who comes when a family is to be put out, and how far they have come in it.

Most who stand on it stand high on the first ladder; a few do not, and that is why the group keeps two.
"""

from collections.abc import Iterator
from random import Random
from uuid import UUID

from demo.assessing import Calendar, Row
from demo.cast import Draft
from demo.frame import Frame
from demo.paths import SPAN
from demo.shapes import Group, Rung
from ladders.models import Ladder, Level, LevelSign

NAME = "Eviction defense"
SLUG = "cedar-valley"
# What stands first is the evidence itself.
RUNGS = (
    Rung(
        "Signed up for the phone tree, and answered when we tried it out.",
        "Is on the phone tree",
        "Picks up when a family is to be put out",
        ("Has answered the phone tree at least once", "Knows what not to say to a deputy"),
    ),
    Rung(
        "Was at the door on Larch Row before seven, and stayed until the deputies had gone.",
        "Comes to the door",
        "Is there within the hour, and stays",
        ("Has been at a door twice", "Brought somebody along, or came with a car", "Stayed calm when it got loud"),
    ),
    Rung(
        "Spoke with the deputy for the family, kept the others back, and called the lawyer before anybody asked.",
        "Leads at the door",
        "Answers for a door from the call to the last one home",
        ("Has led at a door with somebody who knows how", "Speaks for the family only as the family asked"),
    ),
    Rung(
        "Held the training at Alder House alone; eleven came, and four of them have been at a door since.",
        "Trains others",
        "Gets others ready to lead at a door",
        ("Holds the training without us", "Has two people who lead at doors because of them"),
    ),
)
# Of a hundred who stand on a level of the first ladder, by that level; the last for all above.
STANDS_HERE = (4, 14, 38, 55)
# How many of a hundred go on from each of its levels.
GOES_ON = (55, 35, 30)
WENT_QUIET = 9
# Days before today on which the first of them was placed, and between two steps.
_FIRST, _BETWEEN = 330, (25, 110)


def rows(group: Group, frame: Frame, calendar: Calendar, drafts: list[Draft], ids: list[UUID]) -> list[Row]:
    """Make the ladder where the group has it, and return what was said of people on it, in the order of saying."""
    if group.slug != SLUG:
        return []
    ladder, levels = _ladder()
    # Of its own, so that everyone's first path stays as it was.
    rng = Random(f"{NAME} {calendar.first}")  # noqa: S311 - made-up people, no secrets
    said: list[Row] = []
    for draft, pk in zip(drafts, ids, strict=True):
        share = STANDS_HERE[min(draft.rung, len(STANDS_HERE)) - 1] if draft.place == "level" else 0
        if rng.randrange(100) < share:
            by = frame.staff[draft.area.organizer]
            said += _path(rng, calendar, _first(pk, ladder, by, calendar), levels)
    return sorted(said, key=lambda row: row.created_at)


def _ladder() -> tuple[UUID, list[UUID]]:
    ladder = Ladder.objects.create(name=NAME, version=1, quiet_after_days=365)
    levels = []
    for position, rung in enumerate(RUNGS, start=1):
        level = Level.objects.create(ladder=ladder, position=position, name=rung.name, sentence=rung.sentence)
        LevelSign.objects.bulk_create(
            [LevelSign(level=level, position=at, text=text) for at, text in enumerate(rung.signs, start=1)]
        )
        levels.append(level.pk)
    return ladder.pk, levels


def _first(pk: UUID, ladder: UUID, by: UUID, calendar: Calendar) -> Row:
    """Return what every assessment of somebody has in common."""
    return Row(
        pk, ladder, "level", None, calendar.on(0), "clear", "", None, "page", by, None, False, False, None, None, None,
        None, "", calendar.at(0),
    )  # fmt: skip


def _path(rng: Random, calendar: Calendar, row: Row, levels: list[UUID]) -> Iterator[Row]:
    """Give one step after the other, from the first level on, as far as the days last."""
    day = SPAN - rng.randrange(20, _FIRST)
    for at, level in enumerate(levels):
        yield _on(row, calendar, day, rng)._replace(level_id=level, evidence=RUNGS[at].stories)
        day += rng.randint(*_BETWEEN)
        if at == len(GOES_ON) or day >= SPAN or rng.randrange(100) >= GOES_ON[at]:
            break
    if day < SPAN and rng.randrange(100) < WENT_QUIET:
        yield _on(row, calendar, day, rng)._replace(place="quiet", evidence="Moved to the coast with the children.")


def _on(row: Row, calendar: Calendar, day: int, rng: Random) -> Row:
    return row._replace(on=calendar.on(day), created_at=calendar.at(day, rng.randrange(300)))
