"""What is asked of a post and of a comment."""

import re
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from experiments.models.log import LONGEST_POST

MOST_THEMES, LONGEST_THEME = 8, 60


class CommentForm(forms.Form):
    """A comment: words, and nothing else."""

    text = forms.CharField(
        label=gettext_lazy("What happened, and what surprised you?"),
        max_length=LONGEST_POST - 2000,  # the rest is for the marks
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": gettext_lazy("Write a line or two first.")},
    )


class PostForm(CommentForm):
    """A post: words, of which day, about what."""

    on = forms.DateField(label=gettext_lazy("Day"), required=False, widget=forms.DateInput(attrs={"type": "date"}))
    themes = forms.CharField(
        label=gettext_lazy("Themes"),
        required=False,
        max_length=500,
        help_text=gettext_lazy("A word or two each, with commas between."),
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_on(self) -> date:
        on: date = self.cleaned_data["on"] or self.today
        if on > self.today:
            raise forms.ValidationError(_("That day is still to come."))
        return on

    def clean_themes(self) -> list[str]:
        said = (re.sub(r"\s+", " ", each).strip() for each in self.cleaned_data["themes"].split(","))
        themes = list(dict.fromkeys(each for each in said if each))
        if len(themes) > MOST_THEMES or any(len(each) > LONGEST_THEME for each in themes):
            raise forms.ValidationError(_("Eight short themes at most."))
        return themes
