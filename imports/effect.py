"""What a checked list would do to people who are here, told before the button is pressed."""

from typing import Any, NamedTuple

from django.utils.functional import Promise

from imports import deciding, queries
from imports.models import ImportBatch, ImportRow
from imports.modes import ModesForm
from imports.pairs import LABELS
from imports.sides import Names


class Changed(NamedTuple):
    """A field, and how many rows change it."""

    key: str
    label: str | Promise
    n: int


def told(batch: ImportBatch, modes: ModesForm | None = None) -> dict[str, Any]:
    """Say which fields change for how many, how the list comes to them, and which row waits for a word first."""
    labels = labels_of(batch)
    waiting = deciding.asked(batch).filter(decision="", plan=ImportRow.Fate.HELD_BACK)
    return {
        "changed": changed(batch, labels),
        "modes": modes or ModesForm(batch=batch, labels=labels),
        "first_pair": waiting.values_list("number", flat=True).first(),
    }


def labels_of(batch: ImportBatch) -> dict[str, str]:
    """Call units and fields of the group's own by their names."""
    new = {f"new:{header}": "" for header in batch.headers}
    return Names.of(batch, None, [{"fields": new}]).labels


def changed(batch: ImportBatch, labels: dict[str, str]) -> list[Changed]:
    """List the fields that change, the most changed first."""
    counted = queries.changed_fields(batch)
    return [Changed(key, labels.get(key) or LABELS[key], n) for key, n in counted if key in labels or key in LABELS]
