"""What an owner says who ends the organization."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from organizations.models import Organization


class EndForm(forms.Form):
    """Why, and the organization's name: nobody types that by mistake."""

    reason = forms.CharField(
        label=gettext_lazy("Why does it end?"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("The other owners read it. It is deleted with everything else."),
        error_messages={"required": gettext_lazy("Say it in a sentence: the other owners will ask.")},
    )
    name = forms.CharField(
        label=gettext_lazy("The organization’s name"),
        max_length=100,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"required": gettext_lazy("Type the organization’s name.")},
    )

    def __init__(self, *args: Any, organization: Organization, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._name = organization.name
        self.fields["name"].help_text = _("Type it as it stands here: %(name)s") % {"name": organization.name}

    def clean_name(self) -> str:
        typed: str = self.cleaned_data["name"]
        if " ".join(typed.split()).casefold() != " ".join(self._name.split()).casefold():
            raise ValidationError(_("That is not the name. It is: %(name)s"), params={"name": self._name})
        return typed
