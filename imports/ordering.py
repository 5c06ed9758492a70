"""Where a list writes days: cells and headings from which the order of day and month can be told."""

from collections.abc import Sequence

from imports import periods
from imports.models import ImportBatch
from members.models import Field

IN_CELLS = frozenset({"level_on", "talk_on", "newfield:date"})
IN_HEADINGS = frozenset({"period_level", "attendance"})


def told_days(batch: ImportBatch, mapping: Sequence[str | None], *, dated: frozenset[str] | None = None) -> list[str]:
    """Collect the days as they are written. `dated` are the keys of fields of the group's own that hold dates."""
    dated = own_dates() if dated is None else dated
    cells = [at for at, key in enumerate(mapping) if key in IN_CELLS or key in dated]
    headings = [batch.headers[at] for at, key in enumerate(mapping) if key in IN_HEADINGS]
    return [
        *(row[at] for at in cells for row in batch.samples if at < len(row) and row[at].strip()),
        *periods.days_in(headings),
    ]


def own_dates() -> frozenset[str]:
    """The keys of the group's own fields that hold dates."""
    return frozenset(f"field:{pk}" for pk in Field.objects.filter(kind=Field.Kind.DATE).values_list("pk", flat=True))
