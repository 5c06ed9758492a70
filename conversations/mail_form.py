"""When somebody wants mail."""

from datetime import time
from typing import ClassVar
from zoneinfo import available_timezones

from django import forms
from django.utils.dateformat import time_format
from django.utils.translation import gettext_lazy as _

from conversations.models import MailChoice
from organizations.models import Organization

ZONES = [(zone, zone.replace("_", " ")) for zone in sorted(available_timezones()) if "/" in zone and zone[:3] != "Etc"]


class MailForm(forms.ModelForm):  # type: ignore[type-arg]  # takes none at run time
    """Day and hour are kept as they are when no mail is wanted: who comes back finds them."""

    every = forms.ChoiceField(label=_("How often"), choices=MailChoice.Every.choices, widget=forms.RadioSelect)
    hour = forms.TypedChoiceField(
        label=_("At"), coerce=int, choices=[(hour, time_format(time(hour), "g:i a")) for hour in range(24)]
    )
    time_zone = forms.ChoiceField(
        label=_("By which clock"), required=False, help_text=_("Yours, where it differs from the group’s.")
    )

    class Meta:
        model = MailChoice
        fields = ("every", "weekday", "hour", "time_zone")
        labels: ClassVar = {"weekday": _("On, when once a week")}

    def __init__(self, *args: object, organization: Organization, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        groups = _("The group’s: %s") % organization.time_zone.replace("_", " ")
        self.fields["time_zone"].choices = [("", groups), *ZONES]  # type: ignore[attr-defined]
