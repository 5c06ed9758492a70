"""Saying how the file of a list is to be read."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from imports.models import ImportBatch

# What people's programs write; the reader knows more, and finds out by itself.
ENCODINGS = (
    ("utf-8", "UTF-8"),
    ("cp1252", "Windows (Western)"),
    ("mac_roman", "Mac"),
    ("utf-16", "UTF-16"),
    ("cp1250", "Windows (Central Europe)"),
    ("cp1251", "Windows (Cyrillic)"),
)
DELIMITERS = (
    (",", gettext_lazy("Comma")),
    (";", gettext_lazy("Semicolon")),
    ("\t", gettext_lazy("Tab")),
    ("|", gettext_lazy("Bar |")),
)
FIRST_ROWS = 20


class LayoutForm(forms.Form):
    """Another sheet, heading row, encoding or delimiter than the reader found."""

    sheet = forms.ChoiceField(label=gettext_lazy("Sheet"))
    header_row = forms.TypedChoiceField(label=gettext_lazy("Headings"), coerce=int, required=False, empty_value=None)
    encoding = forms.ChoiceField(label=gettext_lazy("Letters are written as"))
    delimiter = forms.ChoiceField(label=gettext_lazy("Cells are parted by"))

    def __init__(self, *args: Any, batch: ImportBatch, **kwargs: Any) -> None:
        self.batch = batch
        layout = batch.layout
        now = {name: layout.get(name) or "" for name in ("sheet", "encoding", "delimiter")}
        kwargs["initial"] = {**now, "header_row": layout.get("header_row") or 0}
        super().__init__(*args, **kwargs)
        self._offer("sheet", [(name, name) for name in layout.get("sheets", [])] if len(layout["sheets"]) > 1 else [])
        rows = range(1, max(FIRST_ROWS, layout.get("header_row") or 0) + 1)
        self._offer("header_row", [(0, _("There are none")), *((row, _("Row %s") % row) for row in rows)])
        is_ours = batch.kind == ImportBatch.Kind.PASTED and bool(layout.get("chosen", {}).get("delimiter"))
        if is_ours:  # written by us, so there is nothing to ask about the file
            now["encoding"] = now["delimiter"] = ""
        self._offer("encoding", _with(ENCODINGS, now["encoding"]) if now["encoding"] else [])
        self._offer("delimiter", _with(DELIMITERS, now["delimiter"]) if now["delimiter"] else [])

    def _offer(self, name: str, choices: list[tuple[Any, Any]]) -> None:
        """Ask only what this kind of file can be asked."""
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - tells the type checker
        if choices:
            field.choices = choices
        else:
            del self.fields[name]

    def chosen(self) -> dict[str, Any]:
        """Return what was chosen, as `choose_layout` takes it."""
        given = dict(self.cleaned_data)
        row = given.pop("header_row")
        before = self.batch.layout.get("chosen", {})
        given = {name: before[name] for name in ("encoding", "delimiter") if name in before} | given
        # Rows of the sheet that was shown say nothing about another one.
        if row is None or given.get("sheet", self.batch.layout["sheet"]) != self.batch.layout["sheet"]:
            return given
        return {**given, "header_row": row} if row else {**given, "has_header": False}

    def parts(self) -> list[forms.BoundField]:
        """Give the questions that are no row to tap on."""
        return [field for field in self if field.name != "header_row"]


def _with(choices: tuple[tuple[str, Any], ...], found: str) -> list[tuple[str, Any]]:
    """Add what the reader found, where it is rarer than what we offer."""
    return list(choices) if found in dict(choices) else [(found, found), *choices]
