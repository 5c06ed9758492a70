"""Forms about promises."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from conversations.models import FollowUp
from conversations.promises.actions import PromiseRefused
from ladders.calibrating.assessors import Possible
from members.forms.choosing import PersonField
from members.models import Member
from members.requests import OrgRequest

type Data = Mapping[str, Any] | None


def day(label: Any) -> forms.DateField:
    return forms.DateField(
        label=label,
        required=False,
        widget=forms.DateInput(attrs={"type": "date", "autocomplete": "off"}, format="%Y-%m-%d"),
        error_messages={"invalid": gettext_lazy("Choose a day, as 2026-03-14.")},
    )


def line(label: Any, required: Any, hint: Any = "") -> forms.CharField:
    return forms.CharField(
        label=label,
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        help_text=hint,
        error_messages={"required": required},
    )


class Refusable(forms.Form):
    """A form that can be told why an action was not done."""

    def refuse(self, refusal: PromiseRefused) -> None:
        """Show a refusal at the field it is about."""
        self.add_error(refusal.field if refusal.field in self.fields else None, str(refusal))


class WhatForm(Refusable):
    """What is to be done, and by which day."""

    what = line(
        gettext_lazy("What"), gettext_lazy("Write what is to be done."), gettext_lazy("Call back about the bus.")
    )
    due = day(gettext_lazy("By which day"))


class ToForm(Refusable):
    """Which colleague gets it; whom it is about, they have to be able to see."""

    to = forms.ChoiceField(
        label=gettext_lazy("Who does it"),
        error_messages={
            "required": gettext_lazy("Choose who does it."),
            "invalid_choice": gettext_lazy("This colleague cannot take it any more. Choose somebody else."),
        },
    )
    note = forms.CharField(
        label=gettext_lazy("A word with it"),
        required=False,
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2, "autocomplete": "off"}),
        help_text=gettext_lazy("What they should know before they begin."),
    )

    def __init__(self, data: Data, *, colleagues: Sequence[Possible], follow_up: FollowUp) -> None:
        super().__init__(data)
        self.colleagues = {str(each.member.pk): each for each in colleagues if each.member.pk != follow_up.owner_id}
        self.about = follow_up.member_id
        _offer(self.fields["to"], self.colleagues, empty=_("Choose one"))

    def clean_to(self) -> Member:
        return _who_sees(self.colleagues[self.cleaned_data["to"]], self.about)


class NewForm(WhatForm):
    """A follow-up: about whom, and who does it; who writes it down, unless somebody else is chosen."""

    def __init__(
        self, data: Data, *, request: OrgRequest, colleagues: Sequence[Possible], about: Member | None
    ) -> None:
        super().__init__(data)
        self.request, self.colleagues = request, {str(each.member.pk): each for each in colleagues}
        self.fields["about"] = PersonField(
            request=request,
            now=str(about.pk) if about else "",
            label=_("About whom"),
            required=False,
            help_text=_("Part of a name is enough."),
        )
        self.fields["to"] = forms.ChoiceField(label=_("Who does it"), initial=str(request.member.pk))
        _offer(self.fields["to"], self.colleagues, me=request.member)

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        about, to = said.pop("about", ""), said.pop("to", "")
        if self.errors:
            return said
        said["member"] = Member.objects.opened_by(self.request).filter(pk=about).first() if about else None
        if to != str(self.request.member.pk):
            try:
                said["owner"] = _who_sees(self.colleagues[to], said["member"].pk if said["member"] else None)
            except ValidationError as beyond:
                self.add_error("to", beyond)
        return said


class NoteForm(Refusable):
    """How it went, in a line."""

    note = forms.CharField(
        label=gettext_lazy("How it went"),
        required=False,
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2, "autocomplete": "off"}),
        help_text=gettext_lazy("A line is enough. Others who look after this person read it."),
    )


class SettleForm(NoteForm):
    """Kept or not, and how it went."""

    state = forms.ChoiceField(
        label=gettext_lazy("What became of it"),
        choices=[("kept", gettext_lazy("Kept")), ("not_kept", gettext_lazy("Not kept"))],
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose kept or not kept.")},
    )
    field_order = ("state", "note")


class ChangeForm(NoteForm):
    """What it became, by when, and why."""

    what = line(gettext_lazy("What they say yes to now"), gettext_lazy("Write what they said yes to."))
    by_day = day(gettext_lazy("By which day"))
    field_order = ("what", "by_day", "note")


class YesForm(Refusable):
    """What somebody said yes to."""

    what = line(
        gettext_lazy("Said yes to"), gettext_lazy("Write what they said yes to."), gettext_lazy("Host a house meeting.")
    )
    by_day = day(gettext_lazy("By which day"))


class ListForm(forms.Form):
    """Whose promises, and which; what is not known is left out."""

    WHOSE: Any = [
        ("mine", gettext_lazy("Mine")),
        ("team", gettext_lazy("My teams’")),
        ("all", gettext_lazy("Everybody’s")),
    ]
    WHICH: Any = [
        ("open", gettext_lazy("All open")),
        ("due", gettext_lazy("Its day has come")),
        ("later", gettext_lazy("Still to come")),
        ("done", gettext_lazy("Done")),
    ]
    whose = forms.ChoiceField(choices=WHOSE, required=False)
    which = forms.ChoiceField(choices=WHICH, required=False)

    def asked(self) -> tuple[str, str]:
        """Return whose and which, the first of each where nothing known is asked for."""
        self.full_clean()
        said = self.cleaned_data
        return said.get("whose") or "mine", said.get("which") or "open"


def _offer(
    field: forms.Field, colleagues: Mapping[str, Possible], *, empty: str = "", me: Member | None = None
) -> None:
    assert isinstance(field, forms.ChoiceField)  # noqa: S101 - tells the type checker
    named = [(pk, str(each.member)) for pk, each in colleagues.items() if me is None or pk != str(me.pk)]
    first = [(str(me.pk), _("I do"))] if me else [("", empty)]
    field.choices = [*first, *named]


def _who_sees(colleague: Possible, about: Any) -> Member:
    """Return the colleague. Raises ValidationError when they may not see whom it is about."""
    if about and about != colleague.member.pk and colleague.n_beyond([about]):
        raise ValidationError(
            _("%s does not see this person here. Choose somebody who does, or ask a director.") % colleague.member
        )
    return colleague.member
