"""Assessing someone: where they stand, what was seen, how sure, from which day."""

from collections.abc import Mapping
from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from activities.skills.queries import Known
from ladders.actions import AssessmentRefused
from ladders.models import Assessment, Ladder, Level, Place
from ladders.sign_fields import WithSigns


class Option(NamedTuple):
    """A place someone can be given, and what it means."""

    value: str
    label: str
    level: Level | None
    place: str
    hint: str


# What the places outside the levels mean, where someone has to choose one.
_OUTSIDE = (
    (Place.UNSURE, _("You have seen too little to say. Say what is open, and when you will look again.")),
    (Place.QUIET, _("Was on the ladder, and nothing has reached them for a long time.")),
    (Place.OFF, _("Known to us, on no level.")),
)


class AssessForm(WithSigns):
    """The fields are about one ladder: its active levels with their signs, and the places it has."""

    where = forms.ChoiceField(
        label=_("Where they stand"),
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choose where they stand."),
            "invalid_choice": _("This level is not in use on the ladder. Choose another one."),
        },
    )
    evidence = forms.CharField(
        label=_("What you saw"),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_(
            "One line is enough: what they did, and when. A changed level needs it, and all who may see this person read it."
        ),
    )
    confidence = forms.ChoiceField(
        label=_("How sure you are"), choices=Assessment.Confidence, widget=forms.RadioSelect, required=False
    )
    on = forms.DateField(
        label=_("Since"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=_("The day from which it is true. It counts from then on."),
        error_messages={"required": _("Choose a day."), "invalid": _("Choose a day, as 2026-03-14.")},
    )
    review_on = forms.DateField(
        label=_("Look again on"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=_("Only with “not sure yet”."),
        error_messages={"invalid": _("Choose a day, as 2026-03-14.")},
    )

    def __init__(self, *args: Any, ladder: Ladder, today: date, known: Mapping[UUID, Known], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.places = {option.value: option for option in _options(ladder)}
        where = self.fields["where"]
        assert isinstance(where, forms.ChoiceField)  # noqa: S101 - tells the type checker
        where.choices = [(option.value, option.label) for option in self.places.values()]
        self.add_signs((option.level for option in self.places.values() if option.level), known)
        self.fields["on"].widget.attrs["max"] = today.isoformat()
        self.fields["review_on"].widget.attrs["min"] = today.isoformat()

    def options(self) -> list[tuple[Any, Option]]:
        """Pair each radio button with what its choice means."""
        return list(zip(self["where"].subwidgets, self.places.values(), strict=True))

    def given(self) -> dict[str, Any]:
        """Return what was filled in, as `assess` takes it."""
        option = self.places[self.cleaned_data["where"]]
        fields = {name: self.cleaned_data[name] for name in ("evidence", "on", "review_on")}
        confidence = self.cleaned_data["confidence"] or Assessment.Confidence.CLEAR
        return {
            **fields,
            "confidence": confidence,
            "place": Place(option.place),
            "level": option.level,
            "seen": self.seen(),
        }

    def refuse(self, refusal: AssessmentRefused) -> None:
        """Show a refusal of the action at the field it is about."""
        self.add_error("where" if refusal.field == "place" else refusal.field, str(refusal))


class VoidForm(forms.Form):
    """Why an assessment does not count."""

    reason = forms.CharField(
        label=_("Why it does not count"),
        max_length=200,
        help_text=_("Others read this beside what was said: the wrong person, a slip, a misunderstanding."),
        error_messages={"required": _("Say why it does not count.")},
    )


def _options(ladder: Ladder) -> list[Option]:
    levels = [level for level in ladder.levels.all() if not level.retired_at]
    steps = [
        Option(f"level-{level.pk}", str(level), level, "level", level.sentence)
        for level in sorted(levels, key=lambda level: level.position, reverse=True)
    ]
    return steps + [
        Option(place.value, str(place.label), None, place.value, str(hint))
        for place, hint in _OUTSIDE
        if ladder.has_unsure or place != Place.UNSURE
    ]
