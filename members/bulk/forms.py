"""What is asked before many people are changed: what to set, and to what. The choices are those of a person's form."""

from functools import cached_property
from typing import Any
from uuid import UUID

from django import forms
from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from members.actions import tag_key
from members.archiving.actions import LONGEST_REASON
from members.forms.own import form_field, stored
from members.forms.person import PersonForm
from members.models import Tag, Team
from members.requests import OrgRequest
from organizations.access import may
from organizations.permissions import row_of


class DoingForm(forms.Form):
    """`wanted` is what is kept of it for the worker; `says` is what will happen to so many people."""

    # False: something has to be chosen before it can be said what will happen.
    is_complete = True
    title: str | Promise = ""
    says: str | Promise = ""

    def __init__(self, request: OrgRequest, data: QueryDict | None, given: QueryDict | None = None) -> None:
        super().__init__(data)
        self.request, self.given = request, given or QueryDict()
        self.offer()

    @cached_property
    def person(self) -> PersonForm:
        """The form of somebody new, as this person would see it."""
        return PersonForm(None, request=self.request, about=None)

    def offer(self) -> None:
        """Make the fields that depend on the organization."""

    def wanted(self) -> dict[str, Any]:
        """Return what was chosen, as plain data; nothing where a doing asks for nothing."""
        return {}


class OrganizerForm(DoingForm):
    title = gettext_lazy("Assign an organizer")
    says = gettext_lazy("All of them get this organizer. Who had another one has this one instead.")

    def offer(self) -> None:
        self.fields["value"] = self.person.fields["organizer"]
        self.fields["value"].initial = ""

    def wanted(self) -> dict[str, Any]:
        return {"field": "organizer", "value": self.cleaned_data["value"]}


class StatusForm(DoingForm):
    title = gettext_lazy("Set the status")
    says = gettext_lazy("All of them have this status then. It decides who is counted.")

    def offer(self) -> None:
        self.fields["value"] = self.person.fields["status"]

    def wanted(self) -> dict[str, Any]:
        return {"field": "status", "value": self.cleaned_data["value"]}


class TagForm(DoingForm):
    title = gettext_lazy("Put a tag on")
    says = gettext_lazy("All of them have this tag then, beside the tags they have already.")
    value: bool = True

    def offer(self) -> None:
        tags = [(str(pk), name) for pk, name in Tag.objects.order_by("name").values_list("pk", "name")]
        self.fields["tag"] = forms.ChoiceField(
            label=_("Tag"),
            required=False,
            choices=[("", _("Choose one")), *tags],
            error_messages={"invalid_choice": _("This tag is gone. Choose another.")},
        )
        if self.value and may(self.request, "tag.edit"):
            self.fields["new"] = forms.CharField(label=_("Or a new one"), required=False, max_length=80)

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if not said.get("tag") and not said.get("new", "").strip() and not self.errors:
            self.add_error(
                "tag", _("Choose a tag, or write a new one.") if "new" in self.fields else _("Choose a tag.")
            )
        return said

    def wanted(self) -> dict[str, Any]:
        name = " ".join(self.cleaned_data.get("new", "").split())
        key = self.cleaned_data["tag"]
        if name:
            key = str(Tag.objects.get_or_create(folded=tag_key(name), defaults={"name": name})[0].pk)
        return {"field": f"tag:{key}", "value": self.value}


class UntagForm(TagForm):
    title = gettext_lazy("Take a tag off")
    says = gettext_lazy("None of them has this tag then.")
    value = False


class UnitForm(DoingForm):
    title = gettext_lazy("Move to a unit")
    says = gettext_lazy("All of them belong there then. Who belonged to another unit of that kind leaves it.")

    def offer(self) -> None:
        kinds: list[tuple[str, list[tuple[str, str]]]] = []
        for name, kind in self.person.kinds.items():
            field = self.person.fields[name]
            assert isinstance(field, forms.ChoiceField)  # noqa: S101 - tells the type checker
            choices: Any = field.choices
            kinds.append((kind.name, [(f"{kind.pk}:{key}", label) for key, label in choices]))
        self.fields["value"] = forms.ChoiceField(
            label=_("Unit"),
            choices=[("", _("Choose one")), *kinds],
            error_messages={
                "required": _("Choose a unit, or “None” to take everyone out of theirs."),
                "invalid_choice": _("This unit is gone. Choose another."),
            },
        )

    def wanted(self) -> dict[str, Any]:
        kind, _colon, unit = self.cleaned_data["value"].partition(":")
        return {"field": f"unit:{kind}", "value": unit}


class TeamForm(DoingForm):
    title = gettext_lazy("Put into a team")
    says = gettext_lazy("All of them are in this team then. Who is in it already, or in another one, stays there too.")

    def offer(self) -> None:
        # With a right to one's own teams, those alone.
        scope = row_of("team.edit").scope(self.request.roles)
        teams = Team.objects.active().within(scope, self.request.member).by_name()
        self.fields["value"] = forms.ChoiceField(
            label=_("Team"),
            choices=[("", _("Choose one")), *((str(team.pk), team.name) for team in teams)],
            error_messages={
                "required": _("Choose a team. A new one is begun on the page of teams."),
                "invalid_choice": _("This team is gone. Choose another."),
            },
        )

    def wanted(self) -> dict[str, Any]:
        on = self.request.organization.today().isoformat()
        return {"field": f"team:{self.cleaned_data['value']}", "value": True, "on": on}


class FieldForm(DoingForm):
    title = gettext_lazy("Fill in a field")
    says = gettext_lazy(
        "All of them have this in the field then, instead of what stands there. Left empty, it is emptied."
    )

    def offer(self) -> None:
        own = {str(each.pk): each for each in self.person.own.values()}
        sent = self.data if self.is_bound else self.given
        which = str(sent.get("which", ""))
        self.own = own.get(which)
        self.is_complete = self.own is not None
        self.fields["which"] = forms.ChoiceField(
            label=_("Field"),
            choices=[(key, each.name) for key, each in own.items()],
            initial=which,
            error_messages={"required": _("Choose a field."), "invalid_choice": _("This field is gone.")},
        )
        if self.own:
            self.fields["which"].widget = forms.HiddenInput()
            self.fields["value"] = form_field(self.own)

    def wanted(self) -> dict[str, Any]:
        if self.own is None:
            raise LookupError
        key = UUID(str(self.cleaned_data["which"]))
        return {"field": f"field:{key}", "value": stored(self.own, self.cleaned_data["value"])}


class ArchiveForm(DoingForm):
    title = gettext_lazy("Archive people")
    says = gettext_lazy(
        "They are in no list, count or search any more, and keep all there is. Who signs in here, or is somebody’s "
        "organizer, stays. You can bring them back."
    )
    because = forms.CharField(label=gettext_lazy("Why"), required=False, max_length=LONGEST_REASON)

    def wanted(self) -> dict[str, Any]:
        return {"field": "archived", "value": True, "because": self.cleaned_data["because"]}
