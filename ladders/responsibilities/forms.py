"""What is asked about a responsibility, and of those who are asked to carry one."""

from typing import Any

from django import forms
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ladders.models import Level, Responsibility
from ladders.responsibilities.queries import seen
from members.models import Member, Team
from members.requests import OrgRequest
from organizations.permissions import PERMISSIONS

MOST_PLACES = 500
_LONGEST = 300


class ResponsibilityForm(forms.Form):
    """What there is to carry, what it takes, and who is ready for it."""

    name = forms.CharField(
        label=gettext_lazy("What it is called"),
        max_length=120,
        help_text=gettext_lazy("As: floor captain, opens the hall, keeps the phone tree."),
        error_messages={"required": gettext_lazy("Write what it is called.")},
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    takes = forms.CharField(
        label=gettext_lazy("What it takes"),
        required=False,
        max_length=1000,
        help_text=gettext_lazy("How much time, which skill, who helps: so that somebody can say yes and mean it."),
        widget=forms.Textarea(attrs={"rows": 3, "autocomplete": "off"}),
    )
    team: Any = forms.ModelChoiceField(
        Team.objects.none(),
        label=gettext_lazy("In which team"),
        required=False,
        empty_label=gettext_lazy("None: it is the whole group’s"),
        error_messages={"invalid_choice": gettext_lazy("This team is gone. Choose another.")},
    )
    level: Any = forms.ModelChoiceField(
        Level.objects.none(),
        label=gettext_lazy("Ready from this level on"),
        required=False,
        empty_label=gettext_lazy("Anybody may grow into it"),
        error_messages={"invalid_choice": gettext_lazy("This level is no longer in use. Choose another.")},
    )
    places = forms.IntegerField(
        label=gettext_lazy("For how many people"),
        min_value=1,
        max_value=MOST_PLACES,
        initial=1,
        error_messages={
            "required": gettext_lazy("Write for how many people, at least 1."),
            "invalid": gettext_lazy("Write a number, as: 2."),
            "min_value": gettext_lazy("It is for one person at least."),
            "max_value": gettext_lazy("It is for %(limit_value)s people at most."),
        },
    )
    by_on = forms.DateField(
        label=gettext_lazy("Wanted by"),
        required=False,
        error_messages={"invalid": gettext_lazy("Write a day, as: 2026-03-14.")},
        widget=forms.DateInput(attrs={"type": "date", "autocomplete": "off"}, format="%Y-%m-%d"),
    )

    def __init__(self, request: OrgRequest, responsibility: Responsibility | None = None) -> None:
        super().__init__(request.POST if request.method == "POST" else None, initial=_initial(request, responsibility))
        teams = Team.objects.active().within(PERMISSIONS["responsibility.edit"].scope(request.roles), request.member)
        team, level = self.fields["team"], self.fields["level"]
        assert isinstance(team, forms.ModelChoiceField)  # noqa: S101 - tells the type checker
        assert isinstance(level, forms.ModelChoiceField)  # noqa: S101
        team.queryset = (teams | _of(responsibility)).by_name()
        offered = Q(retired_at=None, ladder__put_away_at=None) | Q(
            pk=responsibility.level_id if responsibility else None
        )
        levels = Level.objects.filter(offered).select_related("ladder")
        level.queryset = levels.order_by("-ladder__is_default", "ladder__name", "position")
        level.label_from_instance = _named  # type: ignore[method-assign, assignment]

    def given(self) -> dict[str, Any]:
        """Return what was filled in, as the actions take it."""
        data = self.cleaned_data
        return data | {"name": " ".join(data["name"].split()), "takes": data["takes"].strip()}


def _of(responsibility: Responsibility | None) -> Any:
    """The team it is of now stays to be chosen, whoever it belongs to."""
    now = responsibility.team_id if responsibility else None
    return Team.objects.filter(pk=now) if now else Team.objects.none()


def _named(level: Any) -> str:
    return str(level) if level.ladder.is_default else f"{level.ladder}: {level}"


def _initial(request: OrgRequest, responsibility: Responsibility | None) -> dict[str, Any]:
    if responsibility is None:
        return {"team": request.GET.get("team", "")}
    names = ("name", "takes", "team", "level", "places", "by_on")
    return {name: getattr(responsibility, name) for name in names}


class AskForm(forms.Form):
    """Who was asked to carry it."""

    member: Any = forms.ModelChoiceField(
        Member.objects.none(),
        error_messages={
            "required": gettext_lazy("Choose whom you asked."),
            "invalid_choice": gettext_lazy("This person is not in your list any more. Look again."),
        },
    )

    def __init__(self, request: OrgRequest) -> None:
        super().__init__(request.POST)
        self.fields["member"].queryset = seen(request)  # type: ignore[attr-defined]


class AnswerForm(forms.Form):
    """What somebody said who was asked, in their words."""

    answer = forms.ChoiceField(
        label=gettext_lazy("What did they say?"),
        choices=[("yes", gettext_lazy("Yes: they carry it from today")), ("no", gettext_lazy("Not now"))],
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose what they said.")},
    )
    words = forms.CharField(
        label=gettext_lazy("In their words"),
        required=False,
        max_length=_LONGEST,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )


class HandBackForm(forms.Form):
    """How it went, once somebody gives it back."""

    words = forms.CharField(
        label=gettext_lazy("How it went"),
        required=False,
        max_length=_LONGEST,
        help_text=gettext_lazy("One line: what worked, and what they would do next."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )

    @property
    def title(self) -> str:
        return _("Gives it back")
