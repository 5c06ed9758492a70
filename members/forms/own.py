"""Form fields for what a group asks in its own words, and the way between what people see, write and what is stored.

For every page that writes own fields: `form_field(own)` gives the form field, `stored(own, cleaned)` the text that
is kept of what it returned (empty: no value), `shown(own, value)` that text as people read it.
"""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from members.fields.links import LinkField
from members.fields.own import OwnField
from members.fields.shown import fits, shown
from members.forms.choosing import ManyField, OneField, PersonField
from members.models import Field

__all__ = ["form_field", "offered", "shown", "stored", "written"]

Kind = Field.Kind
LONGEST = 2000
YES_NO = (("yes", _("Yes")), ("no", _("No")))


def form_field(own: OwnField, now: str = "", **more: Any) -> forms.Field:
    """Make the form field of this kind. `now` is what is stored: where that does not fit the kind, it stays text."""
    kind = own.kind if not now or fits(own.kind, now) else Kind.TEXT
    common: dict[str, Any] = {"label": own.name, "required": False, "initial": now, **more}
    return _FIELDS[kind](own, now, common)


def _text(_own: OwnField, _now: str, common: dict[str, Any]) -> forms.Field:
    return forms.CharField(**common, max_length=LONGEST)


def _number(_own: OwnField, _now: str, common: dict[str, Any]) -> forms.Field:
    return forms.DecimalField(
        **common,
        max_digits=20,
        widget=forms.TextInput(attrs={"inputmode": "decimal"}),
        error_messages={"invalid": _("Write a number, as 12 or 3.5.")},
    )


def _date(_own: OwnField, _now: str, common: dict[str, Any]) -> forms.Field:
    return forms.DateField(
        **common,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": _("Choose a day, as 2026-03-14.")},
    )


def _yes_no(_own: OwnField, _now: str, common: dict[str, Any]) -> forms.Field:
    wrong = {"invalid_choice": _("Choose yes or no.")}
    return OneField(**common, choices=[("", _("Not known")), *YES_NO], error_messages=wrong)


def _one_of(own: OwnField, now: str, common: dict[str, Any]) -> forms.Field:
    wrong = {"invalid_choice": _("Choose one from the list.")}
    return OneField(**common, choices=[("", _("Not known")), *offered(own, now)], error_messages=wrong)


def _several_of(own: OwnField, now: str, common: dict[str, Any]) -> forms.Field:
    wrong = {"invalid_choice": _("“%(value)s” is not among the choices.")}
    return ManyField(**common | {"initial": now.split()}, choices=offered(own, now), error_messages=wrong)


def _person(own: OwnField, now: str, common: dict[str, Any]) -> forms.Field:
    return PersonField(**common, request=own.request, now=now)


def _link(_own: OwnField, _now: str, common: dict[str, Any]) -> forms.Field:
    return LinkField(**common, max_length=LONGEST)


_FIELDS: dict[str, Callable[[OwnField, str, dict[str, Any]], forms.Field]] = {
    Kind.TEXT: _text,
    Kind.NUMBER: _number,
    Kind.DATE: _date,
    Kind.YES_NO: _yes_no,
    Kind.ONE_OF: _one_of,
    Kind.SEVERAL_OF: _several_of,
    Kind.PERSON: _person,
    Kind.LINK: _link,
}


def offered(own: OwnField, now: str = "") -> list[tuple[str, str]]:
    """Return the choices: a retired one only where it was chosen before."""
    chosen = now.split()
    return [(option.pk, option.label) for option in own.options if not option.is_retired or option.pk in chosen]


def stored(own: OwnField, cleaned: object) -> str:
    """Return what was filled in as it is stored: dates as ISO, numbers without an exponent, choices as their ids."""
    if cleaned is None:
        return ""
    if isinstance(cleaned, list):
        return " ".join(own.in_order(cleaned))
    return f"{cleaned:f}" if isinstance(cleaned, Decimal) else str(cleaned)


def written(own: OwnField, text: str) -> str:
    """Return what somebody typed into a cell as it is stored. Raises ValidationError with the sentence for it."""
    return stored(own, form_field(own).clean(text))
