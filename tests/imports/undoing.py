"""Taking lists back in tests: done as a worker would, and everything an organization keeps compared to the letter."""

from typing import Any

from django.apps import apps
from django.db.models import Sum

from imports import actions
from imports.models import ImportBatch
from imports.undo import actions as undo_actions
from imports.undo.tally import Tally
from ladders.models import Assessment
from ladders.models import PartTally as SumsOfParts
from ladders.models import StayTally as SumsOfStays
from ladders.models import Tally as SumsOfMoves
from stpnet.models import TenantModel

# What is added for ever, or is the lists' own.
LEFT_OUT = {"audit", "imports", "conversations", "members.Consent"}


def weigh(batch: ImportBatch, **who: Any) -> ImportBatch:
    """Ask what taking the list back would do."""
    undo_actions.ask(batch, by=who.get("by"))
    batch.refresh_from_db()
    return actions.work_now(batch)


def take_back(batch: ImportBatch, **who: Any) -> ImportBatch:
    """Ask, agree and do the work."""
    weigh(batch, **who)
    undo_actions.agree(batch, by=who.get("by"))
    batch.refresh_from_db()
    return actions.work_now(batch)


def figures(batch: ImportBatch) -> Tally:
    return Tally(**batch.undo["figures"])


def everything() -> dict[str, list[tuple[Any, ...]]]:
    """Read every table of the organization, row by row; of what follows from assessments, not the ids."""
    found = {}
    for model in apps.get_models():
        if issubclass(model, TenantModel) and not {model._meta.app_label, model._meta.label} & LEFT_OUT:
            columns = [field.attname for field in model._meta.concrete_fields]
            if model.__name__ in ("Standing", "LevelChange", "MemberWord"):
                columns.remove("id")
            rows = model._default_manager.order_by()
            if model is Assessment:
                rows = rows.filter(voided_at=None)
            if model in (SumsOfMoves, SumsOfParts, SumsOfStays):
                # What was added and taken off again sums up to nothing.
                columns = [name for name in columns if name not in ("id", "net")]
                sums = rows.values_list(*columns).annotate(n=Sum("net")).exclude(n=0)
                found[model._meta.label_lower] = sorted(sums, key=repr)
                continue
            found[model._meta.label_lower] = sorted(rows.values_list(*columns), key=repr)
    return found


def differing(before: dict[str, Any], after: dict[str, Any]) -> dict[str, Any]:
    """Name the tables that differ, with the rows only before and only after; empty when all is as before."""
    return {
        table: ([row for row in before[table] if row not in rows], [row for row in rows if row not in before[table]])
        for table, rows in after.items()
        if rows != before[table]
    }
