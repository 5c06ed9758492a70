from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from members.models import Correction


class WrongForm(forms.Form):
    """What somebody said is wrong about them."""

    what = forms.ChoiceField(label=_("What is wrong?"), choices=Correction.What)
    wrong = forms.CharField(
        label=_("What should it say? In their words"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class DecisionForm(forms.Form):
    """That it was put right, or why it stays as it is."""

    done = forms.TypedChoiceField(
        choices=[("yes", _("Put right")), ("no", _("Stays as it is"))], coerce=lambda word: word == "yes"
    )
    answer = forms.CharField(label=_("Why, if it stays"), max_length=1000, required=False)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.get("done") is False and not cleaned.get("answer"):
            self.add_error("answer", _("Say why it stays as it is: the person may ask."))
        return cleaned
