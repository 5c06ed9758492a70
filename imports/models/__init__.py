"""Lists brought in: the batch, its lines, what it changed, and what stayed when it was taken back."""

from imports.models.aside import KeptAside
from imports.models.batch import KEEP, ImportBatch
from imports.models.change import ImportChange, ImportKept
from imports.models.mapping import ImportMapping
from imports.models.row import ImportRow
from imports.models.sheet import Sheet, SheetDifference, SheetLine

__all__ = [
    "KEEP",
    "ImportBatch",
    "ImportChange",
    "ImportKept",
    "ImportMapping",
    "ImportRow",
    "KeptAside",
    "Sheet",
    "SheetDifference",
    "SheetLine",
]
