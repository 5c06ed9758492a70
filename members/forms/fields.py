"""Forms of the group's own fields: what is asked and why, sections, choices."""

from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from members.fields import readers
from members.models import Field, FieldOption, FieldSection
from members.requests import OrgRequest

REASONS = ("why", "decided_by", "harm")


class FieldForm(forms.ModelForm):  # type: ignore[type-arg]  # takes none at run time
    """What is asked, who decided it and why, who sees the answers and how long they are kept."""

    choices = forms.CharField(
        label=gettext_lazy("Choices"),
        required=False,
        max_length=13_000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy("For a field with choices: one on each line."),
    )

    class Meta:
        model = Field
        fields = ("name", "kind", "choices", "section", *REASONS, "readers", "months_kept")
        labels: ClassVar = {
            "name": gettext_lazy("What we ask"),
            "kind": gettext_lazy("What the answer is"),
            "section": gettext_lazy("Section"),
            "why": gettext_lazy("What is it for?"),
            "decided_by": gettext_lazy("Who decided to ask it?"),
            "harm": gettext_lazy("What harm could it do in the wrong hands?"),
            "readers": gettext_lazy("Who may see the answers"),
            "months_kept": gettext_lazy("Months until an answer is cleared"),
        }
        help_texts: ClassVar = {
            "name": gettext_lazy("As it stands on the form: “Best time to call”."),
            "months_kept": gettext_lazy("Counted from when it was written. Empty: kept until somebody changes it."),
        }
        widgets: ClassVar = {name: forms.Textarea(attrs={"rows": 2}) for name in ("why", "harm")}
        error_messages: ClassVar = {
            "months_kept": {
                "invalid": gettext_lazy("Write a number of months, as 24."),
                "min_value": gettext_lazy("Write at least 1 month, or leave it empty."),
                "max_value": gettext_lazy("Write at most 240 months, or leave it empty."),
            }
        }

    def __init__(self, *args: Any, request: OrgRequest, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        section, seen = self.fields["section"], self.fields["readers"]
        assert isinstance(section, forms.ModelChoiceField)  # noqa: S101 - tells the type checker
        assert isinstance(seen, forms.ChoiceField)  # noqa: S101
        section.queryset = FieldSection.objects.order_by("position", "name")
        section.empty_label = _("None: it stands before the sections")
        # Whoever decides about a field goes on seeing it.
        open_to = readers.open_to(request.roles)
        seen.choices = [(value, label) for value, label in Field.Readers.choices if value in open_to]
        self.is_new = self.instance._state.adding  # noqa: SLF001 - before it is saved the key is only a promise
        if not self.is_new:
            del self.fields["choices"]
        for name in REASONS if self.is_new else ():
            # Asked of everything new; what came with a list may still be without.
            self.fields[name].required = True

    def clean_name(self) -> str:
        return " ".join(str(self.cleaned_data["name"]).split())

    def clean_choices(self) -> list[str]:
        lines = (" ".join(line.split()) for line in self.cleaned_data["choices"].splitlines())
        return [_choice(line) for line in lines if line]

    def clean(self) -> dict[str, Any]:
        said: dict[str, Any] = super().clean() or {}
        kind = said.get("kind")
        if self.is_new and kind and Field.Kind(kind).has_options and not said.get("choices", True):
            self.add_error("choices", _("Write the choices, one on each line."))
        return said

    def validate_unique(self) -> None:
        """The action looks, in the same transaction in which it saves."""

    def given(self) -> dict[str, Any]:
        """Return what was filled in, as the actions take it."""
        return {name: self.cleaned_data[name] for name in self.fields}


class SectionForm(forms.ModelForm):  # type: ignore[type-arg]
    """The name of a section."""

    class Meta:
        model = FieldSection
        fields = ("name",)


class OptionForm(forms.ModelForm):  # type: ignore[type-arg]
    """The name of a choice."""

    class Meta:
        model = FieldOption
        fields = ("label",)

    def clean_label(self) -> str:
        return _choice(" ".join(str(self.cleaned_data["label"]).split()))


class WayForm(forms.Form):
    """Up or down."""

    way = forms.ChoiceField(choices=[("up", gettext_lazy("Up")), ("down", gettext_lazy("Down"))])


class RetireForm(forms.Form):
    """Whether a choice is offered no more."""

    retired = forms.BooleanField(required=False)


def _choice(label: str) -> str:
    if len(label) > 120:  # noqa: PLR2004 - as the column has it
        raise ValidationError(_("A choice has at most 120 letters."))
    if ";" in label:
        raise ValidationError(_("A choice cannot have a semicolon in it: lists part several choices by it."))
    return label
