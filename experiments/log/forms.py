"""What is asked of a post and of a comment."""

import re
from collections.abc import Sequence
from datetime import date
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from experiments.models.log import LONGEST_POST
from experiments.papers.sniffing import MOST_BYTES

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
    """A post: words, of which day, about what, with a picture if there is one."""

    on = forms.DateField(label=gettext_lazy("Day"), required=False, widget=forms.DateInput(attrs={"type": "date"}))
    known = forms.MultipleChoiceField(
        label=gettext_lazy("Themes of your talks"), required=False, widget=forms.CheckboxSelectMultiple
    )
    themes = forms.CharField(
        label=gettext_lazy("Themes"),
        required=False,
        max_length=500,
        help_text=gettext_lazy("A word or two each, with commas between."),
    )
    picture = forms.FileField(
        label=gettext_lazy("Picture"),
        required=False,
        help_text=gettext_lazy("PNG or JPEG, up to 20 MB. Where and when it was taken is not kept."),
        widget=forms.FileInput(attrs={"accept": "image/png,image/jpeg"}),
    )
    picture_shows = forms.CharField(
        label=gettext_lazy("What the picture shows"),
        required=False,
        max_length=200,
        help_text=gettext_lazy("For everybody who does not see it."),
    )

    def __init__(self, *args: Any, today: date, offered: Sequence[str] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        known = self.fields["known"]
        assert isinstance(known, forms.MultipleChoiceField)  # noqa: S101 - tells the type checker
        known.choices = [(name, name) for name in offered]
        if not offered:
            del self.fields["known"]

    def clean_on(self) -> date:
        on: date = self.cleaned_data["on"] or self.today
        if on > self.today:
            raise forms.ValidationError(_("That day is still to come."))
        return on

    def clean_picture(self) -> "UploadedFile[Any] | None":
        file: UploadedFile[Any] | None = self.cleaned_data["picture"]
        if file and (file.size or 0) > MOST_BYTES:
            raise forms.ValidationError(_("This picture is larger than 20 MB. Save it smaller and try again."))
        return file

    def clean_themes(self) -> list[str]:
        said = (re.sub(r"\s+", " ", each).strip() for each in self.cleaned_data["themes"].split(","))
        themes = list(dict.fromkeys([*(each for each in said if each), *self.cleaned_data.get("known", [])]))
        if len(themes) > MOST_THEMES or any(len(each) > LONGEST_THEME for each in themes):
            raise forms.ValidationError(_("Eight short themes at most."))
        return themes
