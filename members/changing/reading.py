"""Reads what was typed or pasted into a cell, through the same form fields as the page where a person is edited."""

import re
from collections import defaultdict
from collections.abc import Iterable
from typing import Any, NamedTuple
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from members import registry
from members.changing.cells import Value, kind_of
from members.fields import people
from members.forms.contacts import reached
from members.forms.own import stored
from members.forms.person import PersonForm
from members.models import ContactPoint, Field
from members.normal import fold
from members.requests import OrgRequest
from organizations.access import may

_FORM_PREFIX = {"unit": "unit_", "field": "own_"}
_THOUSANDS = re.compile(r"-?\d{1,3}(,\d{3})+(\.\d+)?")
_LONGEST = 4000


class Names(NamedTuple):
    """Tags as they were written; some may have to be made first."""

    names: list[str]


class Reached(NamedTuple):
    """A phone or an e-mail; no value: it is to be taken off."""

    kind: str
    value: str
    normal: str


class Reader:
    """The fields that cells can have in this organization, for who is signed in. A few statements, once."""

    def __init__(self, request: OrgRequest) -> None:
        self.request = request
        self.form = PersonForm(None, request=request, about=None)
        self._labels: dict[str, dict[str, list[str]]] = {}
        self._own: dict[tuple[str, str], str] = {}

    def read_all(self, cells: Iterable[tuple[str, str]]) -> list[Value | Names | Reached | ValidationError]:
        """Return what is meant by each cell, or what is wrong with it. People named in them are found together."""
        cells = list(cells)
        if named := {" ".join(text.split()) for field, text in cells if text and self._names_a_person(field)}:
            people.look_up(self.request, named - {""})
        return [self._read_or_why(field, text) for field, text in cells]

    def _read_or_why(self, field: str, text: str) -> Value | Names | Reached | ValidationError:
        try:
            return self.read(field, text)
        except ValidationError as error:
            return error

    def _names_a_person(self, field: str) -> bool:
        own = self.form.own.get(form_name(field))
        return own is not None and own.kind == Field.Kind.PERSON

    def read(self, field: str, text: str) -> Value | Names | Reached:
        """Return what is meant; ValidationError says what is wrong with it, or why nothing can be typed here."""
        kind, of = kind_of(field)
        if len(text) > _LONGEST:
            raise ValidationError(_("That is too long for a cell."))
        if kind == "contact" and of in (ContactPoint.Kind.PHONE, ContactPoint.Kind.EMAIL):
            return self._reached(of, text.strip())
        name = form_name(field)
        if name not in self.form.fields or self.form.fields[name].disabled:
            raise ValidationError(why_not(field))
        if kind == "tags":
            return Names(self.form.tags_in(self.form.fields[name].clean(text)))
        return self._clean(name, text.strip())

    def options(self, field: str) -> list[tuple[str, str]]:
        """Return what can be chosen in a cell, nothing where it is written."""
        if field == "tags":
            return [(name, name) for name in self.form.known_tags.values()]
        name = form_name(field)
        return self._choices(name) if isinstance(self.form.fields.get(name), forms.ChoiceField) else []

    def takes_several(self, field: str) -> bool:
        """Whether a cell can hold several choices, with commas between them."""
        return field == "tags" or isinstance(self.form.fields.get(form_name(field)), forms.MultipleChoiceField)

    def _reached(self, kind: str, text: str) -> Reached:
        if not may(self.request, "member.contact.view"):
            raise ValidationError(_("You do not see phones and e-mails here, so they cannot be changed either."))
        value, normal = reached(kind, text, self.request.organization.phone_region) if text else ("", "")
        return Reached(kind, value, normal)

    def _clean(self, name: str, text: str) -> Value:
        field = self.form.fields[name]
        if own := self.form.own.get(name):
            plain = text.replace(",", "") if own.kind == Field.Kind.NUMBER and _THOUSANDS.fullmatch(text) else text
            # A person is looked up by name; the same one in a thousand cells once.
            if (name, plain) not in self._own:
                self._own[name, plain] = stored(own, field.clean(plain))
            return self._own[name, plain]
        return str(field.clean(self._chosen(name, text) if isinstance(field, forms.ChoiceField) else text))

    def _choices(self, name: str) -> list[tuple[str, str]]:
        field = self.form.fields[name]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - tells the type checker
        choices: Any = field.choices
        return [(str(key), str(label)) for key, label in choices]

    def _chosen(self, name: str, text: str) -> str:
        """Return the key of a choice that was named by its key or by what people read."""
        if name not in self._labels:
            found: dict[str, list[str]] = defaultdict(list)
            for key, label in self._choices(name):
                found[fold(label)].append(key)
                found[key] = [key]
            self._labels[name] = found
        keys = self._labels[name].get(text) or self._labels[name].get(fold(text), [text])
        if len(keys) > 1:
            raise ValidationError(_("Several are called “%s”. Choose one from the list.") % text)
        return keys[0]


def form_name(field: str) -> str:
    """Return how the form of a person calls a field."""
    kind, of = kind_of(field)
    if kind not in _FORM_PREFIX:
        return of or kind
    try:
        return f"{_FORM_PREFIX[kind]}{UUID(of).hex}"
    except ValueError:
        return ""


def why_not(field: str) -> str:
    """Say why nothing can be typed into a field."""
    locked = next((str(column.locked) for column in registry.columns if column.name == field and column.locked), "")
    return locked or _("This cannot be changed in the list.")
