"""Naming a matching."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from imports.models import ImportMapping
from imports.models.mapping import TAKEN, folded


class NameForm(forms.Form):
    """The name, which no other matching that stands has. One of several on a page, told apart by the key."""

    name = forms.CharField(
        label=_("Name"),
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"required": _("Give it a name, so that you find it again.")},
    )

    def __init__(self, data: Any = None, *, mapping: ImportMapping) -> None:
        self.mapping = mapping
        super().__init__(data, prefix=str(mapping.pk), initial={"name": mapping.name})

    def clean_name(self) -> str:
        name: str = self.cleaned_data["name"]
        others = ImportMapping.objects.standing().exclude(pk=self.mapping.pk)
        if others.filter(folded=folded(name)).exists():
            raise forms.ValidationError(TAKEN)
        return name
