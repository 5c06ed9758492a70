"""The form of one condition: which question of the field, and its values. Works with every input shown at once."""

from typing import Any, NamedTuple

from django import forms
from django.utils.translation import gettext_lazy as _

from members.filters import FilterField, OneOf
from members.filters.periods import PERIODS
from members.filters.tree import Condition
from members.requests import OrgRequest

# What a question asks for, and the inputs that give it.
INPUTS = {
    "choices": ("choices",),
    "text": ("text",),
    "number": ("number",),
    "two numbers": ("number", "number_to"),
    "day": ("day",),
    "two days": ("day", "day_to"),
    "count": ("count",),
    "period": ("period",),
    "": (),
}


class Part(NamedTuple):
    """An input, and the questions it belongs to: the style sheet hides it with the others."""

    field: forms.BoundField
    asked_by: str


class ConditionForm(forms.Form):
    """What one field shall say of the people of the list."""

    op = forms.ChoiceField(label=_("How"))

    def __init__(self, *args: Any, field: FilterField, request: OrgRequest, now: Condition | None, **more: Any) -> None:
        super().__init__(*args, **more)
        self.asked, self.request, self.now = field, request, now
        self.fields["op"].choices = [(each.name, each.label) for each in field.asks()]  # type: ignore[attr-defined]
        self.fields["op"].initial = now.op if now else field.asks()[0].name
        for name in dict.fromkeys(name for each in field.asks() for name in INPUTS[each.takes]):
            self.fields[name] = self._input(name)
        if now:
            self._fill(now)

    def _input(self, name: str) -> forms.Field:
        if name == "choices":
            choices = self.asked.choices(self.request) if isinstance(self.asked, OneOf) else []
            widget = forms.CheckboxSelectMultiple
            return forms.MultipleChoiceField(
                label=str(self.asked.label), choices=choices, widget=widget, required=False
            )
        if name == "text":
            return forms.CharField(label=_("Words"), max_length=200, required=False)
        if name == "count":
            return forms.IntegerField(label=_("Days"), min_value=0, max_value=36_500, required=False, initial=30)
        if name == "period":
            return forms.ChoiceField(label=_("Which"), choices=PERIODS, required=False)
        label = _("and") if name.endswith("_to") else _("Day") if name.startswith("day") else _("Number")
        if name.startswith("day"):
            return forms.DateField(label=label, required=False, widget=forms.DateInput(attrs={"type": "date"}))
        inputs = forms.TextInput(attrs={"inputmode": "decimal"})
        return forms.DecimalField(label=label, required=False, max_digits=20, widget=inputs)

    def _fill(self, now: Condition) -> None:
        """Show what the condition says now; a value that is no longer offered stays to choose."""
        names = INPUTS[self.asked.operator(now.op).takes]
        if names == ("choices",):
            choices = self.fields["choices"]
            offered = dict(choices.choices)  # type: ignore[attr-defined]
            more = [value for value in now.values if value not in offered]
            labels = self.asked.words(self.request, now.op, tuple(more))
            choices.choices = [*offered.items(), *zip(more, labels, strict=True)]  # type: ignore[attr-defined]
            choices.initial = list(now.values)
        for name, value in zip(names, now.values, strict=False) if names != ("choices",) else ():
            self.fields[name].initial = value

    def parts(self) -> list[Part]:
        """List the inputs behind the question."""
        asks = self.asked.asks()
        for name in self.fields:
            # Which of them is needed depends on the question, so none is called optional.
            self.fields[name].required = True
        return [
            Part(self[name], " ".join(each.name for each in asks if name in INPUTS[each.takes]))
            for name in self.fields
            if name != "op"
        ]

    def clean(self) -> dict[str, Any]:
        """Ask for what the question needs, and for nothing else."""
        said = super().clean() or {}
        if "op" not in said:
            return said
        for name in INPUTS[self.asked.operator(said["op"]).takes]:
            if name not in self.errors and said.get(name) in (None, "", []):
                self.add_error(name, _("Choose at least one.") if name == "choices" else _("Fill this in."))
        for name in set(self.errors) - {"op", *INPUTS[self.asked.operator(said["op"]).takes]}:
            del self.errors[name]
        return said

    def condition(self) -> Condition:
        """Return what was asked for. A period from the later to the earlier is turned round."""
        said = self.cleaned_data
        given = [said[name] for name in INPUTS[self.asked.operator(said["op"]).takes]]
        if given and isinstance(given[0], list):
            given = given[0]
        elif len(given) > 1:
            given = sorted(given)
        return Condition(self.asked.name, said["op"], tuple(str(value) for value in given))
