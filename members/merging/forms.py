"""What is chosen when people are put together: who is meant, whose row stays, which value stands."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext as _

from members.about import About
from members.merging import comparing
from members.merging.comparing import Line
from members.models import Member


class MergeForm(forms.Form):
    """Side by side: a choice of whose row stays, of who is the same, and one for each thing that differs."""

    def __init__(self, data: Mapping[str, Any] | None, abouts: Sequence[About]) -> None:
        super().__init__(data)
        self.people = [about.member for about in abouts]
        self.lines = comparing.lines(abouts)
        self.kept = comparing.kept(abouts)
        names = [(str(member.pk), str(member)) for member in self.people]
        stays = comparing.who_stays(self.people)
        self.fields["survivor"] = forms.ChoiceField(choices=names, initial=str(stays.pk), label=_("Whose page stays"))
        self.fields["same"] = forms.MultipleChoiceField(
            choices=names,
            initial=[pk for pk, _name in names],
            label=_("Who is the same person"),
            widget=forms.CheckboxSelectMultiple,
            error_messages={"required": _("Tick the rows that are the same person.")},
        )
        for line in self.lines:
            if line.is_asked:
                choices = [(str(value.owner), value.shown) for value in line.values]
                first = str(stays.pk) if line.of(stays.pk) else choices[0][0]
                self.fields[line.name] = forms.ChoiceField(choices=choices, initial=first, label=line.label)

    def proposed(self) -> dict[str, Any]:
        """Return what a browser sends when the page is agreed to as it opens."""
        return {name: self.get_initial_for_field(field, name) for name, field in self.fields.items()}

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = self.cleaned_data
        same = cleaned.get("same")
        if same is not None and (len(same) < 2 or cleaned.get("survivor") not in same):  # noqa: PLR2004 - a pair
            self.add_error("same", _("Tick at least two rows, and among them the one that stays."))
        return cleaned

    def asked(self) -> list[tuple[Line, str]]:
        """Return what differs, with whose value is chosen now."""
        return [(line, str(self[line.name].value() or "")) for line in self.lines if line.is_asked]

    def alike(self) -> list[Line]:
        """Return what nobody disagrees about."""
        return [line for line in self.lines if not line.is_asked]

    def survivor(self) -> Member:
        return next(member for member in self.people if str(member.pk) == self.cleaned_data["survivor"])

    def put_away(self) -> list[tuple[Member, dict[str, Any]]]:
        """Return who goes into the survivor, each with the values that stand from them."""
        survivor, same = self.survivor(), self.cleaned_data["same"]
        choices = {line.name: UUID(self.cleaned_data[line.name]) for line in self.lines if line.is_asked}
        return [
            (member, comparing.chosen_from(self.lines, choices, survivor, member))
            for member in self.people
            if member != survivor and str(member.pk) in same
        ]
