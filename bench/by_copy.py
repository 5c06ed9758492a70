"""COPY of clean rows, handed over for nothing: the least that anybody can need."""

from typing import Any

from django.db import transaction

from bench.timing import Took, timed
from imports.models import ImportBatch
from ladders.models import Assessment, LevelChange, Standing
from members.models import Belonging, ContactPoint, Member
from stpnet.db.copying import copy_into

type Rows = dict[str, tuple[list[str], list[tuple[Any, ...]]]]
CLEAN = {
    "members_member": Member,
    "members_contactpoint": ContactPoint,
    "members_belonging": Belonging,
    "ladders_assessment": Assessment,
}
# What hangs on the assessments: `ladders.history` works it out, here it is handed over too.
HISTORY = {"ladders_levelchange": LevelChange, "ladders_standing": Standing}


def rows_of_last_list() -> Rows:
    """Read what the last list stored, as plain rows."""
    last = ImportBatch.objects.latest("created_at")
    new = Member.objects.filter(import_rows__batch=last, import_rows__fate="created")
    rows: Rows = {}
    for table, model in (CLEAN | HISTORY).items():
        columns = [field.attname for field in model._meta.concrete_fields if not field.generated]  # noqa: SLF001
        owned = {"pk__in": new} if model is Member else {"member__in": new}
        found = model._default_manager.filter(**owned).order_by("pk").values_list(*columns)  # type: ignore[attr-defined]  # noqa: SLF001
        rows[table] = columns, list(found)
    return rows


def moved(rows: Rows, to: dict[Any, Any]) -> Rows:
    """Let the rows point at another organization's levels, units and kinds."""
    return {
        table: (columns, [tuple(value if value is None else to.get(value, value) for value in row) for row in found])
        for table, (columns, found) in rows.items()
    }


def copy(rows: Rows) -> tuple[Took, Took]:
    """Copy the clean rows; the history after them is timed by itself."""
    return timed(lambda: _copy(rows, CLEAN)), timed(lambda: _copy(rows, HISTORY))


@transaction.atomic
def _copy(rows: Rows, tables: dict[str, Any]) -> None:
    for table in tables:
        copy_into(table, *rows[table])
