"""Which Maria? One of those it could be, somebody under another name, or someone new."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from conversations.drafts import whom
from members import normal
from members.actions import add_member
from members.models import ContactPoint, Member
from members.models.person import MemberQuerySet

NEW, OTHER = "new", "other"


class WhomForm(forms.Form):
    """The choices are whom the typed name could mean, of those whom its writer may see."""

    who = forms.ChoiceField(
        label=gettext_lazy("Whom you talked with"),
        widget=forms.RadioSelect,
        error_messages={
            "required": gettext_lazy("Choose who it was."),
            "invalid_choice": gettext_lazy("This person is no longer on file. Choose who it was."),
        },
    )
    other = forms.CharField(label=gettext_lazy("Look for"), required=False, max_length=200)
    given_name = forms.CharField(label=gettext_lazy("First name"), required=False, max_length=100)
    family_name = forms.CharField(label=gettext_lazy("Family name"), required=False, max_length=100)
    reach = forms.CharField(label=gettext_lazy("Phone or e-mail"), required=False, max_length=254)

    def __init__(self, data: Any, *, people: MemberQuerySet, typed: str, region: str) -> None:
        given, _blank, family = typed.partition(" ")
        found = whom.like(typed, people) if typed else []
        first = {"who": "" if found else NEW, "given_name": given, "family_name": family}
        super().__init__(data, initial=first)
        self.region, self.found = region, {str(each.pk): each for each in found}
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
        if data.get("who") == NEW:
            if not data["given_name"].strip():
                self.add_error("given_name", _("Write a first name."))
            try:
                self.point = self._point(data["reach"].strip())
            except ValidationError as error:
                self.add_error("reach", error)
        return data

    @property
    def looks_for(self) -> str:
        """The name to look for instead, where that was asked."""
        data = self.cleaned_data
        return str(data["other"]).strip() if data["who"] == OTHER else ""

    def member(self, *, by: Member) -> Member:
        """Return who was chosen; someone new is put on file, for who talked with them to organize."""
        data = self.cleaned_data
        if data["who"] != NEW:
            return self.found[data["who"]]
        columns = {"given_name": data["given_name"].strip(), "family_name": data["family_name"].strip()}
        return add_member(by=by, columns={**columns, "organizer": by}, contacts=[self.point])

    def _point(self, text: str) -> ContactPoint:
        if phone := normal.phone(text, self.region):
            return ContactPoint(kind=ContactPoint.Kind.PHONE, value=phone, normal=phone)
        if email := normal.written_email(text):
            return ContactPoint(kind=ContactPoint.Kind.EMAIL, value=email, normal=email.lower())
        raise ValidationError(_("Write one way to reach them: a phone number or an e-mail."))
