"""What a phone sends: the fields of a page without data. Whom it is about may be left open, and is asked then."""

from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from conversations.actions import Promise
from conversations.models import LONGEST_STORY, Conversation

_DAY = {"invalid": _("Choose a day, as 2026-03-14.")}


class PhoneForm(forms.Form):
    """Everything a conversation needs but the person, who is looked for afterwards."""

    draft_key = forms.UUIDField()
    written = forms.DateTimeField()
    person = forms.CharField(required=False, max_length=200)
    kind = forms.ChoiceField(required=False, choices=Conversation.Kind)
    on = forms.DateField(required=False, error_messages=_DAY)
    story = forms.CharField(
        max_length=LONGEST_STORY, error_messages={"required": _("Write what you heard, a line is enough.")}
    )
    read_by = forms.ChoiceField(required=False, choices=Conversation.ReadBy)
    said_yes = forms.CharField(required=False, max_length=200)
    said_yes_by = forms.DateField(required=False, error_messages=_DAY)
    owe = forms.CharField(required=False, max_length=200)
    owe_by = forms.DateField(required=False, error_messages=_DAY)

    def chosen(self) -> list[UUID]:
        """Return the ids of who was chosen on a page that knew people; anything else is passed over."""
        return [key for text in self.data.getlist("member") if (key := _key(text))]  # type: ignore[attr-defined]

    def said(self) -> dict[str, Any]:
        """Return what was typed, as `log` takes it and as a draft keeps it."""
        given = self.cleaned_data
        on = given["on"] or given["written"].date()
        return {
            "person": given["person"].strip(),
            "kind": given["kind"] or Conversation.Kind.IN_PERSON.value,
            "on": on.isoformat(),
            "story": given["story"],
            "read_by": given["read_by"] or Conversation.ReadBy.ORGANIZERS.value,
            "said_yes": _promise(given["said_yes"], given["said_yes_by"]),
            "owe": _promise(given["owe"], given["owe_by"]),
        }

    def sentences(self) -> list[str]:
        """Say why it was refused, for the list on the phone."""
        return [str(error) for errors in self.errors.values() for error in errors]


def promises(kept: list[str | None]) -> list[Promise]:
    """Read a promise as a draft keeps it."""
    if not kept:
        return []
    what, by = kept
    return [Promise(what or "", forms.DateField().clean(by) if by else None)]


def _promise(what: str, by: Any) -> list[str | None]:
    return [what.strip(), by.isoformat() if by else None] if what.strip() else []


def _key(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
