"""A person's word on one pair: who it is, and what is kept of each field."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from imports.models import ImportRow
from imports.pairs import Pair
from imports.ways import Way

Decision = ImportRow.Decision


class PairForm(forms.Form):
    """`chosen()` for the action; a field for each line that can be chosen."""

    said = forms.ChoiceField(
        choices=[(each.value, each.label) for each in (Decision.SAME, Decision.NEW, Decision.LATER)],
        error_messages={
            "required": _("Say whether this is the same person, someone else, or later."),
            "invalid_choice": _("Say whether this is the same person, someone else, or later."),
        },
    )

    def __init__(self, *args: Any, pair: Pair, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.lines = [line for line in pair.lines if line.chosen]
        for line in self.lines:
            self.fields[name_of(line.key)] = forms.ChoiceField(
                choices=[(way.value, way.value) for way in line.ways],
                label=str(line.label),
                required=False,
                error_messages={"invalid_choice": _("Choose which to keep.")},
            )

    def typed(self) -> dict[str, str]:
        """Return what was chosen so far, for showing the page again."""
        typed = {line.key: self.data.get(name_of(line.key)) for line in self.lines}
        return {key: way for key, way in typed.items() if way in set(Way)}

    def chosen(self) -> dict[str, str]:
        """Return the way of each field that was chosen."""
        return {line.key: Way(way).value for line in self.lines if (way := self.cleaned_data[name_of(line.key)])}


def name_of(key: str) -> str:
    return f"way-{key}"
