"""Forms about plans: what is aimed at, a step, how a step or a plan went."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from activities.models import Skill
from ladders.models import Ladder, Level, PlanStep, Responsibility
from ladders.planning.actions import PlanRefused
from members.models.person import MemberQuerySet

type Data = Mapping[str, Any] | None
_DAY = {"invalid": _("Choose a day, as 2026-03-14.")}


class Refusable(forms.Form):
    """A form that can be told why an action was not done."""

    def refuse(self, refusal: PlanRefused) -> None:
        """Show a refusal of the action at the field it is about."""
        self.add_error(refusal.field if refusal.field in self.fields else None, str(refusal))


class AimForm(Refusable):
    """The level aimed at, of any ladder that there is."""

    aims_at = forms.ChoiceField(
        label=_("Which level is it about"),
        help_text=_("Usually the next one. It is a direction, not a promise."),
        error_messages={
            "required": _("Choose a level."),
            "invalid_choice": _("This level is not in use any more. Choose another one."),
        },
    )
    is_shared = forms.BooleanField(
        label=_("We make this plan together"),
        required=False,
        help_text=_("A plan that they do not know of helps nobody: talk about it first."),
    )

    def __init__(self, data: Data = None, *, ladders: Sequence[Ladder], initial: dict[str, Any]) -> None:
        super().__init__(data, initial=initial)
        groups = [(each, [level for level in each.levels.all() if not level.retired_at]) for each in ladders]
        self.levels: dict[str, Level] = {str(level.pk): level for _each, levels in groups for level in levels}
        choices: list[Any] = [(each.name, [(str(level.pk), str(level)) for level in levels]) for each, levels in groups]
        field = self.fields["aims_at"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - tells the type checker
        field.choices = choices if len(choices) > 1 else [each for _name, levels in choices for each in levels]

    def given(self) -> dict[str, Any]:
        """Return what was filled in, as the actions take it."""
        return {"aims_at": self.levels[self.cleaned_data["aims_at"]], "is_shared": self.cleaned_data["is_shared"]}


class StepForm(Refusable):
    """One step: what, which kind, by when and with whom."""

    text = forms.CharField(
        label=_("The step"),
        max_length=200,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        help_text=_("Something they do, small enough to say when it is done: run the March meeting."),
        error_messages={"required": _("Say what the step is.")},
    )
    kind = forms.ChoiceField(label=_("What it is"), choices=PlanStep.Kind, initial=PlanStep.Kind.EXPERIENCE)
    skill: Any = forms.ModelChoiceField(
        Skill.objects.all(),
        label=_("Which skill"),
        required=False,
        help_text=_("With “Something to learn”: the trainings to come that give it then stand beside the step."),
        error_messages={"invalid_choice": _("This skill is not there any more. Choose another one.")},
    )
    by_on = forms.DateField(
        label=_("By when"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages=_DAY,
    )
    supporter: Any = forms.ModelChoiceField(
        None,
        label=_("Who supports"),
        required=False,
        empty_label=_("Nobody yet"),
        error_messages={"invalid_choice": _("This person is not in your list any more. Choose somebody else.")},
    )
    # Comes with a proposed step.
    responsibility: Any = forms.ModelChoiceField(
        Responsibility.objects.active(),
        required=False,
        widget=forms.HiddenInput,
        error_messages={"invalid_choice": _("This responsibility is not offered any more. Add the step without it.")},
    )

    def __init__(
        self,
        data: Data = None,
        *,
        people: MemberQuerySet,
        skills: Sequence[tuple[UUID, str]],
        initial: dict[str, Any] | None = None,
    ) -> None:
        super().__init__(data, initial=initial)
        # The page may have read them with something else, so that they cost no statement.
        self.fields["skill"].choices = [("", _("None of ours")), *skills]  # type: ignore[attr-defined]
        if not skills:
            del self.fields["skill"]
        self.fields["supporter"].queryset = people  # type: ignore[attr-defined]
        if now := self.initial.get("responsibility"):
            # What the step names already may have been put away since: the step can be changed all the same.
            offered = Responsibility.objects.active() | Responsibility.objects.filter(pk=now.pk)
            self.fields["responsibility"].queryset = offered  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or self.cleaned_data
        if given.get("skill") and given.get("kind") != PlanStep.Kind.SKILL:
            self.add_error("kind", _("A skill is learned: choose “Something to learn”, or no skill."))
        return given


class SettleForm(Refusable):
    """Done or dropped, and how it went."""

    outcome = forms.ChoiceField(
        label=_("What became of it"),
        choices=PlanStep.Outcome,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose done or dropped.")},
    )
    note = forms.CharField(
        label=_("How it went"),
        required=False,
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("A line you will be glad to read in half a year. A dropped step needs it: why?"),
    )


class CloseForm(Refusable):
    """How a plan went, when it ends."""

    how_it_went = forms.CharField(
        label=_("How it went"),
        max_length=400,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("What they did, what you learned, what comes next. It stays to be read."),
        error_messages={"required": _("Say in a line how it went.")},
    )
