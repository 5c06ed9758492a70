"""What the page of the columns shows beside the form."""

from typing import Any

from imports import mappings
from imports.forms_match import LEVELS, MatchForm
from imports.models import ImportBatch
from imports.targets import ASIDE_KEYS

# Of these, cells may have colors that mean something to those who keep the sheet.
COLORED = frozenset({"xlsx", "xls", "ods"})


def context(batch: ImportBatch, form: MatchForm) -> dict[str, Any]:
    """Give the columns, the groups, and the earlier lists that this one can be matched like."""
    keys = set(form.as_chosen)
    others = [each for each in mappings.standing() if mappings.compare(batch.headers, each).same]
    return {
        "form": form,
        "columns": list(form.columns()),
        "rest": list(form.rest()),
        "groups": list(form.groups()),
        "like": batch.layout.get("like", {}),
        "others": [mapping for mapping in others if mapping.pk != batch.like_id],
        "has_level": bool(keys & LEVELS) or bool(batch.layout.get("scales")) or form.is_bound,
        "has_aside": bool(keys & ASIDE_KEYS) or "keeps_aside" in form.errors,
        "has_colors": batch.layout.get("format") in COLORED,
    }
