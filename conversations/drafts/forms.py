"""What a phone says about a draft beside the talk itself, and what its owner says of it afterwards."""

from datetime import UTC, datetime, timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from conversations.drafts.typed import Typed, first
from conversations.logging import known
from members.models import Member
from members.requests import OrgRequest

NEW, OTHER = "new", "other"
_OLDEST = datetime(2020, 1, 1, tzinfo=UTC)


class SendingForm(forms.Form):
    """Under which key, when it was written, and whether its writer still looks at the form."""

    draft_key = forms.UUIDField()
    written = forms.DateTimeField()
    fresh = forms.BooleanField(required=False)

    def clean_written(self) -> datetime:
        """A phone whose clock is years off says nothing of the day: then it is today."""
        written: datetime = self.cleaned_data["written"]
        now = timezone.now()
        return written if _OLDEST < written < now + timedelta(days=1) else now


class WhomForm(forms.Form):
    """Which Maria? One of those it could be, somebody under another name, or someone new."""

    who = forms.ChoiceField(
        label=gettext_lazy("Whom you talked with"),
        widget=forms.RadioSelect,
        error_messages={
            "required": gettext_lazy("Choose who it was."),
            "invalid_choice": gettext_lazy("This person is no longer on file. Choose who it was."),
        },
    )
    other = forms.CharField(label=gettext_lazy("Look for"), required=False, max_length=200)
    given_name = forms.CharField(label=gettext_lazy("Name; the first name is enough"), required=False, max_length=150)
    reach = forms.CharField(label=gettext_lazy("Phone or e-mail"), required=False, max_length=254)
    anyway = forms.BooleanField(label=gettext_lazy("Nobody of these: it is somebody else"), required=False)

    def __init__(self, data: Any, *, request: OrgRequest, typed: Typed) -> None:
        name = first(typed, "person") or first(typed, "given_name")
        found = known.find(name, request) if name else []
        given = {"given_name": name, "reach": first(typed, "reach")}
        super().__init__(data, initial={"who": "" if found else NEW, **given})
        self.fields["given_name"].required = self.fields["reach"].required = False
        self.offer(found)

    def offer(self, found: list[Member]) -> None:
        """Let these be chosen."""
        self.found = {str(each.pk): each for each in found}
        who = self.fields["who"]
        assert isinstance(who, forms.ChoiceField)  # noqa: S101 - tells the type checker
        named = [(pk, str(each)) for pk, each in self.found.items()]
        who.choices = [*named, (OTHER, _("Somebody else on file")), (NEW, _("Someone new"))]

    def options(self) -> list[tuple[Any, Member | None]]:
        """Pair each radio button with the person it stands for: none for somebody else, and for someone new."""
        return [(radio, self.found.get(str(radio.data["value"]))) for radio in self["who"].subwidgets]

    def clean(self) -> dict[str, Any]:
        data = self.cleaned_data
        if data.get("who") == OTHER and not data["other"].strip():
            self.add_error("other", _("Write a part of the name."))
        if data.get("who") == NEW and not data["given_name"].strip():
            self.add_error("given_name", _("Write a first name."))
        return data

    @property
    def looks_for(self) -> str:
        """The name to look for instead, where that was asked."""
        data = self.cleaned_data
        return str(data["other"]).strip() if data["who"] == OTHER else ""

    def said(self) -> Typed:
        """Return what was said, by the names of the log's own form."""
        data = self.cleaned_data
        if data["who"] != NEW:
            return {"person": [""], "given_name": [""], "reach": [""], "member": [data["who"]]}
        anyway = {"anyway": ["yes"]} if data["anyway"] else {}
        return {"person": [""], "member": [], "given_name": [data["given_name"]], "reach": [data["reach"]], **anyway}
