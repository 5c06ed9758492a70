"""Bar 4: bringing a list into an organization as large, everything on, beside COPY, `bulk_create` and import-export.

All sides run in this process, on one connection, in turns, each in an organization of its own that holds as many people.
What each of them stored is compared before any time is told. docs/bench.md says how to read the table.
"""

import argparse
import os
import resource
import sys
from collections.abc import Collection
from functools import reduce
from statistics import median
from typing import NamedTuple

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "stpnet.settings")
os.environ.setdefault("SECRET_KEY", "bench")
django.setup()

from django.core.management import call_command  # noqa: E402 - Django first

from bench import by_bulk_create, by_copy, by_import_export, phones  # noqa: E402
from bench.lists import frame, lines, names, stored, written  # noqa: E402
from bench.timing import NOTHING, Took, timed  # noqa: E402
from imports import actions, deciding  # noqa: E402
from imports.models import ImportBatch  # noqa: E402
from ladders.models import Ladder  # noqa: E402
from members.models import Member  # noqa: E402
from organizations.actions import create_organization, delete_organization  # noqa: E402
from organizations.models import Organization  # noqa: E402
from stpnet.in_org import in_org  # noqa: E402

SIDES = ("ours", "copy", "bulk", "export")
# The slow sides bring in the first rows of the list only; their time for each row does not depend on how many follow.
BULK_SAMPLE, EXPORT_SAMPLE = 1000, 300


class Round(NamedTuple):
    """What each side took for one list; the slow ones scaled up from their samples."""

    ours: Took
    copy: Took
    history: Took
    bulk: Took
    once: Took
    export: Took


class Bar(NamedTuple):
    """`figure` of each round, beside what is asked of their median."""

    what: str
    figures: list[float]
    bar: float
    at_most: bool

    @property
    def holds(self) -> bool:
        middle = median(self.figures)
        return middle <= self.bar if self.at_most else middle >= self.bar

    def __str__(self) -> str:
        rounds = ", ".join(f"{figure:.1f}" for figure in self.figures)
        asked = f"{'at most' if self.at_most else 'at least'} {self.bar:g}"
        return f"{self.what:<58}{median(self.figures):>7.1f}  {asked:<13}{'holds' if self.holds else 'MISSED':<8}({rounds})"


def bring(rows: Collection[tuple[str, ...]]) -> Took:
    """Bring a list in by the steps of the page; the time of checking it and of bringing it in.

    Who resembles somebody waits for a word: somebody says of all of them that they are new.
    """
    batch = actions.work_now(actions.receive([written(rows)], name="bench.csv", by=None))
    keeper, _is_new = Member.objects.get_or_create(given_name="Keeper", status=Member.Status.STAFF)

    def check_and_bring() -> None:
        actions.match(batch, mapping=batch.mapping, by=None, ladder=Ladder.objects.get(is_default=True))
        checked = actions.work_now(batch)
        if n := deciding.say_all_new(checked, by=keeper):
            print(f"{n:,} of {len(rows):,} resembled somebody", flush=True)
            checked.refresh_from_db()
            if checked.is_to_recount:
                actions.recount(checked, by=None)
                checked = actions.work_now(checked)
        actions.confirm(checked, by=None)
        done = actions.work_now(checked)
        if done.status != ImportBatch.Status.DONE or done.rows.filter(fate="created").count() != len(rows):
            raise AssertionError(done.trouble or "not everybody came in")

    return timed(check_and_bring)


def one_round(here: dict[str, Organization], rows: list[tuple[str, ...]]) -> Round:
    """Let every side bring in the same list; raises AssertionError where what they stored differs."""
    with in_org(here["ours"]):
        ours = bring(rows)
        clean, theirs, today = by_copy.rows_of_last_list(), frame(), here["ours"].today()
        wanted = stored(names(rows))
    with in_org(here["copy"]):
        own = frame()
        plain, history = by_copy.copy(by_copy.moved(clean, {theirs[key]: own[key] for key in theirs}))
        assert stored(names(rows)) == wanted
    del clean
    few = rows[:BULK_SAMPLE]
    with in_org(here["bulk"]):
        looked = timed(lambda: by_bulk_create.preview(written(few), today))
        once = timed(lambda: by_bulk_create.bring(written(few), today))
        _same(few, wanted)
    fewer = rows[:EXPORT_SAMPLE]
    with in_org(here["export"]):
        export = timed(lambda: by_import_export.bring(fewer, today))
        _same(fewer, wanted)
    by_bulk, by_export = len(rows) / len(few), len(rows) / len(fewer)
    return Round(ours, plain, history, looked.plus(once).times(by_bulk), once.times(by_bulk), export.times(by_export))


def _same(rows: list[tuple[str, ...]], wanted: dict[tuple[str, ...], int]) -> None:
    who = names(rows)
    assert stored(who) == {key: n for key, n in wanted.items() if key[1] in who}


def bars(rounds: list[Round], peak: float) -> list[Bar]:
    def ratio(a: str, b: str) -> list[float]:
        return [getattr(each, a).seconds / getattr(each, b).seconds for each in rounds]

    return [
        Bar("ours, in times of COPY of the clean rows", ratio("ours", "copy"), 5, at_most=True),
        Bar("ours, how many times as fast as bulk_create in batches", ratio("bulk", "ours"), 10, at_most=False),
        Bar("ours, how many times as fast as django-import-export", ratio("export", "ours"), 50, at_most=False),
        Bar("peak memory of this process after our first list, MB", [peak], 400, at_most=True),
    ]


def tell(rounds: list[Round], peak: float) -> bool:
    """Print the table; whether every bar holds."""
    total = [reduce(Took.plus, took, NOTHING) for took in zip(*rounds, strict=True)]
    for name, took in zip(Round._fields, total, strict=True):
        print(f"{name:<12}{took.seconds:9.2f} s by the clock{took.worked:9.2f} s of work")
    ours, copy, history, _bulk, once, _export = total
    print(f"of work alone: ours is {ours.worked / copy.worked:.1f} x COPY")
    print(f"COPY with the history on the ladder, as ours makes it: {ours.seconds / copy.plus(history).seconds:.1f} x")
    print(f"bulk_create without the look before: ours is {once.seconds / ours.seconds:.1f} x as fast")
    found = bars(rounds, peak)
    print(*found, sep="\n")
    return all(bar.holds for bar in found)


def main(n: int, n_rounds: int) -> int:
    """Run rounds of n people into n and more; returns 1 when a bar is missed."""
    call_command("migrate_organizations", verbosity=0)
    print(f"{phones.check():,} phones are written as phonenumbers writes them", flush=True)
    here = {side: _fresh(f"bench-{side}") for side in SIDES}
    try:
        for side in SIDES:
            with in_org(here[side]):
                bring(lines(0, n))
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        rounds = []
        for at in range(1, n_rounds + 1):
            rounds.append(one_round(here, lines(at * n, n)))
            print(f"round {at}: {n:,} into {at * n:,}, all sides stored the same", flush=True)
        return int(not tell(rounds, peak))
    finally:
        for organization in here.values():
            delete_organization(organization)


def _fresh(slug: str) -> Organization:
    for left in Organization.objects.filter(slug=slug):
        delete_organization(left)
    return create_organization(slug, name=slug, requires_mfa=[])


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("rows", nargs="?", type=int, default=5000)
    parser.add_argument("--rounds", type=int, default=3)
    chosen = parser.parse_args()
    sys.exit(main(chosen.rows, chosen.rounds))
