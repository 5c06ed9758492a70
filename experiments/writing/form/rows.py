"""A row of each list. Labels stand around the fields, so a row can be copied and moved without numbers in it."""

from collections.abc import Sequence
from datetime import date
from typing import Any, ClassVar

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db.models import Model
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from experiments.models import Document, ExperimentStep, OnTeam, Sign
from experiments.writing.form.typed import DEEPEST

GONE: Any = {"invalid_choice": gettext_lazy("This is gone. Choose another.")}
DAY: Any = {"invalid": gettext_lazy("Choose a day, as 2026-03-14.")}
# Beyond these a slip of the finger is meant: days are moved by months and weeks, and a calendar ends somewhere.
FIRST, LAST = date(1900, 1, 1), date(2200, 1, 1)
FAR: Any = gettext_lazy("Look at the year once more.")
type Choices = Sequence[tuple[str, str]]


def long(model: type[Model], column: str) -> int:
    """Say how long a column may be."""
    most: int = model._meta.get_field(column).max_length  # type: ignore[union-attr,assignment]  # noqa: SLF001
    return most


def words(label: Any, model: type[Model], column: str, **attrs: Any) -> forms.CharField:
    """A line of text, or a box of `rows`."""
    widget = forms.Textarea if "rows" in attrs else forms.TextInput
    most = long(model, column)
    return forms.CharField(
        label=label,
        required=False,
        max_length=most,
        widget=widget(attrs={"autocomplete": "off", **attrs}),
    )


def day(label: Any) -> forms.DateField:
    return forms.DateField(
        label=label,
        required=False,
        error_messages=DAY,
        validators=[MinValueValidator(FIRST, FAR), MaxValueValidator(LAST, FAR)],
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )


def choice(label: Any) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, required=False, error_messages=GONE)


class Row(forms.Form):
    """One row, named like every other of its list. `nothing` are the columns that make no row by themselves."""

    nothing: ClassVar[tuple[str, ...]] = ("id", "depth")

    def __init__(self, listed: str, said: dict[str, str], *, is_said: bool, choices: dict[str, Choices]) -> None:
        self.listed = listed
        data = {self.add_prefix(column): value for column, value in said.items()} if is_said else None
        super().__init__(data, initial=said, auto_id=False, use_required_attribute=False, empty_permitted=False)
        self.is_blank = not any(value.strip() for column, value in said.items() if column not in self.nothing)
        self.stands = said.get("depth") or "0"
        for column, offered in choices.items():
            if isinstance(field := self.fields.get(column), forms.ChoiceField):
                field.choices = [("", "…"), *offered]

    def add_prefix(self, field_name: str) -> str:
        return f"{self.listed}-{field_name}"

    @property
    def shown(self) -> list[forms.BoundField]:
        return [field for field in self.visible_fields() if field.name != "text"]

    def needs(self, column: str, sentence: str) -> None:
        """A row that says something says this too."""
        if not self.is_blank and not self.cleaned_data.get(column) and column not in self.errors:
            self.add_error(column, sentence)


class QuestionRow(Row):
    question = choice(gettext_lazy("Question"))


class StepRow(Row):
    id = forms.UUIDField(required=False, widget=forms.HiddenInput)
    depth = forms.IntegerField(required=False, min_value=0, max_value=DEEPEST, widget=forms.HiddenInput)
    text = words(gettext_lazy("Step"), ExperimentStep, "text", rows=1)
    owner = choice(gettext_lazy("Who"))
    who = words(gettext_lazy("Or in words"), ExperimentStep, "who")
    due = day(gettext_lazy("By"))

    def clean(self) -> None:
        self.needs("text", _("Write what the step is."))


class SignRow(Row):
    id = forms.UUIDField(required=False, widget=forms.HiddenInput)
    text = words(gettext_lazy("What one would see"), Sign, "text", rows=1)
    how = words(gettext_lazy("How we will know: a number, a story, or who will tell us"), Sign, "how")

    def clean(self) -> None:
        self.needs("text", _("Write what one would see."))


class TeamRow(Row):
    id = forms.UUIDField(required=False, widget=forms.HiddenInput)
    member = choice(gettext_lazy("Somebody with an account"))
    name = words(gettext_lazy("Or a name in words"), OnTeam, "name")
    part = words(gettext_lazy("Their part"), OnTeam, "part")

    def clean(self) -> None:
        if self.cleaned_data.get("member"):
            if self.cleaned_data.get("name"):
                self.add_error("name", _("Keep one: the person you chose, or the name in words."))
        elif "member" not in self.errors:
            self.needs("name", _("Choose somebody, or write a name."))


class DocumentRow(Row):
    id = forms.UUIDField(required=False, widget=forms.HiddenInput)
    name = words(gettext_lazy("What it is"), Document, "name")
    url = forms.URLField(
        label=gettext_lazy("Address"),
        required=False,
        max_length=500,
        assume_scheme="https",
        widget=forms.TextInput(attrs={"inputmode": "url", "autocomplete": "off"}),
        error_messages={"invalid": gettext_lazy("This is no address. One begins with https://.")},
    )

    def clean_url(self) -> str:
        url: str = self.cleaned_data["url"]
        if url and not url.startswith(("https://", "http://")):
            raise forms.ValidationError(_("An address begins with https://."))
        return url

    def clean(self) -> None:
        if "url" not in self.errors and not self.cleaned_data.get("name"):
            self.cleaned_data["name"] = self.cleaned_data.get("url", "")[: long(Document, "name")]


ROWS: dict[str, type[Row]] = {
    "questions": QuestionRow,
    "steps": StepRow,
    "success": SignRow,
    "failure": SignRow,
    "team": TeamRow,
    "documents": DocumentRow,
}
