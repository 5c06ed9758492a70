"""Asking, answering, and writing why the group does this."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from conversations.models import Why
from conversations.models.asking import LONGEST
from members.models import Member


class AskForm(forms.Form):
    """The page comes along unless the person takes it off."""

    text = forms.CharField(
        label=_("Your question"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Write what you would like to know.")},
    )
    with_page = forms.BooleanField(label=_("Show them the page I came from"), required=False)
    page = forms.CharField(required=False, widget=forms.HiddenInput)


class AnswerForm(forms.Form):
    """One answer; it goes to who asked."""

    text = forms.CharField(
        label=_("Your answer"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Write an answer.")},
    )


class WhyForm(forms.Form):
    """The group's own words, and one of those who sign in here."""

    text = forms.CharField(
        label=_("Why we do this"),
        required=False,
        max_length=10_000,
        widget=forms.Textarea(attrs={"rows": 14}),
        help_text=_("In your own words. An empty line begins a new paragraph; an address of a page becomes a link."),
    )
    asked = forms.TypedChoiceField(
        label=_("Whom people can ask"),
        required=False,
        coerce=UUID,
        empty_value=None,
        help_text=_("“Ask” stands on every page and leads to this person."),
        error_messages={"invalid_choice": _("Choose someone who signs in here.")},
    )

    def __init__(self, data: Any, *, people: Sequence[Member], why: Why | None, start: str = "") -> None:
        now = {"text": start or (why.text if why else ""), "asked": why.asked_id if why else None}
        super().__init__(data, initial=now)
        self.people = {each.pk: each for each in people}
        asked = self.fields["asked"]
        assert isinstance(asked, forms.ChoiceField)  # noqa: S101 - tells the type checker
        asked.choices = [("", _("The owners")), *((str(pk), str(each)) for pk, each in self.people.items())]

    def given(self) -> dict[str, Any]:
        """Return what was filled in, as `write_why` takes it."""
        asked = self.cleaned_data["asked"]
        return {"text": self.cleaned_data["text"], "asked": self.people[asked] if asked else None}
