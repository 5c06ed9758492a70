"""One contact of a person, added or changed in its place."""

from collections.abc import Iterable
from hashlib import blake2b
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext as _

from members.actions import OF_CONTACT
from members.forms.contacts import ContactForm, initial_of
from members.models import ContactPoint
from organizations.models import Organization


class OneContactForm(ContactForm):
    """The form of one contact; `point` is the one changed, None when one is added."""

    # What stood there when the form was opened, so that nobody overwrites unseen what somebody else wrote.
    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(
        self, data: Any, *, group: Organization, points: Iterable[ContactPoint], point: ContactPoint | None
    ) -> None:
        self.others = {(each.kind, each.normal) for each in points if each != point}
        self.before = point
        own: dict[UUID, ContactPoint] = {point.pk: point} if point else {}
        now = (
            {**initial_of(point, group.phone_region), "seen": _marked(point)}
            if point
            else {"kind": ContactPoint.Kind.PHONE}
        )
        super().__init__(data, prefix="contact", group=group, own=own, initial=now)

    def clean(self) -> dict[str, Any]:
        data = super().clean()
        if self.before and data.get("pk") != self.before.pk:
            self.add_error("value", _("The page did not arrive whole. Please open it again."))
        if not self.errors and (data.get("kind"), self.instance.normal) in self.others:
            self.add_error("value", _("This person already has this contact."))
        return data

    def is_late(self) -> bool:
        """Whether somebody else has changed the contact since the form was opened."""
        return self.before is not None and self.cleaned_data.get("seen") != _marked(self.before)

    def meet(self) -> None:
        """Let the next press of the button overwrite what stands there now, knowingly."""
        self.data = {**{name: self.data[name] for name in self.data}, self.add_prefix("seen"): _marked(self.before)}


def _marked(point: ContactPoint | None) -> str:
    values = repr([str(getattr(point, name)) for name in OF_CONTACT]) if point else ""
    return blake2b(values.encode(), digest_size=12).hexdigest()
