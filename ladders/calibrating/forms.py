"""The forms of a round: whom and who, where one would place each, and what was settled."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date, timedelta
from typing import Any, NamedTuple
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ladders.actions import AssessmentRefused
from ladders.calibrating.actions import Given
from ladders.calibrating.assessors import Possible
from ladders.models import CalibrationMember, CalibrationPlacement, Ladder, Level, Place
from members.models import SavedView

EVERYONE = "everyone"
FEWEST_ASSESSORS, MOST_PEOPLE, USUAL = 2, 20, 10


class Where(NamedTuple):
    """A place to choose in a round: gone quiet is none, as it says nothing of what somebody can do."""

    value: str
    label: str
    place: Place
    level: Level | None


def wheres(ladder: Ladder) -> dict[str, Where]:
    levels = sorted((level for level in ladder.levels.all() if not level.retired_at), key=lambda each: -each.position)
    found = [Where(f"level-{level.pk}", str(level), Place.LEVEL, level) for level in levels]
    others = [Place.UNSURE, Place.OFF] if ladder.has_unsure else [Place.OFF]
    found += [Where(place.value, str(place.label), place, None) for place in others]
    return {each.value: each for each in found}


class NewForm(forms.Form):
    """A few people, who were ticked or are drawn by lot from a view, and those who place them."""

    name = forms.CharField(label=gettext_lazy("What you call this round"), max_length=80)
    ladder = forms.ChoiceField(label=gettext_lazy("Ladder"))
    view = forms.ChoiceField(label=gettext_lazy("Drawn by lot from"), initial=EVERYONE)
    n = forms.IntegerField(label=gettext_lazy("How many people"), initial=USUAL, min_value=2, max_value=MOST_PEOPLE)
    assessors = forms.MultipleChoiceField(
        label=gettext_lazy("Who places them"),
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("Two or more. Each does it alone, and sees the others only when done."),
        error_messages={"required": gettext_lazy("Choose two or more.")},
    )

    def __init__(
        self,
        *args: Any,
        ladders: Sequence[Ladder],
        views: Sequence[SavedView],
        possible: Sequence[Possible],
        picks: Collection[UUID],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.possible, self.picks = {str(each.member.pk): each for each in possible}, picks
        self.ladders, self.views = {str(each.pk): each for each in ladders}, {str(each.pk): each for each in views}
        self._offer("ladder", [(pk, each.name) for pk, each in self.ladders.items()])
        self._offer("view", [(EVERYONE, _("Everyone")), *((pk, each.name) for pk, each in self.views.items())])
        self._offer("assessors", [(pk, str(each.member)) for pk, each in self.possible.items()])
        if picks:
            del self.fields["view"], self.fields["n"]
        if len(self.ladders) == 1:
            self.fields["ladder"].widget, self.fields["ladder"].initial = forms.HiddenInput(), next(iter(self.ladders))

    def clean_assessors(self) -> list[Possible]:
        chosen = [self.possible[pk] for pk in self.cleaned_data["assessors"]]
        if len(chosen) < FEWEST_ASSESSORS:
            raise ValidationError(_("Choose two or more: one alone has nobody to compare with."))
        beyond = {str(each.member): n for each in chosen if self.picks and (n := each.n_beyond(self.picks))}
        if beyond:
            said = ", ".join(f"{name} ({n})" for name, n in beyond.items())
            raise ValidationError(
                _("These cannot place everyone, as some are not among their people, or are they themselves: %s.") % said
            )
        return chosen

    def clean(self) -> dict[str, Any]:
        if len(self.picks) > MOST_PEOPLE:
            raise ValidationError(_("%d people are the most for one round: you talk about each.") % MOST_PEOPLE)
        return self.cleaned_data

    def _offer(self, name: str, choices: list[tuple[str, str]]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - tells the type checker
        field.choices = choices


class PlacingForm(forms.Form):
    """For each person of a round a place, and perhaps a line. What is left open can be done later."""

    def __init__(
        self,
        *args: Any,
        ladder: Ladder,
        people: Sequence[CalibrationMember],
        placed: Mapping[UUID, CalibrationPlacement],
        finishes: bool,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.places, self.people, self.finishes = wheres(ladder), people, finishes
        choices = [("", _("Choose")), *((each.value, each.label) for each in self.places.values())]
        for each in people:
            said = placed.get(each.pk)
            now = (f"level-{said.level_id}" if said.level_id else said.place) if said else ""
            name = str(each.member)
            self.fields[f"where_{each.pk}"] = forms.ChoiceField(
                label=_("Where %s stands") % name, choices=choices, required=False, initial=now
            )
            self.fields[f"saw_{each.pk}"] = forms.CharField(
                label=_("What you saw of %s") % name, max_length=400, required=False, initial=said.saw if said else ""
            )

    def rows(self) -> list[tuple[CalibrationMember, forms.BoundField, forms.BoundField]]:
        return [(each, self[f"where_{each.pk}"], self[f"saw_{each.pk}"]) for each in self.people]

    def clean(self) -> dict[str, Any]:
        if self.finishes:
            for each in self.people:
                if not self.cleaned_data.get(f"where_{each.pk}"):
                    self.add_error(f"where_{each.pk}", _("Place this person, or say that you are not sure yet."))
        return self.cleaned_data

    def given(self) -> dict[CalibrationMember, Given]:
        """Return who was placed where."""
        said = {each: self.places.get(self.cleaned_data[f"where_{each.pk}"]) for each in self.people}
        return {
            each: Given(where.place, where.level, self.cleaned_data[f"saw_{each.pk}"])
            for each, where in said.items()
            if where
        }


class SettleForm(forms.Form):
    """What came out of talking it over."""

    where = forms.ChoiceField(
        label=gettext_lazy("Where you agree they stand"),
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose where they stand.")},
    )
    evidence = forms.CharField(
        label=gettext_lazy("What decided it"),
        max_length=400,
        required=False,
        help_text=gettext_lazy("Who talked it over is written down by itself, with what each of you saw."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    review_on = forms.DateField(
        label=gettext_lazy("Look again on"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=gettext_lazy("Only with “not sure yet”."),
        error_messages={"invalid": gettext_lazy("Choose a day, as 2026-03-14.")},
    )

    def __init__(self, *args: Any, ladder: Ladder, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.places = wheres(ladder)
        where = self.fields["where"]
        assert isinstance(where, forms.ChoiceField)  # noqa: S101 - tells the type checker
        where.choices = [(each.value, each.label) for each in self.places.values()]
        self.fields["review_on"].initial = today + timedelta(days=30)

    def options(self) -> list[tuple[Any, Where]]:
        return list(zip(self["where"].subwidgets, self.places.values(), strict=True))

    def given(self) -> dict[str, Any]:
        where = self.places[self.cleaned_data["where"]]
        review_on = self.cleaned_data["review_on"] if where.place == Place.UNSURE else None
        words = self.cleaned_data["evidence"]
        return {"place": where.place, "level": where.level, "words": words, "review_on": review_on}

    def refuse(self, refusal: AssessmentRefused) -> None:
        """Show a refusal of the action at the field it is about."""
        field = "where" if refusal.field == "place" else refusal.field
        self.add_error(field if field in self.fields else None, str(refusal))
