"""Bar 4: bringing a list into an organization as large, everything on, beside COPY of its clean rows and `bulk_create`.

All sides run here, in this process, on the same connection, each into an organization of its own. What they stored is
compared before any time is told.
"""

import os
import resource
import sys
import time
from collections import Counter
from collections.abc import Callable
from typing import Any

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "stpnet.settings")
os.environ.setdefault("SECRET_KEY", "bench")
django.setup()

from django.db import transaction  # noqa: E402 - Django first

from demo.whole import prepare  # noqa: E402
from imports import actions  # noqa: E402
from imports.models import ImportBatch  # noqa: E402
from ladders.models import Assessment, Ladder  # noqa: E402
from members.models import Belonging, ContactPoint, Member, Unit, UnitKind  # noqa: E402
from organizations.actions import create_organization, delete_organization  # noqa: E402
from organizations.models import Organization  # noqa: E402
from stpnet.db.copying import copy_into  # noqa: E402
from stpnet.in_org import in_org  # noqa: E402

type Rows = dict[str, tuple[list[str], list[tuple[Any, ...]]]]
MODELS = {
    "members_member": Member,
    "members_contactpoint": ContactPoint,
    "members_belonging": Belonging,
    "ladders_assessment": Assessment,
}
BULK = 500


def listed(start: int, n: int) -> bytes:
    """Write a list: name, phone, e-mail, unit and level, all of people that no other part of it names."""
    rows = (
        f"Given{i},Family{i},(503) {200 + i // 10_000}-{i % 10_000:04},p{i}@example.org,Unit {i % 200},{i % 5 + 1}"
        for i in range(start, start + n)
    )
    return ("First,Last,Phone,Email,Home area,Level\n" + "\n".join(rows) + "\n").encode()


def brought_in(data: bytes) -> float:
    """Bring a list in by the steps of the page; returns the seconds of checking and bringing in, reading included."""
    batch = actions.work_now(actions.receive([data], name="bench.csv", by=None, holds_back=False))
    before = time.perf_counter()
    actions.match(batch, mapping=batch.mapping, by=None, ladder=Ladder.objects.get(is_default=True))
    checked = actions.work_now(batch)
    actions.confirm(checked, by=None)
    done = actions.work_now(checked)
    assert done.status == ImportBatch.Status.DONE, done.trouble
    return time.perf_counter() - before


def clean_rows() -> Rows:
    """Read what the last list stored, as plain rows: what the other sides are handed for nothing."""
    last = ImportBatch.objects.latest("created_at")
    new = Member.objects.filter(import_rows__batch=last, import_rows__fate="created")
    rows: Rows = {}
    for table, model in MODELS.items():
        names = [field.attname for field in model._meta.concrete_fields if not field.generated]  # noqa: SLF001
        owned = {"pk__in": new} if model is Member else {"member__in": new}
        found = model._default_manager.filter(**owned).order_by("pk").values_list(*names)  # noqa: SLF001
        rows[table] = names, list(found)
    return rows


def swapped(rows: Rows, frame: dict[Any, Any]) -> Rows:
    """Let the rows point at another organization's levels, units and kinds."""
    return {
        table: (
            names,
            [tuple(frame.get(value, value) if value is not None else None for value in row) for row in found],
        )
        for table, (names, found) in rows.items()
    }


def frame_of() -> dict[str, Any]:
    """Name what rows point at."""
    ladder = Ladder.objects.get(is_default=True)
    found: dict[str, Any] = {f"unit {unit.name}": unit.pk for unit in Unit.objects.all()}
    found |= {f"level {level.position}": level.pk for level in ladder.levels.all()}
    return found | {"ladder": ladder.pk, "kind": UnitKind.objects.get(is_default=True).pk}


def timed(work: Callable[[], object]) -> float:
    before = time.perf_counter()
    with transaction.atomic():
        work()
    return time.perf_counter() - before


def copied(rows: Rows) -> float:
    def copy() -> None:
        for table, (names, found) in rows.items():
            copy_into(table, names, found)

    return timed(copy)


def bulk_created(rows: Rows) -> float:
    """Store the same rows by `bulk_create`, as a Django importer does: objects made, in batches."""

    def create() -> None:
        for table, (names, found) in rows.items():
            model = MODELS[table]
            for start in range(0, len(found), BULK):
                made = [model(**dict(zip(names, row, strict=True))) for row in found[start : start + BULK]]
                model._default_manager.bulk_create(made)  # noqa: SLF001

    return timed(create)


def stored() -> Counter[Any]:
    """What an organization holds, by names and numbers and not by ids."""
    found: Counter[Any] = Counter(Member.objects.filter(user_id=None).values_list("name", "status"))
    found.update(ContactPoint.objects.values_list("member__name", "normal"))
    found.update(Belonging.objects.values_list("member__name", "unit__name"))
    found.update(Assessment.objects.values_list("member__name", "level__position"))
    return found


def main(n: int) -> int:
    """Run all sides with n people here and n in the list; returns 1 when the bar is missed."""
    prepare()
    names = ["bench-ours", "bench-copy", "bench-bulk"]
    organizations = [_fresh(name) for name in names]
    try:
        return _run(organizations, n)
    finally:
        for organization in organizations:
            delete_organization(organization)


def _fresh(slug: str) -> Organization:
    for left in Organization.objects.filter(slug=slug):
        delete_organization(left)
    return create_organization(slug, name=slug, requires_mfa=[])


def _run(organizations: list[Organization], n: int) -> int:
    here, new = listed(0, n), listed(n, n)
    ours, by_copy, by_bulk = organizations
    for organization in organizations:
        with in_org(organization):
            brought_in(here)
    with in_org(ours):
        seconds = {"ours": brought_in(new)}
        rows, theirs, wanted = clean_rows(), frame_of(), stored()
    for organization, name, work in ((by_copy, "COPY", copied), (by_bulk, "bulk_create", bulk_created)):
        with in_org(organization):
            frame = frame_of()
            seconds[name] = work(swapped(rows, {theirs[key]: frame[key] for key in theirs}))
            assert stored() == wanted, name
    return _tell(seconds, n)


def _tell(seconds: dict[str, float], n: int) -> int:
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"import {n:,} into {n:,}: " + ", ".join(f"{name} {each:.2f} s" for name, each in seconds.items()))
    slower, faster = seconds["ours"] / seconds["COPY"], seconds["bulk_create"] / seconds["ours"]
    print(f"ours is {slower:.1f} x COPY (bar: at most 5) and {faster:.1f} x as fast as bulk_create (bar: at least 10)")
    print(f"peak memory of this process, all sides: {peak:.0f} MB (bar: 400)")
    return int(slower > 5 or faster < 10)  # noqa: PLR2004 - the bar


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 5000))
