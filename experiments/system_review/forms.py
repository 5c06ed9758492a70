"""Setting the day of a look at the network, and answering its three questions."""

from datetime import date
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from experiments.models import SystemReview

_HELPS = gettext_lazy("What shows it, and what would help")


class DayForm(forms.Form):
    """On which day the team looks."""

    due = forms.DateField(
        label=gettext_lazy("Look on"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )

    def __init__(self, data: Any, *, today: date) -> None:
        super().__init__(data)
        self.today = today

    def clean_due(self) -> date:
        due: date = self.cleaned_data["due"]
        if due < self.today:
            raise forms.ValidationError(_("This day is over. Choose today or a day to come."))
        return due


class AnswerForm(forms.ModelForm):  # type: ignore[type-arg]
    """Three questions, each with a word and room for what would help."""

    class Meta:
        model = SystemReview
        fields = ("in_place", "in_place_words", "useful", "useful_words", "embraced", "embraced_words")
        labels: ClassVar = {
            "in_place": gettext_lazy("Is all the data where it should be?"),
            "useful": gettext_lazy("Is it useful?"),
            "embraced": gettext_lazy("Is it embraced?"),
            "in_place_words": _HELPS,
            "useful_words": _HELPS,
            "embraced_words": _HELPS,
        }
        widgets: ClassVar = {
            name: forms.Textarea(attrs={"rows": 2}) for name in ("in_place_words", "useful_words", "embraced_words")
        }

    def __init__(self, data: Any, *, instance: SystemReview) -> None:
        super().__init__(data, instance=instance)
        for name in ("in_place", "useful", "embraced"):
            self.fields[name].required = True
            self.fields[name].error_messages["required"] = _("Choose one; “partly” is an answer.")
