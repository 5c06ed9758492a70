"""Lists brought in: the batch, its lines and what a person said of them, what it changed, and what stayed of it."""

from imports.models.aside import KeptAside
from imports.models.batch import KEEP, ImportBatch
from imports.models.change import ImportChange, ImportKept
from imports.models.fix import ImportFix
from imports.models.mapping import ImportMapping
from imports.models.meaning import ImportMeaning
from imports.models.row import ImportRow
from imports.models.sheet import Sheet, SheetDifference, SheetLine

__all__ = [
    "KEEP",
    "ImportBatch",
    "ImportChange",
    "ImportFix",
    "ImportKept",
    "ImportMapping",
    "ImportMeaning",
    "ImportRow",
    "KeptAside",
    "Sheet",
    "SheetDifference",
    "SheetLine",
]
