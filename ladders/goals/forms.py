"""Setting a goal: where, whose people, how many, by when."""

from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ladders.models import Goal, Ladder
from members import choices
from members.models import SavedView, Team
from members.requests import OrgRequest

MOST = 1_000_000
type Options = list[tuple[str, str]]


class NumberForm(forms.Form):
    """How many, by when: also what can be changed of a goal later."""

    wanted = forms.IntegerField(
        label=gettext_lazy("How many people"),
        min_value=1,
        max_value=MOST,
        error_messages={"required": gettext_lazy("Write a number."), "invalid": gettext_lazy("Write a number.")},
    )
    due = forms.DateField(
        label=gettext_lazy("By"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={
            "required": gettext_lazy("Choose a day."),
            "invalid": gettext_lazy("Choose a day, as 2026-12-01."),
        },
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        self.fields["due"].widget.attrs["min"] = today.isoformat()

    def clean_due(self) -> date:
        due: date = self.cleaned_data["due"]
        if due < self.today:
            raise ValidationError(_("Choose a day that is still to come."))
        return due


class GoalForm(NumberForm):
    """A new goal. A number of somebody's own is one that they have set themselves."""

    where = forms.ChoiceField(
        label=gettext_lazy("Where"),
        error_messages={"invalid_choice": gettext_lazy("This level is not in use any more. Choose another one.")},
    )
    whose = forms.ChoiceField(
        label=gettext_lazy("Whose people"),
        error_messages={"invalid_choice": gettext_lazy("This is not there any more. Choose another one.")},
    )
    agreed = forms.BooleanField(
        label=gettext_lazy("They have set this number themselves"),
        required=False,
        help_text=gettext_lazy("Only for someone’s own people. Nobody is given a number by name."),
    )
    field_order = ("where", "whose", "agreed", "wanted", "due")

    def __init__(self, *args: Any, ladder: Ladder, request: OrgRequest, **kwargs: Any) -> None:
        super().__init__(*args, today=request.organization.today(), **kwargs)
        self.ladder, self.request = ladder, request
        self._offer("where", [("any", _("On any level")), *_levels(ladder)])
        self.scopes = _scopes(request)
        self._offer("whose", [(Goal.Whose.EVERYONE.value, _("Everyone")), *self.scopes])

    def _offer(self, name: str, options: list[Any]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - tells the type checker
        field.choices = options

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        kind, _dash, pk = said.get("whose", "").partition("-")
        # What a director with people of their own sets for themselves needs nobody's word.
        is_own = pk == str(self.request.member.pk)
        if kind == Goal.Whose.ORGANIZER and not is_own and not said.get("agreed"):
            self.add_error("agreed", _("Ask them first: a number of someone’s own is one that they set themselves."))
        return said

    def goal(self) -> Goal:
        """Return what was filled in as a goal that is not saved."""
        said = self.cleaned_data
        how, _dash, level = said["where"].partition("-")
        levels = {str(each.pk): each for each in self.ladder.levels.all()}
        more: dict[str, Any] = {"level": levels.get(level), "and_up": how == "up", **_whose(said["whose"])}
        return Goal(ladder=self.ladder, wanted=said["wanted"], due=said["due"], **more)

    def asked_about(self, value: str) -> Goal | None:
        """Return a goal of those whom an address names, to look at their past; None when it names nobody here.

        What somebody's own people did is theirs to look at when they set a number: nobody is measured by name.
        """
        field = self.fields["whose"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - tells the type checker
        theirs = f"{Goal.Whose.ORGANIZER}-"
        if not field.valid_value(value) or (value.startswith(theirs) and value != f"{theirs}{self.request.member.pk}"):
            return None
        return Goal(ladder=self.ladder, **_whose(value))

    def others(self) -> Options:
        """List whose past can be looked at, in one row: a group's name stands before each of its own."""
        own = [(value, f"{group}: {label.strip()}") for group, options in self.scopes for value, label in options]
        return [(Goal.Whose.EVERYONE.value, _("Everyone")), *(each for each in own if self.asked_about(each[0]))]


def _whose(value: str) -> dict[str, Any]:
    whose, _dash, pk = value.partition("-")
    return {"whose": whose, **({f"{whose}_id": UUID(pk)} if pk else {})}


def _levels(ladder: Ladder) -> Options:
    levels = [level for level in reversed(ladder.levels.all()) if not level.retired_at]
    ups = [(f"up-{level.pk}", _("%s and up") % level) for level in levels[1:]]
    return [*((f"level-{level.pk}", str(level)) for level in levels), *ups]


def _scopes(request: OrgRequest) -> list[tuple[str, Options]]:
    """List what a goal can be narrowed to, in groups; a group without anything is left out."""
    found = choices.load(request)
    teams = [(str(team.pk), team.name) for team in Team.objects.active().by_name()]
    views = [(str(view.pk), view.name) for view in SavedView.objects.open_to(request.member) if view.is_shared]
    groups = [
        (Goal.Whose.UNIT, found.unit_options()),
        (Goal.Whose.TEAM, teams),
        (Goal.Whose.ORGANIZER, found.organizers),
        (Goal.Whose.VIEW, views),
    ]
    return [
        (str(whose.label), [(f"{whose.value}-{pk}", label) for pk, label in options])
        for whose, options in groups
        if options
    ]
