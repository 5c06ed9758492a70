"""Who is what to somebody: the other one is found by typing, as in the search."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from members.forms.found import FoundForm
from members.models import Member
from members.models.person import MemberQuerySet
from members.relationships.words import BY_KEY, SIDES, Side
from members.requests import OrgRequest

_LONGEST_NOTE = 120


class RelationshipForm(FoundForm):
    """Who it is, and what they are to somebody."""

    side = forms.ChoiceField(label=_("What they are"), error_messages={"required": _("Choose what they are.")})
    note = forms.CharField(label=_("Note"), required=False, max_length=_LONGEST_NOTE, help_text=_("As: sister-in-law."))

    def __init__(self, data: Any, *, member: Member, people: MemberQuerySet) -> None:
        super().__init__(data, people=people.exclude(pk=member.pk))
        called = member.preferred_name or member.given_name or str(member)
        self.fields["side"].choices = [("", _("Choose")), *((side.key, str(side.says) % called) for side in SIDES)]  # type: ignore[attr-defined]
        self.fields["note"].widget.attrs["autocomplete"] = "off"

    def chosen(self) -> Side:
        return BY_KEY[self.cleaned_data["side"]]


def form_for(request: OrgRequest, member: Member) -> RelationshipForm:
    """Make the form, filled in when it was sent."""
    people = Member.objects.people().visible_to(request)
    return RelationshipForm(request.POST if request.method == "POST" else None, member=member, people=people)
