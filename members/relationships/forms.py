"""Who is what to somebody: the other one is found by typing, as in the search."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from members import search
from members.listing import with_unit
from members.models import Member
from members.models.person import MemberQuerySet
from members.relationships.words import BY_KEY, SIDES, Side
from members.requests import OrgRequest

_LONGEST_NOTE = 120


class RelationshipForm(forms.Form):
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
    side = forms.ChoiceField(label=_("What they are"), error_messages={"required": _("Choose what they are.")})
    note = forms.CharField(label=_("Note"), required=False, max_length=_LONGEST_NOTE, help_text=_("As: sister-in-law."))

    def __init__(self, data: Any, *, member: Member, people: MemberQuerySet) -> None:
        super().__init__(data)
        self.people = people.exclude(pk=member.pk)
        called = member.preferred_name or member.given_name or str(member)
        self.fields["side"].choices = [("", _("Choose")), *((side.key, str(side.says) % called) for side in SIDES)]  # type: ignore[attr-defined]
        self.fields["other"].queryset = self.people  # type: ignore[attr-defined]
        self.fields["note"].widget.attrs["autocomplete"] = "off"
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

    def chosen(self) -> Side:
        return BY_KEY[self.cleaned_data["side"]]


def form_for(request: OrgRequest, member: Member) -> RelationshipForm:
    """Make the form, filled in when it was sent."""
    people = Member.objects.people().visible_to(request)
    return RelationshipForm(request.POST if request.method == "POST" else None, member=member, people=people)
