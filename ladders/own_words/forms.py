"""Asking for a member's own words: from who writes them down, and from the member."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ladders.models import Ladder, Level
from ladders.paths import levels_of


class OwnWordForm(forms.Form):
    """Their words, the level they name if they name one, and the day."""

    words = forms.CharField(
        label=gettext_lazy("In their own words"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("As they said it. It stands beside what you see, and moves nobody."),
        error_messages={"required": gettext_lazy("Write down what they said.")},
    )
    level = forms.ChoiceField(
        label=gettext_lazy("Where they would say they stand"),
        required=False,
        error_messages={"invalid_choice": gettext_lazy("This level is not in use on the ladder. Choose another one.")},
    )
    on = forms.DateField(
        label=gettext_lazy("Said on"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={
            "required": gettext_lazy("Choose a day."),
            "invalid": gettext_lazy("Choose a day, as 2026-03-14."),
        },
    )

    def __init__(self, sent: Any, *, ladder: Ladder, today: date) -> None:
        super().__init__(sent, initial={"on": today})
        self.today = today
        self.levels = {str(level.pk): level for level in levels_of(ladder)}
        self._offer(_("They named no level"))
        self.fields["on"].widget.attrs["max"] = today.isoformat()

    def _offer(self, none: str) -> None:
        level = self.fields["level"]
        assert isinstance(level, forms.ChoiceField)  # noqa: S101 - tells the type checker
        level.choices = [("", none), *((key, str(level)) for key, level in self.levels.items())]

    def clean_level(self) -> Level | None:
        return self.levels.get(self.cleaned_data["level"])

    def clean_on(self) -> date:
        on: date = self.cleaned_data["on"]
        if on > self.today:
            raise forms.ValidationError(_("Choose today or a day before: nobody has said it yet."))
        return on


class ForThemForm(OwnWordForm):
    """The same, asked of the member: on today."""

    def __init__(self, sent: Any, *, ladder: Ladder, today: date) -> None:
        super().__init__(sent, ladder=ladder, today=today)
        self.fields["words"].label, self.fields["words"].help_text = _("How do you see it yourself?"), ""
        self.fields["level"].label = _("Where would you say you stand?")
        self._offer(_("I would rather not say"))
        self.fields["on"].required, self.fields["on"].widget = False, forms.HiddenInput()

    def clean_on(self) -> date:
        return self.today
