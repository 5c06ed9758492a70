"""Checking a list: each row by what is exact, then the rest by what is likely, which waits for a person's word."""

from imports import planning, resembling
from imports.claims import renew
from imports.cleanup.affected import Together
from imports.cleanup.looking import Looker
from imports.models import ImportBatch, ImportRow
from stpnet.db.updating import update_many

# As long as no more rows hang together, only those are planned again; else all of them.
MOST = 20_000


def check(batch: ImportBatch) -> None:
    """Plan every row, then hold back those that resemble somebody. Starts afresh when repeated."""
    planning.plan(batch)
    if not batch.holds_back:
        return
    if found := resembling.find(batch, lambda: renew(batch)):
        _hold_back(batch, found)


def _hold_back(batch: ImportBatch, found: resembling.Alike) -> None:
    """Plan anew with what was found, with every row whose fate may hang on one that waits now."""
    rows = ImportRow.objects.filter(batch=batch)
    if not rows.filter(number__in=found, plan=ImportRow.Fate.CREATED).exists():
        # Rows that are one with an earlier row resemble it, of course.
        return
    keys = dict(rows.filter(number__in=found).values_list("number", "pk"))
    update_many(
        "imports.importrow", ["likely"], [(keys[number], resembling.stored(alike)) for number, alike in found.items()]
    )
    together = Together(batch, most=MOST)
    numbers = together.numbers if together.grow(found, []) else rows.values_list("number", flat=True)
    Looker(batch).plan({}, sorted(numbers), beat=lambda: renew(batch))
