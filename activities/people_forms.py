"""Who is asked, who is new at the door, and what is known of one person."""

from typing import Any
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Exists, OuterRef
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from activities.models import Activity, Participation
from activities.queries import seen
from members import same, search
from members.bulk.forms import DoingForm
from members.forms.contacts import reached
from members.listing import with_unit
from members.models import ContactPoint, Member
from members.models.person import MemberQuerySet
from members.requests import OrgRequest

_GONE = gettext_lazy("Somebody of them is not in your list any more. Look again.")
HOST = "host"
_MOST = 5
_AS = [
    (Participation.Answer.INVITED.value, gettext_lazy("are invited")),
    (Participation.Answer.YES.value, gettext_lazy("said yes already")),
    (HOST, gettext_lazy("host it")),
]


class PeopleForm(forms.Form):
    """Several people for an activity: words find them, ticks choose, and who is ticked stays while the words change."""

    words = forms.CharField(
        label=gettext_lazy("Who"),
        required=False,
        max_length=search.LONGEST,
        help_text=gettext_lazy("Part of a name, a phone or an e-mail. Tick everybody you mean."),
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off"}),
    )
    who: Any = forms.ModelMultipleChoiceField(
        Member.objects.none(),
        required=False,
        error_messages={"invalid_choice": _GONE, "invalid_pk_value": _GONE},
    )
    answer = forms.ChoiceField(label=gettext_lazy("They"), choices=_AS, widget=forms.RadioSelect, required=False)

    def __init__(self, request: OrgRequest, activity: Activity, *, finds: bool = False) -> None:
        """`finds`: only to show who fits; nobody is put down yet."""
        given = {"answer": HOST if "host" in request.GET else Participation.Answer.INVITED.value}
        super().__init__(request.POST if request.method == "POST" else None, initial=given)
        self.finds = finds or "find" in self.data
        here = activity.people.filter(member=OuterRef("pk"))
        # Who stands there already can still be said to host it.
        here = here.filter(is_host=True) if self.data.get("answer", given["answer"]) == HOST else here
        self.people = seen(request).exclude(Exists(here))
        self.fields["who"].queryset = self.people  # type: ignore[attr-defined]
        self.chosen: list[Member] = []
        self.found: list[Member] = []

    def clean(self) -> dict[str, Any]:
        data = self.cleaned_data
        self.chosen = list(with_unit(self.people.filter(pk__in=data.get("who") or [])).by_name())
        ticked = {member.pk for member in self.chosen}
        words = data.get("words", "").strip()
        found = search.at_once(with_unit(self.people), words) if words else []
        self.found = [member for member in found if member.pk not in ticked]
        if not self.finds and not self.errors and not self.chosen:
            self._choose_only_one(words)
        return data

    def _choose_only_one(self, words: str) -> None:
        if len(self.found) == 1:
            self.chosen, self.found = self.found, []
        elif self.found:
            self.add_error("words", _("Tick who of these you mean."))
        elif words:
            self.add_error("words", _("Nobody is found by these words who does not stand there already."))
        else:
            self.add_error("words", _("Say who."))


class SlipForm(forms.Form):
    """Which rows an undo is about: they stand in its address, as a message has no form of its own."""

    row = forms.TypedMultipleChoiceField(coerce=UUID)

    def __init__(self, request: OrgRequest, activity: Activity) -> None:
        super().__init__(request.GET)
        rows = activity.people.filter(added_by=request.member).values_list("pk", flat=True)
        self.fields["row"].choices = [(str(pk), "") for pk in rows]  # type: ignore[attr-defined]


class OnePersonForm(forms.ModelForm):  # type: ignore[type-arg]  # takes none at run time
    """What is known of one person at one activity."""

    class Meta:
        model = Participation
        fields = ("answer", "outcome", "role", "is_host")

    def __init__(self, *args: Any, is_to_come: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["role"].widget.attrs |= {"autocomplete": "off", "placeholder": _("Took the notes")}
        for name in ("answer", "outcome"):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)  # noqa: S101 - tells the type checker
            choices: Any = field.choices
            field.choices = [(value, label) for value, label in choices if value]
            field.choices.insert(0, ("", _("Not asked") if name == "answer" else _("Nobody has said")))
        if is_to_come:
            del self.fields["outcome"]

    def validate_constraints(self) -> None:
        """A row with nothing in it goes, so that is no mistake."""


class NewForm(forms.Form):
    """Somebody new at the door: a name and one way to reach them."""

    name = forms.CharField(
        label=gettext_lazy("Name"),
        max_length=200,
        help_text=gettext_lazy("The first name is enough."),
        error_messages={"required": gettext_lazy("Write at least the first name.")},
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    reach = forms.CharField(
        label=gettext_lazy("Phone or e-mail"),
        max_length=400,
        help_text=gettext_lazy("One is enough, so that somebody can get in touch."),
        error_messages={"required": gettext_lazy("Write a phone or an e-mail, so that somebody can get in touch.")},
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )

    def __init__(self, data: QueryDict | None, *, region: str, people: MemberQuerySet, name: str = "") -> None:
        super().__init__(data, initial={"name": name})
        self.region, self.people = region, people
        self.alike: list[Member] = []

    def clean_name(self) -> str:
        name = " ".join(self.cleaned_data["name"].split())
        if not any(sign.isalpha() for sign in name):
            raise ValidationError(_("Write at least the first name."))
        return name

    def clean_reach(self) -> ContactPoint:
        text = self.cleaned_data["reach"].strip()
        kind = ContactPoint.Kind.EMAIL if "@" in text else ContactPoint.Kind.PHONE
        value, normal = reached(kind, text, self.region)
        return ContactPoint(kind=kind, value=value, normal=normal)

    def is_someone_new(self) -> bool:
        """Look for people who may be this one; False as long as nobody has said that it is none of them."""
        if "sure" in self.data:
            return True
        name, people = self.cleaned_data["name"], with_unit(self.people)
        given, _blank, family = name.partition(" ")
        alike = same.reached_alike(people, [self.cleaned_data["reach"]])
        alike += same.named_alike(people, {"given_name": given, "family_name": family})
        if not alike and not family:
            alike = [member for member in search.at_once(people, name) if _is_called(member, given)]
        self.alike = list({member.pk: member for member in alike}.values())[:_MOST]
        return not self.alike


def _is_called(member: Member, given: str) -> bool:
    return given.casefold() in (member.given_name.casefold(), member.preferred_name.casefold())


class InviteForm(DoingForm):
    """Invite many from the list: to which of those that come."""

    title = gettext_lazy("Invite to an activity")
    says = gettext_lazy("All of them stand there as invited then. Nothing is sent to them. Who stands there stays.")

    def offer(self) -> None:
        coming = Activity.objects.held().on_the_way(self.request.organization.today())[:100]
        self.fields["value"] = forms.ChoiceField(
            label=_("Activity"),
            choices=[
                ("", _("Choose one")),
                *((str(each.pk), f"{each.on:%b} {each.on.day}: {each}") for each in coming),
            ],
            initial=self.given.get("which", ""),
            error_messages={
                "required": _("Choose an activity. A new one is written down on the page of activities."),
                "invalid_choice": _("This activity is gone or was cancelled. Choose another."),
            },
        )

    def wanted(self) -> dict[str, Any]:
        return {"field": "activities", "value": True, "activity": self.cleaned_data["value"]}
