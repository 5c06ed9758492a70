"""How to reach someone: one line for each phone, e-mail and address."""

from typing import Any, ClassVar, cast
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from members import normal
from members.actions import OF_CONTACT
from members.models import ContactPoint
from organizations.models import Organization

Kind = ContactPoint.Kind
EMPTY_LINES = (Kind.PHONE, Kind.EMAIL, Kind.ADDRESS)
_MOST_LINES = 50
_LONGEST_STREET = 200


class ContactForm(forms.ModelForm):  # type: ignore[type-arg]  # takes none at run time
    """One contact. `pk` says which of the person's own it is; empty on a new line."""

    pk = forms.UUIDField(required=False, widget=forms.HiddenInput)
    value = forms.CharField(label=gettext_lazy("Number, e-mail or street"), max_length=400, required=False)

    class Meta:
        model = ContactPoint
        fields = ("kind", "label", "city", "region", "postal_code", "standing", "may_call", "may_text", "may_mail",
                  "consent_on", "consent_source")  # fmt: skip
        labels: ClassVar = {"kind": gettext_lazy("What it is"), "label": gettext_lazy("Where"),
                            "standing": gettext_lazy("Does it work?")}  # fmt: skip
        widgets: ClassVar = {"consent_on": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")}
        error_messages: ClassVar = {
            "consent_on": {"invalid": gettext_lazy("Choose a day, as 2026-03-14.")},
            "kind": {"required": gettext_lazy("Choose phone, e-mail or address.")},
        }

    def __init__(self, *args: Any, group: Organization, own: dict[UUID, ContactPoint], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.group, self.own = group, own
        self.fields["consent_source"].widget.attrs["placeholder"] = _("said at the door")
        for name in ("value", "city", "region", "postal_code", "consent_source"):
            self.fields[name].widget.attrs["autocomplete"] = "off"

    def clean(self) -> dict[str, Any]:
        """Bring the value into the form in which contacts are compared, or say what is wrong with it."""
        data = self.cleaned_data
        if self._is_foreign() and self._says_something():
            self.add_error("value", _("This contact is no longer this person's. Write it on an empty line instead."))
        elif data.get("kind") and "value" in data:
            try:
                self.instance.value, self.instance.normal = self._normal(data["kind"], data["value"].strip())
            except ValidationError as error:
                self.add_error("value", error)
        return data

    def point(self) -> ContactPoint:
        """Return the contact as it shall be; what the form does not ask stays as it was."""
        was = self._was()
        if was and not self.has_changed():
            return was
        point: ContactPoint = self.instance
        if point.kind != Kind.ADDRESS:
            point.city = point.region = point.postal_code = ""
        if was:
            point.pk, point.created_at, point.country = was.pk, was.created_at, was.country
            if point.consent_on and point.consent_on == was.consent_on and _answers(point) != _answers(was):
                # Another answer than before cannot be as old as the one before.
                point.consent_on = self.group.today()
        return point

    def goes(self) -> bool:
        """Whether the contact is to be taken off."""
        return self.is_bound and not self.errors.get("DELETE") and bool(self.cleaned_data.get("DELETE"))

    def is_kept(self) -> bool:
        """Whether this line says something and is not to go."""
        return self._says_something() and not self.goes()

    def title(self) -> str:
        """Name the line for those who hear the page."""
        return str(self.initial.get("value") or _("One more"))

    def of_address(self) -> list[forms.BoundField]:
        """The fields of an address beyond its street."""
        return [self[name] for name in ("city", "region", "postal_code")]

    def more_is_open(self) -> bool:
        """Whether what is folded away has something to correct."""
        return any(self[name].errors for name in ("standing", "may_call", "may_text", "may_mail", "consent_on",
                                                  "consent_source"))  # fmt: skip

    def _was(self) -> ContactPoint | None:
        pk: UUID | None = self.cleaned_data.get("pk")
        return self.own.get(pk) if pk else None

    def _is_foreign(self) -> bool:
        """Whether the line is about a contact of someone else, or one that has gone meanwhile."""
        pk = self.cleaned_data.get("pk")
        return "pk" in self.errors or bool(pk and pk not in self.own)

    def _says_something(self) -> bool:
        pk = self.cleaned_data.get("pk")
        return bool(self.cleaned_data.get("value") or _place(self.cleaned_data) or (pk and pk in self.own))

    def _normal(self, kind: str, text: str) -> tuple[str, str]:
        if kind == Kind.ADDRESS:
            return self._address(text)
        return reached(kind, text, self.group.phone_region)

    def _address(self, street: str) -> tuple[str, str]:
        if len(street) > _LONGEST_STREET:
            raise ValidationError(_("At most 200 letters fit into the street."))
        self.instance.street = street
        was = self._was()
        line = ", ".join(part for part in (street, *_place(self.cleaned_data), was.country if was else "") if part)
        if not line:
            raise ValidationError(_("Write the phone, the e-mail or the address."))
        return line[:400], normal.fold(line)[:400] or line[:400]


class Contacts(forms.BaseFormSet):  # type: ignore[type-arg]
    """A person's contacts and three empty lines: a phone, an e-mail, an address."""

    default_error_messages: ClassVar = {
        **forms.BaseFormSet.default_error_messages,
        "missing_management_form": gettext_lazy("The page did not arrive whole. Please press the button again."),
    }

    def __init__(self, *args: Any, group: Organization, points: list[ContactPoint], **kwargs: Any) -> None:
        self.group, self.own = group, {point.pk: point for point in points}
        kwargs |= {"prefix": "contacts", "initial": [initial_of(point, group.phone_region) for point in points]}
        super().__init__(*args, **kwargs)

    def get_form_kwargs(self, index: int | None) -> dict[str, Any]:
        return {**super().get_form_kwargs(index), "group": self.group, "own": self.own}

    def add_fields(self, form: ContactForm, index: int | None) -> None:
        super().add_fields(form, index)
        empty = (index or 0) - self.initial_form_count()
        if index is not None and empty >= 0:
            form.fields["kind"].initial = EMPTY_LINES[empty % len(EMPTY_LINES)]
            del form.fields["DELETE"]
        else:
            form.fields["DELETE"].label = _("Take this contact off")

    def clean(self) -> None:
        """Refuse the same contact twice, and two lines for one contact."""
        seen: set[Any] = set()
        for form in self.forms:
            if form.errors or not form.is_kept():
                continue
            point = form.instance
            keys = {(point.kind, point.normal), form.cleaned_data.get("pk") or form.prefix}
            if keys & seen:
                form.add_error("value", _("This person already has this contact."))
            seen |= keys

    def kept(self) -> list[ContactPoint]:
        """Return the contacts as they shall be."""
        return [form.point() for form in self.forms if form.is_kept()]

    def shown(self) -> list[ContactForm]:
        """Return the lines whose errors count: not those that are to go."""
        return [form for form in self.forms if not (self.is_bound and form.goes())]

    def removed(self) -> list[UUID]:
        """Return the ids of the person's contacts that are to go."""
        gone = [form.cleaned_data.get("pk") for form in self.forms if form.goes()]
        return [pk for pk in gone if pk in self.own]


ContactFormSet = cast(
    "type[Contacts]",
    forms.formset_factory(ContactForm, formset=Contacts, extra=len(EMPTY_LINES), can_delete=True, max_num=_MOST_LINES),
)


def reached(kind: str, text: str, region: str) -> tuple[str, str]:
    """Return a phone or an e-mail as it is kept, and as it is compared; ValidationError says what is wrong with it."""
    if not text:
        raise ValidationError(_("Write the phone, the e-mail or the address."))
    if kind == Kind.PHONE:
        if (number := normal.phone(text, region)) is None:
            raise ValidationError(_("This is not a complete phone number. Write it with its area code."))
        return number, number
    if (address := normal.written_email(text)) is None:
        raise ValidationError(_("This is not a complete e-mail address, as ana@example.org."))
    return address, address.lower()


def _answers(point: ContactPoint) -> tuple[str, str, str]:
    return point.may_call, point.may_text, point.may_mail


def _place(data: dict[str, Any]) -> list[str]:
    """Return city and region with postal code: what follows the street in an address of one line."""
    return [
        part for part in (data.get("city"), f"{data.get('region', '')} {data.get('postal_code', '')}".strip()) if part
    ]


def initial_of(point: ContactPoint, region: str) -> dict[str, Any]:
    """Fill in a line the way people write it."""
    values: dict[str, Any] = {name: getattr(point, name) for name in (*OF_CONTACT, "pk")}
    if point.kind == Kind.PHONE:
        values["value"] = normal.shown_phone(point.normal, region)
    elif point.kind == Kind.ADDRESS and (point.street or _place(values)):
        values["value"] = point.street
    return values
