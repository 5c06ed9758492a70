"""What is asked about a team, its people and its roles."""

from typing import Any
from uuid import UUID

from django import forms
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from members import search
from members.choices import load
from members.listing import with_unit
from members.models import Member, Team, TeamMember, Unit
from members.models.person import MemberQuerySet
from members.requests import OrgRequest
from members.teams.queries import seen
from organizations.permissions import Scope

_MOST_ORGANIZERS = 300
# In a larger team words find somebody.
MOST_CHOICES = 200
_NAME = {"required": gettext_lazy("Write what the team is called.")}


class TeamForm(forms.Form):
    """What a team is called and for, where it belongs, and who is its organizer."""

    name = forms.CharField(label=gettext_lazy("Name"), max_length=120, error_messages=_NAME)
    purpose = forms.CharField(
        label=gettext_lazy("What it is for"),
        required=False,
        max_length=1000,
        help_text=gettext_lazy("So that somebody new understands it: what this team wants to get done."),
        widget=forms.Textarea(attrs={"rows": 3, "autocomplete": "off"}),
    )
    unit = forms.ChoiceField(
        label=gettext_lazy("Where it belongs"),
        required=False,
        error_messages={"invalid_choice": gettext_lazy("This unit is gone. Choose another.")},
    )
    organizer = forms.ChoiceField(
        label=gettext_lazy("Its organizer"),
        required=False,
        help_text=gettext_lazy("Who works with this team, and may change it."),
        error_messages={"invalid_choice": gettext_lazy("Choose an organizer from the list.")},
    )

    def __init__(self, request: OrgRequest, team: Team | None = None) -> None:
        super().__init__(request.POST if request.method == "POST" else None, initial=_initial(request, team))
        self.fields["name"].widget.attrs["autocomplete"] = "off"
        _offer(self, "unit", [("", _("None")), *load(request).unit_options()])
        self.people = {str(each.pk): each for each in _organizers(request, team)}
        everyone = [("", _("Nobody yet")), *((pk, str(each)) for pk, each in self.people.items())]
        if request.scope is Scope.OWN:
            # Whoever may change their own teams only would not find one again that is nobody's.
            everyone = everyone[1:]
        _offer(self, "organizer", everyone)

    def given(self) -> dict[str, Any]:
        """Return what was filled in, as the actions take it."""
        data = self.cleaned_data
        unit = Unit.objects.filter(pk=data["unit"]).first() if data["unit"] else None
        return {
            "name": " ".join(data["name"].split()),
            "purpose": data["purpose"].strip(),
            "unit": unit,
            "organizer": self.people.get(data["organizer"]),
        }


def _initial(request: OrgRequest, team: Team | None) -> dict[str, Any]:
    if team is None:
        return {"organizer": str(request.member.pk) if request.scope is Scope.OWN else ""}
    unit, organizer = (str(pk) if pk else "" for pk in (team.unit_id, team.organizer_id))
    return {"name": team.name, "purpose": team.purpose, "unit": unit, "organizer": organizer}


def _organizers(request: OrgRequest, team: Team | None) -> list[Member]:
    """Offer colleagues who sign in. With a right to one's own teams: oneself, and who is named already."""
    now = Q(pk=team.organizer_id) if team and team.organizer_id else Q(pk=request.member.pk)
    staff = Q(user_id__isnull=False, status=Member.Status.STAFF, kind=Member.Kind.PERSON, archived_at=None)
    wanted = now | Q(pk=request.member.pk) if request.scope is Scope.OWN else now | staff
    return list(Member.objects.filter(wanted).by_name()[:_MOST_ORGANIZERS])


class PeopleForm(forms.Form):
    """Several people for a team: words find them, ticks choose, and who is ticked stays while the words change."""

    words = forms.CharField(
        label=gettext_lazy("Who"),
        required=False,
        max_length=search.LONGEST,
        help_text=gettext_lazy("Part of a name, a phone or an e-mail. Tick everybody who joins."),
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off"}),
    )
    who: Any = forms.ModelMultipleChoiceField(
        Member.objects.none(),
        required=False,
        error_messages={
            "invalid_choice": gettext_lazy("Somebody of them is not in your list any more. Look again."),
            "invalid_pk_value": gettext_lazy("Somebody of them is not in your list any more. Look again."),
        },
    )

    def __init__(self, request: OrgRequest, team: Team, *, finds: bool = False) -> None:
        """`finds`: only to show who fits; nobody joins yet, and nobody is chosen by being the only one."""
        super().__init__(request.POST if request.method == "POST" else None)
        self.finds = finds or "find" in self.data
        here = TeamMember.objects.current().filter(team=team, member=OuterRef("pk"))
        self.people = seen(request).exclude(Exists(here))
        self.fields["who"].queryset = self.people  # type: ignore[attr-defined]
        self.chosen: list[Member] = []
        self.found: list[Member] = []

    def clean(self) -> dict[str, Any]:
        data = self.cleaned_data
        self.chosen = list(with_unit(self.people.filter(pk__in=data.get("who") or [])).by_name())
        self.look()
        if not self.finds and not self.errors and not self.chosen:
            if len(self.found) == 1:
                self.chosen, self.found = self.found, []
            elif self.found:
                self.add_error("words", _("Tick who of these joins."))
            elif data.get("words", "").strip():
                self.add_error("words", _("Nobody is found by these words who is not in the team already."))
            else:
                self.add_error("words", _("Say who joins."))
        return data

    def look(self) -> None:
        """Find the first few who fit and are not ticked yet; no words, nobody."""
        words = self.cleaned_data.get("words", "")
        ticked = {member.pk for member in self.chosen}
        found = search.at_once(with_unit(self.people), words) if words.strip() else []
        self.found = [member for member in found if member.pk not in ticked]


class RoleForm(forms.Form):
    """What a role is called, and who of the team has it."""

    name = forms.CharField(
        label=gettext_lazy("What somebody answers for"),
        max_length=80,
        help_text=gettext_lazy("As: keeps the phone list, speaks to the landlord."),
        error_messages={"required": gettext_lazy("Write what the role is called.")},
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    words = forms.CharField(
        label=gettext_lazy("Find somebody by name"),
        required=False,
        max_length=search.LONGEST,
        help_text=gettext_lazy("The team is large, so the choice below has only the first of it."),
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off"}),
    )
    member = forms.ChoiceField(
        label=gettext_lazy("Who has it"),
        required=False,
        error_messages={"invalid_choice": gettext_lazy("Choose somebody of the team, or put them into it first.")},
    )

    def __init__(self, request: OrgRequest, team: Team, *, now: Member | None = None, asks_name: bool = True) -> None:
        initial = {"member": str(now.pk) if now else ""}
        super().__init__(request.POST if request.method == "POST" else None, initial=initial)
        if not asks_name:
            del self.fields["name"]
        here = Q(Exists(TeamMember.objects.current().filter(team=team, member=OuterRef("pk"))))
        self.found = self._few(seen(request).filter(here))
        self.people = {str(each.pk): each for each in self.found}
        names = {pk: str(each) for pk, each in self.people.items()}
        if now and str(now.pk) not in names:
            # Kept unless somebody chooses otherwise; the reader does not learn who it is.
            self.people[str(now.pk)] = now
            names[str(now.pk)] = _("Whoever has it now, who is not in your list")
        _offer(self, "member", [("", _("Nobody yet")), *names.items()])

    def _few(self, team: MemberQuerySet) -> list[Member]:
        """Return the whole team; of a large one whom the words find, or the first by name."""
        first = list(team.by_name()[: MOST_CHOICES + 1])
        if len(first) <= MOST_CHOICES:
            del self.fields["words"]
            return first
        words = str(self.data.get("words", "")).strip()[: search.LONGEST]
        return list(search.at_once(team, words)) if words else first[:MOST_CHOICES]

    def clean(self) -> dict[str, Any]:
        """Let words that find one choose them; where they find several, those are the choice."""
        data = self.cleaned_data
        if data.get("words") and data.get("member") not in {str(each.pk) for each in self.found}:
            if len(self.found) == 1:
                data["member"] = str(self.found[0].pk)
                self.errors.pop("member", None)
            elif self.found:
                self.add_error("words", _("Several fit. Choose who of them has it."))
            else:
                self.add_error("words", _("Nobody in the team is found by these words."))
        return data

    def who(self) -> Member | None:
        return self.people.get(self.cleaned_data["member"])


class SlipForm(forms.Form):
    """Which rows an undo is about: they stand in its address, as a message has no form of its own."""

    row = forms.TypedMultipleChoiceField(coerce=UUID)

    def __init__(self, request: OrgRequest, team: Team) -> None:
        super().__init__(request.GET)
        rows = team.people.current().filter(added_by=request.member).values_list("pk", flat=True)
        self.fields["row"].choices = [(str(pk), "") for pk in rows]  # type: ignore[attr-defined]


def _offer(form: forms.Form, name: str, choices: list[tuple[str, str]]) -> None:
    field = form.fields[name]
    assert isinstance(field, forms.ChoiceField)  # noqa: S101 - tells the type checker
    field.choices = choices
