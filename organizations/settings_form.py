"""What an owner sets for the whole organization."""

from typing import Any, ClassVar
from zoneinfo import available_timezones

import phonenumbers
from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.forms import BoundField
from django.utils.dates import MONTHS
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from organizations.models import Organization, Role

type Words = str | Promise

# How the page groups them; a field that no group names stands in the last one.
_GROUPS: list[tuple[Words, tuple[str, ...]]] = [
    (gettext_lazy("The group"), ("name", "slug", "language")),
    (gettext_lazy("Clock and calendar"), ("time_zone", "week_start", "first_quarter_month")),
    (gettext_lazy("What is written down"), ("phone_region", "do_not_write", "note_retention_months", "record_months")),
    (gettext_lazy("Signing in"), ("requires_mfa", "session_hours")),
]

# Two years are suggested and never chosen for anyone: a group says it in its first hour.
KEPT_FOR = [
    (12, gettext_lazy("One year")),
    (24, gettext_lazy("Two years (what we suggest)")),
    (36, gettext_lazy("Three years")),
    (60, gettext_lazy("Five years")),
    (0, gettext_lazy("Until we delete them ourselves")),
]

# Not less than a year: what was done wrong is often found late.
RECORD_KEPT_FOR = [
    (12, gettext_lazy("One year")),
    (24, gettext_lazy("Two years (what we suggest)")),
    (36, gettext_lazy("Three years")),
    (60, gettext_lazy("Five years")),
    (120, gettext_lazy("Ten years")),
]


class NotesForm(forms.Form):
    """The one thing about notes that every group decides for itself."""

    note_retention_months = forms.TypedChoiceField(
        label=gettext_lazy("Keep what is written down for"),
        choices=KEPT_FOR,
        coerce=int,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose how long.")},
    )


class SettingsForm(forms.ModelForm):  # type: ignore[type-arg]  # takes none at run time
    """Give it a copy of the row: what is typed is put into it even when it does not fit."""

    time_zone = forms.ChoiceField(
        label=gettext_lazy("Time zone"),
        choices=[(zone, zone) for zone in sorted(available_timezones()) if "/" in zone and not zone.startswith("Etc")],
        help_text=gettext_lazy("Says when a day begins: everything is counted by this clock."),
    )
    first_quarter_month = forms.TypedChoiceField(
        label=gettext_lazy("First month of the year’s first quarter"),
        choices=list(MONTHS.items()),
        coerce=int,
        help_text=gettext_lazy("“This quarter” begins by it. Take the month in which your year of work begins."),
    )
    language = forms.ChoiceField(
        label=gettext_lazy("Language"),
        choices=settings.LANGUAGES,
        help_text=gettext_lazy("Of all pages and mails of the group."),
    )
    note_retention_months = forms.TypedChoiceField(
        label=gettext_lazy("How long notes are kept"),
        choices=[("", gettext_lazy("Not decided yet")), *KEPT_FOR],
        coerce=int,
        empty_value=None,
        required=False,
        help_text=gettext_lazy(
            "What was heard in conversations goes after this time; levels and figures stay. A new answer holds "
            "after a month, and who owns the group is told how many stories will go."
        ),
    )
    record_months = forms.TypedChoiceField(
        label=gettext_lazy("How long the record is kept"),
        choices=RECORD_KEPT_FOR,
        coerce=int,
        help_text=gettext_lazy(
            "Who did and who read what. Older lines go each night, and what stays can still be proved whole. "
            "A shorter time holds after a month."
        ),
    )
    requires_mfa = forms.MultipleChoiceField(
        label=gettext_lazy("Who needs a second step to sign in"),
        choices=[(role.value, role.label) for role in Role],
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy(
            "A stolen password is then not enough. Who holds one of these roles sets it up when they come next."
        ),
        error_messages={"invalid_choice": gettext_lazy("This role does not exist.")},
    )

    class Meta:
        model = Organization
        fields = (
            "name", "slug", "time_zone", "week_start", "first_quarter_month", "phone_region", "language",
            "do_not_write", "note_retention_months", "record_months", "requires_mfa", "session_hours",
        )  # fmt: skip
        widgets: ClassVar = {"do_not_write": forms.Textarea(attrs={"rows": 4})}
        help_texts: ClassVar = {
            "name": gettext_lazy("Stands on every page and in every mail."),
            "slug": gettext_lazy("Stands in the address of every page. The old address keeps leading here."),
            "week_start": gettext_lazy("“This week” begins on it."),
            "phone_region": gettext_lazy("Two letters, as US or MX: how a phone number without a country is read."),
            "do_not_write": gettext_lazy(
                "Stands where notes are written, in your words: what could hurt someone if the wrong people read it."
            ),
            "session_hours": gettext_lazy(
                "After so many hours people sign in again. Empty: 30 days on a remembered device."
            ),
        }

    def clean_slug(self) -> str:
        return str(self.cleaned_data["slug"]).lower()

    def clean_phone_region(self) -> str:
        region = str(self.cleaned_data["phone_region"]).upper()
        if region not in phonenumbers.SUPPORTED_REGIONS:
            raise ValidationError(_("This region is not known. Write two letters, as US or MX."))
        return region

    def groups(self) -> list[tuple[Words, list[BoundField]]]:
        """Put the fields under the page's headings."""
        grouped = {name for _title, names in _GROUPS for name in names}
        rest = [self[name] for name in self.fields if name not in grouped]
        found = [(title, [self[name] for name in names]) for title, names in _GROUPS]
        return [*found[:-1], (found[-1][0], found[-1][1] + rest)]

    def values(self) -> dict[str, Any]:
        """Return what was filled in, as `change` takes it."""
        return {name: self.cleaned_data[name] for name in self.changed_data}
