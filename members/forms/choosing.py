"""Form fields that take a choice by its id, as a page sends it, or by its name, as somebody types or pastes it."""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from members.fields import people
from members.fields.people import ENOUGH
from members.normal import fold
from members.requests import OrgRequest

# An answer has room for so many.
MOST_CHOSEN = 100
_BETWEEN = re.compile(r"[;,\n]")


class _Named(forms.ChoiceField):
    """Finds a choice by its label, whatever its capitals and accents."""

    def id_of(self, said: str) -> str:
        if self.valid_value(said):
            return said
        pairs: Any = self.choices
        return {fold(str(label)): str(pk) for pk, label in pairs if pk}.get(fold(said), said)


class OneField(_Named):
    """One of a few choices."""

    def to_python(self, value: Any) -> str:
        return self.id_of(super().to_python(value).strip())


class ManyField(_Named, forms.MultipleChoiceField):
    """Any of a few choices: a list of ids, or their names with commas or semicolons between them."""

    widget = forms.CheckboxSelectMultiple

    def to_python(self, value: Any) -> list[str]:
        if isinstance(value, str):
            # A choice may have a comma in its name.
            whole = self.id_of(value.strip())
            value = [whole] if self.valid_value(whole) else [part.strip() for part in _BETWEEN.split(value)]
        said = super().to_python([part for part in value or [] if str(part).strip()])
        chosen = list(dict.fromkeys(map(self.id_of, said)))
        if len(chosen) > MOST_CHOSEN:
            raise ValidationError(_("Choose at most %d.") % MOST_CHOSEN)
        return chosen


class PersonField(forms.CharField):
    """Somebody of the list by name. Where several are called so, the input becomes a choice among them."""

    def __init__(self, *, request: OrgRequest, now: str, **kwargs: Any) -> None:
        self.request, self.now = request, now
        self.now_shown = people.names(request, [now])[now] if now else ""
        super().__init__(**kwargs | {"initial": self.now_shown}, max_length=200)
        self.widget.attrs |= {"autocomplete": "off"}

    def clean(self, value: Any) -> str:
        """Return the id of who is meant. The one who stands there may be out of sight, and stays."""
        text = " ".join(str(super().clean(value) or "").split())
        if not text or text in (self.now, self.now_shown):
            return self.now if text else ""
        found = people.found(self.request, text)
        if len(found) == 1:
            return str(found[0].pk)
        if not found:
            raise ValidationError(_("Nobody in the list is called “%s”. Add them to the list first.") % text)
        if len(found) > ENOUGH:
            raise ValidationError(_("More than ten people fit “%s”. Write more of the name.") % text)
        named = [(str(member.pk), _described(member)) for member in found]
        self.widget = forms.Select(choices=[("", _("Choose who is meant")), *named])
        raise ValidationError(_("Several people fit “%s”. Choose one.") % text)


def _described(member: Any) -> str:
    """Tell people of one name apart by the day they were added and who organizes them."""
    day = member.created_at.date().isoformat()
    return _("%(name)s, here since %(day)s") % {"name": member, "day": day}
