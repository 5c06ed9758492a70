"""Forms about who belongs to an organization."""

from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from organizations import registry
from organizations.invitations import clean_address
from organizations.models import Role, User

WHAT_ROLES_ARE = {
    Role.OWNER: gettext_lazy("Everything, and who else may come in. Two or three people."),
    Role.DIRECTOR: gettext_lazy("All people, all figures, ladders and goals; no settings."),
    Role.ORGANIZER: gettext_lazy("Their own people: conversations, levels, next steps. Figures of the whole group."),
    Role.DATA_LEAD: gettext_lazy("Lists in and out, duplicates, fields and tags. No notes."),
    Role.COACH: gettext_lazy("Experiments, without names, and figures. For someone from outside."),
    Role.VIEWER: gettext_lazy("Figures only."),
}


class NameForm(forms.Form):
    """What someone who comes in is called, unless we know."""

    name = forms.CharField(
        label=gettext_lazy("Your name"),
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
        help_text=gettext_lazy("As colleagues should read it."),
        error_messages={"required": gettext_lazy("Write your name.")},
    )

    def __init__(self, *args: Any, user: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if user.name:
            del self.fields["name"]


class RolesForm(forms.Form):
    """Which roles someone holds, and until when."""

    roles = forms.MultipleChoiceField(
        label=gettext_lazy("Roles"),
        choices=[(role.value, role.label) for role in Role],
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": gettext_lazy("Choose at least one role."),
            "invalid_choice": gettext_lazy("This role does not exist."),
        },
    )
    ends_on = forms.DateField(
        label=gettext_lazy("Until"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=gettext_lazy("On that day everything of leaving happens by itself. For interns and helpers."),
        error_messages={"invalid": gettext_lazy("Choose a day, as 2026-03-14.")},
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        self.fields["ends_on"].widget.attrs["min"] = today.isoformat()

    def options(self) -> list[tuple[Any, Any]]:
        """Pair each checkbox with what its role means."""
        return list(zip(self["roles"].subwidgets, WHAT_ROLES_ARE.values(), strict=True))

    def clean_roles(self) -> list[Role]:
        return [Role(role) for role in self.cleaned_data["roles"]]

    def clean_ends_on(self) -> date | None:
        day: date | None = self.cleaned_data["ends_on"]
        if day is not None and day <= self.today:
            raise ValidationError(_("Choose a day to come."))
        return day


class RoleForm(forms.Form):
    """As whom the table of rights is read; nobody in particular: as oneself."""

    role = forms.TypedChoiceField(choices=Role, coerce=Role, empty_value=None, required=False)


class InviteForm(RolesForm):
    """Whom to invite. When exactly one person on file has the address, it asks whether that is who comes."""

    address = forms.CharField(
        label=gettext_lazy("E-mail"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
        error_messages={"required": gettext_lazy("Write the e-mail address.")},
    )
    same_person = forms.ChoiceField(
        required=False,
        choices=[("yes", gettext_lazy("Yes, the same person")), ("no", gettext_lazy("No, someone else"))],
        widget=forms.RadioSelect,
    )
    field_order = ("address", "same_person", "roles", "ends_on")
    known: registry.Known | None = None

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        address = str(self.data.get("address", "")).strip().lower()
        self.known = next((known for find in registry.find_known if address and (known := find(address))), None)
        if self.known:
            self.fields["same_person"].label = _("%(name)s is on file with this address. Is this who you invite?") % {
                "name": self.known.name
            }
        else:
            del self.fields["same_person"]

    def clean_address(self) -> str:
        return clean_address(self.cleaned_data["address"])

    def clean_same_person(self) -> str:
        answer: str = self.cleaned_data["same_person"]
        if not answer:
            raise ValidationError(_("Say whether it is the same person."))
        return answer

    def member_id(self) -> UUID | None:
        """Return which person on file the owner named."""
        return self.known.pk if self.known and self.cleaned_data.get("same_person") == "yes" else None


class ProposeForm(forms.Form):
    """Whom an organizer would like to bring in."""

    address = forms.CharField(
        label=gettext_lazy("Their e-mail"),
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "off"}),
        help_text=gettext_lazy("An owner looks at it first. Nothing is sent before."),
        error_messages={"required": gettext_lazy("Write the e-mail address.")},
    )

    def clean_address(self) -> str:
        return clean_address(self.cleaned_data["address"])
