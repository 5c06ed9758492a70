"""What a person wrote into a cell of a list instead of what stood there; the file's own word is kept beside it."""

from typing import ClassVar

from django.db import models
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from imports.models.batch import ImportBatch
from members.models import Member
from stpnet.models import TenantModel


class ImportFix(TenantModel):
    """One cell, or with an empty `column` a whole row that is left out."""

    batch = models.ForeignKey(ImportBatch, on_delete=models.CASCADE, related_name="fixes", db_index=False)
    # Not a key to the row: rows are made anew whenever the columns are matched again, and this stays.
    number = models.PositiveIntegerField()
    column = models.TextField(blank=True)
    # What the column was matched with. Matched with something else, the fix means nothing any more.
    target = models.CharField(max_length=100, blank=True)
    value = models.TextField(blank=True)  # empty: the cell is left empty
    # What was done in one go is put back in one go; `before` is what an earlier fix had said.
    move = models.UUIDField()
    before = models.TextField(null=True)
    by = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(db_default=Now())

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["batch", "number", "column"],
                name="imports_importfix_cell_once",
                violation_error_message=_("This cell has been fixed already."),
            )
        ]

    def __str__(self) -> str:
        return f"row {self.number}"
