"""Forms about units and their kinds."""

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from members.models import Unit

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


class IntoForm(forms.Form):
    """Into which other unit of its kind one goes."""

    into = forms.ModelChoiceField(
        label=_("Put it into"),
        queryset=Unit.objects.none(),
        empty_label=_("Choose the unit that stays"),
        error_messages={"invalid_choice": _("Choose another unit of the same kind.")},
    )

    def __init__(self, *args: Any, unit: Unit, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        into = self.fields["into"]
        assert isinstance(into, forms.ModelChoiceField)  # noqa: S101 - tells the type checker
        into.queryset = Unit.objects.filter(kind=unit.kind_id).exclude(pk=unit.pk).order_by("name", "pk")


class LeaveForm(forms.Form):
    """Whether those who belong to a unit may stay without one."""

    leaves = forms.BooleanField(label=_("Those who belong to it stay without one"), required=False)
