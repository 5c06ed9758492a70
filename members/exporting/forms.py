"""The form of a file: its shape, its columns, and who it is for."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from documents import xlsx
from members.exporting import lists
from members.models import Export
from members.registry import Column
from members.requests import OrgRequest


class ExportForm(forms.Form):
    """`shown` are the columns of the list, ticked to begin with; `n` is how many people it is about."""

    reason = forms.CharField(
        label=gettext_lazy("Who is it for, and what for?"),
        max_length=300,
        widget=forms.TextInput(attrs={"data-first": ""}),
        help_text=gettext_lazy("As “Bao, to call everyone about the 12th”. It is kept, with your name and the day."),
        error_messages={"required": gettext_lazy("Say who it is for: whoever looks later should know.")},
    )
    shape = forms.ChoiceField(
        label=gettext_lazy("What will it be used for?"),
        choices=Export.Shape.choices,
        widget=forms.RadioSelect,
        initial=Export.Shape.LIST,
        help_text=gettext_lazy("A file for texting holds only those who said that we may text them."),
    )
    format = forms.ChoiceField(
        label=gettext_lazy("Which kind of file?"),
        choices=Export.Format.choices,
        widget=forms.RadioSelect,
        initial=Export.Format.CSV,
    )
    columns = forms.MultipleChoiceField(
        label=gettext_lazy("Columns"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("The name is always there. In a file for texting these come after what the tool needs."),
        error_messages={"invalid_choice": gettext_lazy("One of these columns is gone. Look at the list again.")},
    )

    def __init__(self, *args: Any, request: OrgRequest, shown: Sequence[Column], n: int, **more: Any) -> None:
        super().__init__(*args, **more)
        self.n = n
        names = lists.usual(request, shown)
        every = {column.name: str(column.label) for column in lists.offered(request)}
        field = self.fields["columns"]
        assert isinstance(field, forms.MultipleChoiceField)  # noqa: S101 - tells the type checker
        # In the order of the list, then what else there is.
        field.choices = [(name, every[name]) for name in dict.fromkeys([*names, *every]) if name in every]
        field.initial = names

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if not self.n:
            raise forms.ValidationError(_("There is nobody on this list, so there is nothing to take out."))
        if said.get("shape", Export.Shape.LIST) != Export.Shape.LIST and said.get("format") == Export.Format.XLSX:
            self.add_error("format", _("Texting tools take CSV files. Choose CSV."))
        if said.get("format") == Export.Format.XLSX and self.n > xlsx.MOST_ROWS:
            self.add_error("format", _("A workbook has no room for so many people. Choose CSV."))
        return said
