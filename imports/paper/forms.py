"""Laying a sheet down, and one line of it."""

from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from imports.cleaning import Cleaner
from imports.context import Context
from imports.forms_start import PromiseForm
from imports.models import ImportBatch, ImportRow
from imports.paper import columns
from imports.paper.actions import Line
from imports.reading import Row
from members.models import Member
from organizations.sealing import unseal

LONGEST = 200


class SheetForm(PromiseForm):
    """What the sheet lay out for, on which day, and which columns it has."""

    name = forms.CharField(
        label=gettext_lazy("What was it?"),
        max_length=LONGEST,
        help_text=gettext_lazy("As people would say it, such as “Tenant meeting at Elm Court”."),
    )
    day = forms.DateField(
        label=gettext_lazy("On which day?"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    more = forms.MultipleChoiceField(
        label=gettext_lazy("What the sheet asks for besides name and phone"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    field_order = ("name", "day", "more", "whose", "promised", "keep_until")

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        self.offered = {column.key: column for column in columns.offered()}
        more = self.fields["more"]
        assert isinstance(more, forms.MultipleChoiceField)  # noqa: S101 - tells the type checker
        more.choices = [(key, column.header) for key, column in self.offered.items()]
        self.fields["day"].initial = today

    def clean_day(self) -> date:
        day: date = self.cleaned_data["day"]
        if day > self.today:
            raise forms.ValidationError(_("This day is still to come."))
        return day

    def given(self) -> dict[str, Any]:
        """Return what `begin` takes."""
        chosen = [self.offered[key] for key in self.cleaned_data["more"]]
        told = {name: self.cleaned_data[name] for name in PromiseForm.Meta.fields}
        return {"name": self.cleaned_data["name"], "day": self.cleaned_data["day"], "columns": chosen, "told": told}


class LineForm(forms.Form):
    """One line. Its key is made up before it is sent, so that it is put down once however often it is sent.

    `who` is the id of somebody here, "new", or nothing: then the page asks whenever somebody here has such a name.
    """

    key = forms.UUIDField(widget=forms.HiddenInput)
    who = forms.CharField(required=False, max_length=36, widget=forms.HiddenInput)

    def __init__(self, *args: Any, batch: ImportBatch, row: ImportRow | None = None, **kwargs: Any) -> None:
        self.batch, self.row = batch, row
        kwargs["auto_id"] = False  # the same fields stand on the page once for each line
        super().__init__(*args, **kwargs)
        for at, (header, key) in enumerate(zip(batch.headers, batch.mapping, strict=True)):
            field = forms.CharField(label=header, required=False, max_length=LONGEST, strip=True)
            field.widget.attrs = {"inputmode": columns.keyboard(key), "maxlength": LONGEST}
            self.fields[f"c{at}"] = field

    def cells(self) -> list[forms.BoundField]:
        return [self[f"c{at}"] for at in range(len(self.batch.headers))]

    def clean_who(self) -> UUID | str | None:
        """Keep to people who are here: "new" and nothing say nobody."""
        who: str = self.cleaned_data["who"]
        if who in ("", "new"):
            return who or None
        found = Member.objects.people().filter(pk=UUID(who)).exists() if _is_uuid(who) else False
        if not found:
            raise forms.ValidationError(_("This person is not here any more. Choose again, or write them down anew."))
        return UUID(who)

    def clean(self) -> None:
        if self.errors:
            return
        texts = [self.cleaned_data[f"c{at}"] for at in range(len(self.batch.headers))]
        said = Cleaner(Context.of(self.batch)).clean(Row(0, texts, {}))
        who = self.cleaned_data["who"]
        if not isinstance(who, UUID) and not said.person.can_be_known():
            why = said.problems[0].reason if said.problems else ""
            raise forms.ValidationError(_("Write a name, or a whole phone number. %s") % why)
        self.line = Line(said, who if isinstance(who, UUID) else None)

    @property
    def asks_who(self) -> bool:
        """Whether nobody has said yet if this is somebody new."""
        return self.cleaned_data["who"] is None

    @classmethod
    def of(cls, row: ImportRow, batch: ImportBatch) -> "LineForm":
        """Show a line as it stands."""
        cells = {f"c{at}": unseal(row.cells.get(header, "")) for at, header in enumerate(batch.headers)}
        same = row.decision == ImportRow.Decision.SAME
        who = str(row.member_id) if same and row.member_id else "new"
        return cls(initial={"key": row.pk, "who": who, **cells}, batch=batch, row=row)


def _is_uuid(text: str) -> bool:
    try:
        UUID(text)
    except ValueError:
        return False
    return True
