"""Forms about units and their kinds."""

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

_NEEDED = {"required": _("Write a name.")}


class KindForm(forms.Form):
    """The group's own word for a kind of unit."""

    name = forms.CharField(
        label=_("One is called"), max_length=60, error_messages=_NEEDED, help_text=_("As: Chapter, Workplace, Parish.")
    )
    plural = forms.CharField(
        label=_("Several are called"), max_length=60, error_messages=_NEEDED, help_text=_("As: Chapters.")
    )


class UnitForm(forms.Form):
    """A unit's name, and where in its tree it stands."""

    name = forms.CharField(label=_("Name"), max_length=120, error_messages=_NEEDED)
    parent = forms.TypedChoiceField(
        label=_("Stands under"),
        required=False,
        coerce=UUID,
        empty_value=None,
        help_text=_("Whoever may see that one’s people sees these too."),
        error_messages={"invalid_choice": _("Choose a unit of the same kind.")},
    )

    def __init__(self, *args: Any, options: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        parent = self.fields["parent"]
        assert isinstance(parent, forms.TypedChoiceField)  # noqa: S101 - tells the type checker
        parent.choices = [("", _("Nothing: it stands at the top")), *options]
