"""What people wrote into cells instead of what stood there, as cleaning asks for it."""

from django.db.models import Exists, OuterRef, QuerySet

from imports.models import ImportBatch, ImportFix, ImportRow

WINDOW = 5000
NONE: dict[str, str] = {}


class Fixes:
    """The fixes of a list that still mean something: of columns that are matched as they were then."""

    def __init__(self, batch: ImportBatch) -> None:
        self.batch = batch
        self.targets = dict(zip(batch.headers, batch.mapping, strict=True)) | {"": ""}
        self.start = self.end = 0
        self.rows: dict[int, dict[str, str]] = {}

    def of(self, number: int) -> dict[str, str]:
        """Return what stands instead in a row, by heading; "" is there when the row is left out."""
        if not self.start <= number < self.end:
            self._read(number)
        return self.rows.get(number, NONE)

    def _read(self, number: int) -> None:
        """Read those of some thousand rows at once: lists are gone through from top to bottom."""
        self.start, self.end, self.rows = number, number + WINDOW, {}
        found = ImportFix.objects.filter(batch=self.batch, number__gte=self.start, number__lt=self.end)
        for row, column, target, value in found.values_list("number", "column", "target", "value"):
            if self.targets.get(column, None) == target:
                self.rows.setdefault(row, {})[column] = value


def is_left_out() -> Exists:
    """Whether a person left the row out: what is wrong with its cells is nobody's business then, until it is back."""
    return Exists(ImportFix.objects.filter(batch=OuterRef("batch"), number=OuterRef("number"), column=""))


def open_rows(batch: ImportBatch) -> QuerySet[ImportRow]:
    """List the rows with cells that need a person."""
    rows = ImportRow.objects.filter(~is_left_out(), batch=batch).order_by("number")
    return rows.exclude(problems=[], offers=[])


def take_over(batch: ImportBatch, *, of: ImportBatch) -> None:
    """Let a list that is brought in again keep what people wrote into the one before."""
    said = ("number", "column", "target", "value", "move", "by_id", "at")
    fixes = [ImportFix(batch=batch, **values) for values in ImportFix.objects.filter(batch=of).values(*said)]
    ImportFix.objects.bulk_create(fixes, batch_size=1000)
