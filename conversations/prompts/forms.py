"""What is asked about the group's questions, and how answers are narrowed down."""

from typing import Any, cast

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from conversations.models import Prompt, PromptSet, Theme
from members.models import Member


class SetForm(forms.ModelForm):  # type: ignore[type-arg]  # takes none at run time
    """What some questions are for, and in which days they are asked."""

    class Meta:
        model = PromptSet
        fields = ("name", "first_day", "last_day")
        widgets = {
            "name": forms.TextInput(attrs={"autocomplete": "off"}),
            "first_day": forms.DateInput(attrs={"type": "date", "autocomplete": "off"}, format="%Y-%m-%d"),
            "last_day": forms.DateInput(attrs={"type": "date", "autocomplete": "off"}, format="%Y-%m-%d"),
        }
        help_texts = {
            "name": gettext_lazy("As: winter heat campaign, getting to know each other."),
            "first_day": gettext_lazy("Empty: from now on."),
            "last_day": gettext_lazy("Empty: for always."),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("first_day", "last_day"):
            self.fields[name].error_messages["invalid"] = _("Write a day, as: 2026-03-14.")


class PromptForm(forms.ModelForm):  # type: ignore[type-arg]
    """A question worth asking."""

    class Meta:
        model = Prompt
        fields = ("text",)
        widgets = {"text": forms.Textarea(attrs={"rows": 2, "dir": "auto", "autocomplete": "off"})}
        help_texts = {
            "text": gettext_lazy(
                "One that cannot be answered with yes or no: what would have to change for you to stay?"
            )
        }

    def clean_text(self) -> str:
        return " ".join(str(self.cleaned_data["text"]).split())


class AnswersForm(forms.Form):
    """Who heard it, and what else it was about."""

    by: Any = forms.ModelChoiceField(
        Member.objects.none(),
        label=gettext_lazy("Who heard it"),
        required=False,
        empty_label=gettext_lazy("Heard by anybody"),
    )
    theme: Any = forms.ModelChoiceField(
        Theme.objects.none(), label=gettext_lazy("Theme"), required=False, empty_label=gettext_lazy("Any theme")
    )

    def __init__(self, data: Any, *, authors: Any) -> None:
        super().__init__(data)
        cast("Any", self.fields["by"]).queryset = authors
        cast("Any", self.fields["theme"]).queryset = Theme.objects.active().by_name()

    def narrow(self, answers: Any) -> Any:
        """Keep the answers that fit; what means nothing here is left out."""
        self.is_valid()
        if by := self.cleaned_data.get("by"):
            answers = answers.filter(conversation__author=by)
        if theme := self.cleaned_data.get("theme"):
            answers = answers.filter(conversation__themed__theme=theme)
        return answers
