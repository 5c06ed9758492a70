"""What a person writes into one cell, checked by the same cleaner as the file's own cells."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _

from imports.cleaning import Cleaner
from imports.context import Context
from imports.models import ImportBatch, ImportRow
from organizations import sealing

SAVE, EMPTY, TAKE, KEEP = "save", "empty", "take", "keep"


class CellForm(forms.Form):
    """Which cell, and what to do with it; after `is_valid`, `written` is what stands there from now on."""

    row = forms.IntegerField(min_value=1)
    at = forms.IntegerField(min_value=0)
    value = forms.CharField(required=False, max_length=4000)
    do = forms.ChoiceField(choices=[(each, each) for each in (SAVE, EMPTY, TAKE, KEEP)], required=False)
    alike = forms.BooleanField(required=False)

    def __init__(self, *args: Any, batch: ImportBatch, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.batch = batch
        self.written, self.stood, self.header = "", "", ""

    @property
    def place(self) -> tuple[int, int]:
        """Row and column, also of a form that is not valid."""
        given = getattr(self, "cleaned_data", {})
        return given.get("row", 0), given.get("at", 0)

    def clean(self) -> dict[str, Any]:
        given = self.cleaned_data
        row = ImportRow.objects.filter(batch=self.batch, number=given.get("row", 0)).first()
        at = given.get("at", -1)
        if row is None or not 0 <= at < len(self.batch.headers) or not self.batch.mapping[at]:
            raise forms.ValidationError(_("This cell is not there any more. Look at the list once more."))
        self.header = self.batch.headers[at]
        told = next((cell for cell in (*row.problems, *row.offers) if cell["column"] == self.header), None)
        self.stood = str(sealing.unseal(told["value"] if told else row.cells.get(self.header, "")) or "")
        self._decide(given, told["offer"] if told else "")
        return given

    def _decide(self, given: dict[str, Any], offer: str) -> None:
        match given.get("do"):
            case "empty":
                self.written = ""
            case "keep":
                self.written = self.stood
            case "take" if offer:
                self.written = offer
            case _:
                self._check(given.get("value", ""))

    def _check(self, value: str) -> None:
        """What is written has to be readable; what is not stays in the field, with the reason."""
        if not value:
            self.add_error("value", _("Write what it should be, or leave the cell empty."))
            return
        context = Context.of(self.batch)
        column = next(each for each in context.columns if each.header == self.header)
        if problem := Cleaner(context).read(column, value).problem:
            self.add_error("value", problem)
        self.written = value
