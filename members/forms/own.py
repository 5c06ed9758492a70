"""Form fields for what a group asks in its own words."""

from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from members.models import Field

_LONGEST = 2000


def own_field(field: Field, stored: str) -> forms.Field:
    """Make the form field of this kind. What a list brought in and does not fit the kind stays text, so it is kept."""
    kind = field.kind if not stored or _fits(field.kind, stored) else Field.Kind.TEXT
    common: dict[str, Any] = {"label": field.name, "help_text": field.why, "required": False, "initial": stored}
    if kind == Field.Kind.NUMBER:
        return forms.DecimalField(
            **common,
            max_digits=20,
            widget=forms.TextInput(attrs={"inputmode": "decimal"}),
            error_messages={"invalid": _("Write a number, as 12 or 3.5.")},
        )
    if kind == Field.Kind.DATE:
        return forms.DateField(
            **common,
            widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
            error_messages={"invalid": _("Choose a day, as 2026-03-14.")},
        )
    if kind == Field.Kind.YES_NO:
        return forms.ChoiceField(
            **common,
            choices=[("", _("Not known")), ("yes", _("Yes")), ("no", _("No"))],
            error_messages={"invalid_choice": _("Choose yes or no.")},
        )
    return forms.CharField(**common, max_length=_LONGEST)


def written(value: object) -> str:
    """Return what was filled in as it is stored: dates as ISO, numbers without an exponent."""
    if value is None:
        return ""
    return f"{value:f}" if isinstance(value, Decimal) else str(value)


def _fits(kind: str, stored: str) -> bool:
    try:
        if kind == Field.Kind.DATE:
            date.fromisoformat(stored)
        elif kind == Field.Kind.NUMBER:
            return Decimal(stored).is_finite()
    except (ValueError, InvalidOperation):
        return False
    return kind != Field.Kind.YES_NO or stored in ("yes", "no")
