"""Somebody chosen in a form by typing, as in the search."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from members import search
from members.listing import with_unit
from members.models import Member
from members.models.person import MemberQuerySet


class FoundForm(forms.Form):
    """The words typed find people; one of them is chosen, or is the only one who fits."""

    words = forms.CharField(
        label=_("Who"),
        required=False,
        max_length=search.LONGEST,
        help_text=_("Part of a name, a phone or an e-mail."),
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off"}),
    )
    other: Any = forms.ModelChoiceField(
        Member.objects.none(),
        required=False,
        error_messages={"invalid_choice": _("This person is not in your list any more. Find somebody else.")},
    )

    def __init__(self, data: Any, *, people: MemberQuerySet) -> None:
        super().__init__(data)
        self.people = people
        self.fields["other"].queryset = people  # type: ignore[attr-defined]
        self.found: Sequence[Member] = []

    def clean(self) -> dict[str, Any]:
        """Take the one chosen, or the only one found; of several the page asks which."""
        data = self.cleaned_data
        if data.get("other") is None and "other" not in self.errors:
            self.look(data.get("words", ""))
            if len(self.found) == 1:
                data["other"] = self.found[0]
            elif self.found:
                self.add_error("words", _("Choose who of these it is."))
            elif data.get("words", "").strip():
                self.add_error("words", _("Nobody is found by these words. Try others, or add that person first."))
            else:
                self.add_error("words", _("Say who it is."))
        return data

    def look(self, words: str) -> None:
        """Find the first few who fit; no words, nobody."""
        self.found = search.at_once(with_unit(self.people), words) if words.strip() else []
