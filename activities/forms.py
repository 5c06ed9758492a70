"""What is asked about an activity."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from activities.actions import Said
from activities.models import Activity, ActivitySeries, Skill
from activities.models.activity import MOST_DAYS
from activities.skills import actions as skills
from members.choices import load
from members.models import Team, Unit
from members.requests import OrgRequest

MOST_EXPECTED = 30_000
MOST_BEFORE, MOST_AHEAD = timedelta(days=3650), timedelta(days=1096)
_COLUMNS = ("kind", "name", "on", "begins", "ends", "place", "about", "expected", "follow_up_days")
_GONE: Any = {"invalid_choice": gettext_lazy("This is gone. Choose another.")}
_NO_TIME: Any = {"invalid": gettext_lazy("Write a time, as 18:30.")}


def _time(label: Any) -> forms.TimeField:
    return forms.TimeField(
        label=label,
        required=False,
        error_messages=_NO_TIME,
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
    )


class ActivityForm(forms.Form):
    """What it is, when and where; everything but name and day is optional."""

    kind = forms.ChoiceField(label=gettext_lazy("What it is"), choices=Activity.Kind.choices)
    name = forms.CharField(
        label=gettext_lazy("Name"),
        max_length=120,
        error_messages={"required": gettext_lazy("Write what it is called.")},
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    on = forms.DateField(
        label=gettext_lazy("Day"),
        error_messages={
            "required": gettext_lazy("Choose a day."),
            "invalid": gettext_lazy("Choose a day, as 2026-03-14."),
        },
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    begins = _time(gettext_lazy("From"))
    ends = _time(gettext_lazy("Until"))
    place = forms.CharField(
        label=gettext_lazy("Place"),
        max_length=200,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    about = forms.CharField(
        label=gettext_lazy("What it is for"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2, "autocomplete": "off"}),
    )
    unit = forms.ChoiceField(label=gettext_lazy("Where it belongs"), required=False, error_messages=_GONE)
    team = forms.ChoiceField(label=gettext_lazy("Whose team it is"), required=False, error_messages=_GONE)
    expected = forms.IntegerField(
        label=gettext_lazy("How many are expected"), required=False, min_value=1, max_value=MOST_EXPECTED
    )
    follow_up_days = forms.IntegerField(
        label=gettext_lazy("Days to get in touch with who is new"),
        required=False,
        min_value=1,
        max_value=MOST_DAYS,
        help_text=gettext_lazy("Somebody who came for the first time hears from one of you within so many days."),
    )
    skill = forms.CharField(
        label=gettext_lazy("What people learn there"),
        required=False,
        max_length=80,
        help_text=gettext_lazy("Of a training: whoever came has this skill from then on. As: Runs a meeting."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "list": "skills"}),
    )
    every = forms.ChoiceField(label=gettext_lazy("How often"), required=False)
    until = forms.DateField(
        label=gettext_lazy("The last one, if there is a last"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    those_after = forms.BooleanField(
        label=gettext_lazy("Those that follow in the series too, but for their days"), required=False
    )

    def __init__(self, request: OrgRequest, activity: Activity | None = None) -> None:
        super().__init__(request.POST if request.method == "POST" else None, initial=_initial(request, activity))
        today = request.organization.today()
        self.first, self.last = today - MOST_BEFORE, today + MOST_AHEAD
        self.was = activity.on if activity else None
        choices = load(request)
        self._offer("unit", [("", _("None")), *choices.unit_options()])
        self._offer("team", [("", _("None")), *choices.teams, *_team_of(activity, choices.teams)])
        self._offer("every", [("", _("Once")), *ActivitySeries.Every.choices])
        self.skills = list(Skill.objects.values_list("name", flat=True))
        for name in ("every", "until") if activity else ("those_after",):
            del self.fields[name]
        if activity and not activity.series_id:
            del self.fields["those_after"]

    def _offer(self, name: str, choices: Any) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - tells the type checker
        field.choices = choices

    def clean_on(self) -> date:
        """Refuse a year that slipped: a series would be made from there until today."""
        on: date = self.cleaned_data["on"]
        if not self.first <= on <= self.last and on != self.was:
            said = {"first": self.first.year, "last": self.last.year}
            raise ValidationError(_("Look at the year: it is from %(first)d to %(last)d.") % said)
        return on

    def clean(self) -> dict[str, Any]:
        data = self.cleaned_data
        if data.get("ends") and not data.get("begins") and "begins" not in self.errors:
            self.add_error("begins", _("Say when it begins before you say when it ends."))
        if data.get("skill") and data.get("kind") != Activity.Kind.TRAINING:
            self.add_error("skill", _("Skills come from trainings. Choose “Training” above, or leave this empty."))
        return data

    def said(self, *, by: Any) -> Said:
        """Return what was filled in, as the actions take it. A skill that is not there yet is made."""
        data = self.cleaned_data
        return Said(
            kind=data["kind"],
            name=" ".join(data["name"].split()),
            on=data["on"],
            begins=data["begins"],
            ends=data["ends"],
            place=data["place"].strip(),
            about=data["about"].strip(),
            unit=Unit.objects.filter(pk=data["unit"]).first() if data["unit"] else None,
            team=Team.objects.filter(pk=data["team"]).first() if data["team"] else None,
            skill=skills.named(data["skill"], by=by) if data["skill"].strip() else None,
            expected=data["expected"],
            follow_up_days=data["follow_up_days"] or 3,
        )


def _team_of(activity: Activity | None, teams: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Keep a team that was put away since as it stands there."""
    if activity is None or activity.team is None or str(activity.team_id) in dict(teams):
        return []
    return [(str(activity.team_id), activity.team.name)]


def _initial(request: OrgRequest, activity: Activity | None) -> dict[str, Any]:
    if activity is None:
        return {"on": _asked_day(request), "follow_up_days": 3, "kind": Activity.Kind.MEETING}
    keys = {name: str(getattr(activity, f"{name}_id") or "") for name in ("unit", "team")}
    skill = activity.skill.name if activity.skill else ""
    return {name: getattr(activity, name) for name in _COLUMNS} | keys | {"skill": skill}


def _asked_day(request: OrgRequest) -> date:
    """Begin with the day in the address, as a calendar links to it; else with today."""
    try:
        return date.fromisoformat(request.GET.get("on", ""))
    except ValueError:
        return request.organization.today()


class CancelForm(forms.Form):
    """Why it does not take place, for those who ask."""

    because = forms.CharField(
        label=gettext_lazy("Why"),
        max_length=200,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
