"""Booking an hour: when, where, and who is asked to come."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ladders.calibrating.assessors import Possible
from organizations.models import Organization

MINUTES = [30, 45, 60, 90, 120]
# Somebody fills the form in while the clock goes on.
JUST_NOW, FAR = timedelta(minutes=15), timedelta(days=366)


class HourForm(forms.Form):
    """The clock is the group's, wherever who books it is."""

    day = forms.DateField(
        label=gettext_lazy("Day"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": gettext_lazy("Choose a day, as 2026-03-14.")},
    )
    time = forms.TimeField(
        label=gettext_lazy("Begins at"),
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        error_messages={"invalid": gettext_lazy("Choose a time, as 17:30.")},
    )
    minutes = forms.TypedChoiceField(
        label=gettext_lazy("How long"),
        coerce=int,
        initial=60,
        choices=[(each, gettext_lazy("%d minutes") % each) for each in MINUTES],
    )
    place = forms.CharField(
        label=gettext_lazy("Where"),
        max_length=200,
        required=False,
        help_text=gettext_lazy("A room, a kitchen table, a video call."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    guests = forms.MultipleChoiceField(
        label=gettext_lazy("Who is asked to come"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("They read it at the bell, and answer. Others may come, too."),
    )

    def __init__(self, *args: Any, organization: Organization, possible: Sequence[Possible], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.zone, self.possible = organization.zone, {str(each.member.pk): each.member for each in possible}
        guests = self.fields["guests"]
        assert isinstance(guests, forms.MultipleChoiceField)  # noqa: S101 - tells the type checker
        guests.choices = [(pk, str(member)) for pk, member in self.possible.items()]
        if not self.possible:
            del self.fields["guests"]
        soon = timezone.localtime(timezone.now() + timedelta(minutes=5), self.zone)
        self.initial = {"day": soon.date(), "time": soon.time().replace(second=0, microsecond=0), **self.initial}

    def clean(self) -> dict[str, Any]:
        given = self.cleaned_data
        if "day" in given and "time" in given:
            given["begins_at"] = begins = datetime.combine(given["day"], given["time"], self.zone)
            if not timezone.now() - JUST_NOW < begins < timezone.now() + FAR:
                raise ValidationError({"day": _("Choose a time from now on, within a year.")})
        return given

    def given(self) -> dict[str, Any]:
        """Return what `actions.call` asks for."""
        said = self.cleaned_data
        return {
            "begins_at": said["begins_at"],
            "ends_at": said["begins_at"] + timedelta(minutes=said["minutes"]),
            "place": said["place"],
            "guests": [self.possible[pk] for pk in said.get("guests", [])],
        }
