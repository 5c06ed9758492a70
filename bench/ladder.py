"""What dashboards ask of a ladder, beside what one would first write: 100,000 people placed ten times each.

`python -m bench.ladder 100000`; `make bench` runs a tenth of it. Both sides run in this process, on one connection,
and have to say the same before anything is timed. docs/bench.md tells how to read it.
"""

import logging
import os
import sys
from collections import Counter
from collections.abc import Callable, Hashable, Mapping
from datetime import date, timedelta
from statistics import median
from typing import Any, NamedTuple
from uuid import UUID

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "stpnet.settings")
os.environ.setdefault("SECRET_KEY", "bench")
django.setup()

from django.core.management import call_command  # noqa: E402 - Django first
from django.db.models import OuterRef, Subquery  # noqa: E402

from bench import climbing, climbing_at_once, crowd, staying  # noqa: E402
from bench.timing import timed  # noqa: E402
from dashboards.moving import cohorts, spells  # noqa: E402
from ladders import part_sums, stays, tally  # noqa: E402
from ladders.models import Assessment, Ladder, PartTally, StayTally, Tally  # noqa: E402
from ladders.movement import counted_one_by_one, movement  # noqa: E402
from ladders.trend import distributions  # noqa: E402
from members.models import Member, Unit  # noqa: E402
from organizations import periods  # noqa: E402
from organizations.actions import create_organization, delete_organization  # noqa: E402
from organizations.models import Organization  # noqa: E402
from stpnet.db.wrapper import current  # noqa: E402
from stpnet.in_org import in_org  # noqa: E402

SLUG = "bench-ladder"
MOST_MS, LEAST_RATIO = 10.0, 100.0
# The ratio is asked of so many people; of fewer, its share, as sums by day are as many.
FULL_SIZE = 100_000
ROUNDS = 5
LONG = timedelta(days=180)
type Counts = Mapping[Any, int]


class Question(NamedTuple):
    """What is asked: our answer, and the one that somebody would first write. `has_bar`: it is held to it."""

    name: str
    ours: Callable[[], Any]
    naive: Callable[[], Any]
    has_bar: bool = True


class Naive:
    """Counting by the words alone: for each person the latest up to a day, compared in Python."""

    def __init__(self, ladder: Ladder) -> None:
        self.ladder = ladder
        self.positions = dict(ladder.levels.values_list("pk", "position"))

    def said(self, day: date) -> Any:
        """Read what was last said of each counted person up to a day."""
        said = Assessment.objects.filter(
            member=OuterRef("pk"), ladder=self.ladder, on__lte=day, voided_at=None
        ).order_by("-on", "-created_at")
        latest = {"at": "place", "level": "level", "on": "on"}
        return Member.objects.counted().annotate(
            **{name: Subquery(said.values(field)[:1]) for name, field in latest.items()}
        )

    def places(self, day: date) -> dict[UUID, Hashable]:
        """Say where each counted person stood at the end of a day."""
        rows = self.said(day).values_list("pk", "at", "level")
        return {pk: level or at or "off" for pk, at, level in rows}

    def at(self, day: date) -> Counts:
        return Counter(self.places(day).values())

    def matrix(self, first: date, last: date) -> Counts:
        before, after = self.places(first), self.places(last)
        return Counter((before[pk], after[pk]) for pk in after)

    def ups(self, first: date, last: date) -> Counts:
        """Count those who moved up by the level to which they came."""
        found: Counter[Any] = Counter()
        for (was, now), n in self.matrix(first, last).items():
            if was in self.positions and self.positions.get(now, 0) > self.positions[was]:
                found[now] += n
        return found

    def by(self, field: str, first: date, last: date) -> Counts:
        """Count by a field of the person and by level, and who of them moved up."""
        parts = dict(Member.objects.counted().values_list("pk", field))
        before, after = self.places(first), self.places(last)
        found: Counter[Any] = Counter()
        for pk, now in after.items():
            if parts[pk] and now in self.positions:
                found[parts[pk], now] += 1
                found[parts[pk], "up"] += self.positions.get(before[pk], 99) < self.positions[now]
        return +found

    def looked(self, day: date) -> int:
        """Count who is on a level that nobody has said again since a day."""
        rows = self.said(date.max).values_list("at", "on")
        return sum(1 for at, on in rows if at == "level" and on < day)


def questions(ladder: Ladder, today: date, ends: list[date]) -> list[Question]:
    """List what dashboards ask: `ends` are the last days of quarters, and today."""
    naive, everybody = Naive(ladder), Member.objects.people()
    quarter, year, unusual = (ends[-3], ends[-2]), (ends[-6], ends[-2]), (ends[-9], ends[-7])
    unit = "belongings__unit"
    units = list(Unit.objects.values_list("pk", flat=True))
    organizers = list(Member.objects.filter(organized__isnull=False).distinct().values_list("pk", flat=True))
    return [
        Question("now", lambda: distributions(everybody, ladder, [today])[0].people, lambda: naive.at(today)),
        Question("any date", lambda: distributions(everybody, ladder, [ends[2]])[0].people, lambda: naive.at(ends[2])),
        Question(
            "matrix between two quarter ends",
            lambda: movement(everybody, ladder, *quarter).matrix,
            lambda: naive.matrix(*quarter),
        ),
        Question("12-month matrix", lambda: movement(everybody, ladder, *year).matrix, lambda: naive.matrix(*year)),
        Question("moved up, by level", lambda: ups(ladder, *quarter), lambda: naive.ups(*quarter)),
        Question(
            "trend of 12 quarter ends",
            lambda: [each.people for each in distributions(everybody, ladder, ends)],
            lambda: [naive.at(day) for day in ends],
        ),
        Question(
            "matrix between any other days",
            lambda: counted_one_by_one(everybody, ladder, *unusual).matrix,
            lambda: naive.matrix(*unusual),
            has_bar=False,
        ),
        Question("by unit", lambda: by(ladder, units, ends[-2], today), lambda: naive.by(unit, ends[-2], today)),
        Question(
            "by organizer",
            lambda: by(ladder, organizers, ends[-2], today),
            lambda: naive.by("organizer", ends[-2], today),
        ),
        Question(
            "by unit, the quarter that is over",
            lambda: by(ladder, units, *quarter),
            lambda: naive.by(unit, *quarter),
        ),
        Question("looked at long ago", lambda: looked(ladder, today), lambda: naive.looked(today - LONG)),
        *questions_of_stays(naive, ladder, today),
    ]


def questions_of_stays(naive: Naive, ladder: Ladder, today: date) -> list[Question]:
    """List what is asked of how long people stand on a level."""
    first, everybody, known = stays.since(today), Member.objects.all(), spells.usual(ladder, today)
    spans = cohorts.quarters(current().tenant)
    return [
        Question(
            "time on a level",
            lambda: spells.times(everybody, ladder, first, today),
            lambda: staying.times(ladder, first, today),
        ),
        Question(
            "who stands still",
            lambda: spells.standing(everybody, ladder, today, known),
            lambda: staying.standing(naive.said(date.max), today, known),
        ),
        Question(
            "by the quarter in which they first came",
            lambda: [each.people for each in cohorts.cohorts(everybody, ladder, cohorts.LADDER, spans)],
            lambda: staying.came(ladder, naive.said(date.max), spans),
        ),
    ]


def ups(ladder: Ladder, first: date, last: date) -> Counts:
    """Count those who moved up by the level to which they came, from the matrix."""
    positions = dict(ladder.levels.values_list("pk", "position"))
    found: Counter[Any] = Counter()
    for (was, now), n in movement(Member.objects.people(), ladder, first, last).matrix.items():
        if was in positions and now in positions and positions[now] > positions[was]:
            found[now] += n
    return found


def by(ladder: Ladder, parts: list[UUID], first: date, last: date) -> Counts:
    """Count by a part and by level, and who of them moved up, as they stand now."""
    sums = part_sums.by_part(Member.objects.all(), ladder, first, last, parts)
    found: Counter[Any] = Counter()
    for part, here in (sums.parts if sums else {}).items():
        found.update({(part, level): n for level, n in here.levels.items()})
        found[part, "up"] += here.up
    return +found


def looked(ladder: Ladder, today: date) -> int:
    """Count whose level was last looked at long ago."""
    rows = Ladder.objects.filter(pk=ladder.pk).values_list(part_sums.looked_at(ladder, before=today - LONG), flat=True)
    return int(rows[0])


def measured(question: Question, ratio: float) -> bool:
    """See that both say the same, then time them; returns whether the bar holds.

    What the processors worked is held to it, here and in PostgreSQL: the clock also shows who else is busy.
    """
    said: list[Any] = []
    naive = 1000 * timed(lambda: said.append(question.naive())).worked
    if question.ours() != said[0]:
        raise AssertionError(f"{question.name}: both sides do not say the same")
    rounds = [timed(question.ours) for _round in range(ROUNDS)]
    waited, took = (1000 * median(each) for each in zip(*rounds, strict=True))
    holds = not question.has_bar or (took <= MOST_MS and naive >= ratio * took)
    print(
        f"{'' if holds else 'MISSED: '}{question.name}: {took:.1f} ms of work, {waited:.1f} by the clock,"
        f" naive {naive:,.0f}: {naive / took:,.0f} times{'' if question.has_bar else ' (no bar: counted one by one)'}"
    )
    return holds


def run(organization: Organization, n: int) -> int:
    today = organization.today()
    with in_org(organization):
        ladder = Ladder.objects.get(is_default=True)
        stored = timed(lambda: climbing_at_once.store(n, ladder, today))
        summed = timed(tally.settle)
        crowd.settle(*climbing.TABLES, Tally, PartTally, StayTally)
        print(
            f"{n:,} people, {climbing.EACH * n:,} changes, histories and sums written in {stored.seconds:.0f} s;"
            f" {Tally.objects.count():,} sums of everybody and {PartTally.objects.count():,} of parts, summed up in {summed.seconds:.1f} s"
        )
        ratio = LEAST_RATIO * min(1, n / FULL_SIZE)
        held = [measured(question, ratio) for question in questions(ladder, today, periods.ends(organization, 11))]
    print(f"bars: {MOST_MS:.0f} ms, and {ratio:.0f} times less than the naive way")
    return int(not all(held))


def main(n: int) -> int:
    """Run in an organization of its own; returns 1 when a bar is missed."""
    logging.disable(logging.INFO)
    call_command("migrate_organizations", verbosity=0)
    for left in Organization.objects.filter(slug=SLUG):
        delete_organization(left)
    organization = create_organization(SLUG, name=SLUG, requires_mfa=[])
    try:
        return run(organization, n)
    finally:
        delete_organization(organization)


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000))
