"""What is asked about themes."""

import re
from typing import Any, cast
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from conversations.models import Quote, Theme
from conversations.themes import words
from conversations.themes.actions import LONGEST_SENTENCE

# An address holds so many ids, and a page for a meeting is no book.
_TICKED = 60
_ID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


class ThemeForm(forms.ModelForm):  # type: ignore[type-arg]  # takes none at run time
    """What a theme is called, and what belongs to it."""

    class Meta:
        model = Theme
        fields = ("name", "meaning")
        widgets = {
            "name": forms.TextInput(attrs={"autocomplete": "off"}),
            "meaning": forms.TextInput(attrs={"autocomplete": "off"}),
        }
        help_texts = {
            "name": gettext_lazy("A word or two as people say them: heat and repairs, afraid to speak up."),
            "meaning": gettext_lazy("One line, so that all of you draw out the same under it."),
        }

    def clean_name(self) -> str:
        return " ".join(str(self.cleaned_data["name"]).split())


class MergeForm(forms.Form):
    """Into which other theme one goes."""

    into: Any = forms.ModelChoiceField(
        Theme.objects.none(),
        label=gettext_lazy("Put it into"),
        empty_label=gettext_lazy("Choose the theme that stays"),
        error_messages={
            "required": gettext_lazy("Choose the theme that stays."),
            "invalid_choice": gettext_lazy("Choose another theme that is still in use."),
        },
    )

    def __init__(self, *args: Any, theme: Theme, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        into = cast("Any", self.fields["into"])
        into.queryset = Theme.objects.active().exclude(pk=theme.pk).by_name()


class DrawForm(forms.Form):
    """Which theme came up, perhaps a new one, and in which sentence."""

    theme: Any = forms.ModelChoiceField(
        Theme.objects.none(),
        label=gettext_lazy("Theme"),
        required=False,
        empty_label=gettext_lazy("Choose one"),
        error_messages={"invalid_choice": gettext_lazy("This theme is gone. Choose another one.")},
    )
    new = forms.CharField(
        label=gettext_lazy("Or a new one"),
        required=False,
        max_length=60,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    sentence = forms.CharField(required=False, max_length=LONGEST_SENTENCE)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast("Any", self.fields["theme"]).queryset = Theme.objects.filter(put_away_at=None, merged_into=None).order_by(
            "folded", "pk"
        )

    def clean_new(self) -> str:
        return " ".join(str(self.cleaned_data["new"]).split())

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if not data.get("theme") and not data.get("new") and "theme" not in self.errors:
            raise ValidationError({"theme": _("Choose a theme, or write a new one.")})
        if data.get("new"):
            # A word that names one already means that one.
            data["theme"] = words.named(data["new"])
        return data


class SheetForm(forms.Form):
    """What goes on the page for a meeting."""

    where = forms.ChoiceField(choices=Quote.Where, required=False)
    theme = forms.CharField(required=False, widget=forms.MultipleHiddenInput)
    say = forms.CharField(required=False, widget=forms.MultipleHiddenInput)

    def clean_theme(self) -> list[UUID]:
        return self._ids("theme")

    def clean_say(self) -> list[UUID]:
        return self._ids("say")

    def _ids(self, name: str) -> list[UUID]:
        """Read the ids that were ticked; what is none is nobody's."""
        given = cast("QueryDict", self.data).getlist(name)[:_TICKED]
        return [UUID(each) for each in given if _ID.fullmatch(each)]
