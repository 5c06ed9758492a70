"""Closing what is kept aside anew, after a new key was put in front of MFA_KEYS."""

import json
from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Q, QuerySet, TextField
from django.db.models.functions import Cast

from imports.models import ImportBatch, ImportFix, ImportRow, KeptAside
from imports.targets import ASIDE_KEYS
from organizations import sealing

CHUNK = 1000
# As JSON writes it down.
_MARK = json.dumps(sealing.MARK).strip('"')


def reseal() -> int:
    """Close everything with the first key, so that the others can go; returns how many rows there are."""
    n = 0
    for kept in _chunks(KeptAside.objects.all()):
        for each in kept:
            each.sealed = sealing.reseal(each.sealed)
        n += KeptAside.objects.bulk_update(kept, ["sealed"])
    # Lists on their way, and rows kept for 30 days.
    for rows in _chunks(_lists_rows()):
        for row in rows:
            row.cells = {header: sealing.reseal(text) for header, text in row.cells.items()}
            row.problems = [problem | {"value": sealing.reseal(problem["value"])} for problem in row.problems]
            if kept := row.clean.get("aside"):
                row.clean["aside"] = {what: sealing.reseal(text) for what, text in kept.items()}
        n += ImportRow.objects.bulk_update(rows, ["cells", "problems", "clean"])
    closed = Q(value__startswith=sealing.MARK) | Q(before__startswith=sealing.MARK)
    for fixes in _chunks(ImportFix.objects.filter(closed)):
        for fix in fixes:
            fix.value = sealing.reseal(fix.value)
            fix.before = None if fix.before is None else sealing.reseal(fix.before)
        n += ImportFix.objects.bulk_update(fixes, ["value", "before"])
    return n


def close_left_open() -> int:
    """Close cells of columns kept aside that could not be read and stand open in rows, as rows once kept them."""
    n = 0
    for batch in ImportBatch.objects.only("headers", "mapping"):
        aside = {header for header, key in zip(batch.headers, batch.mapping, strict=False) if key in ASIDE_KEYS}
        open_rows = ImportRow.objects.filter(batch=batch).exclude(problems=[])
        for rows in _chunks(open_rows) if aside else ():
            left = [row for row in rows if any(_is_open(problem, aside) for problem in row.problems)]
            for row in left:
                row.problems = [
                    problem | {"value": sealing.seal(problem["value"])} if _is_open(problem, aside) else problem
                    for problem in row.problems
                ]
            n += ImportRow.objects.bulk_update(left, ["problems"])
    return n


def _is_open(problem: dict[str, str], aside: set[str]) -> bool:
    return problem["column"] in aside and bool(problem["value"]) and not sealing.is_sealed(problem["value"])


def _lists_rows() -> "QuerySet[ImportRow]":
    """List rows with anything closed: a cell that could not be read stands in no `clean`."""
    return ImportRow.objects.annotate(
        cells_text=Cast("cells", TextField()), problems_text=Cast("problems", TextField())
    ).filter(Q(clean__has_key="aside") | Q(cells_text__contains=_MARK) | Q(problems_text__contains=_MARK))


def _chunks(rows: "QuerySet[Any]") -> Iterator[list[Any]]:
    """Yield a chunk at a time, locked until it is written: a list may be coming in meanwhile."""
    last: UUID | None = None
    while True:
        with transaction.atomic():
            left = rows.filter(pk__gt=last) if last else rows
            chunk = list(left.select_for_update(of=("self",)).order_by("pk")[:CHUNK])
            if not chunk:
                return
            last = chunk[-1].pk
            yield chunk
