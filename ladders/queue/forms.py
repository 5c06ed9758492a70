"""One person's turn in a queue: where they stand, and one line on it."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any, NamedTuple
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from ladders.actions import AssessmentRefused
from ladders.models import Ladder, Level, Place

# When to look again, unless somebody says another day.
LOOK_AGAIN = timedelta(days=30)


class Option(NamedTuple):
    """A place to choose, and the key that chooses it."""

    value: str
    label: str
    key: str
    place: Place
    level: Level | None
    hint: str
    signs: Sequence[str] = ()


class TurnForm(forms.Form):
    """The evidence is one line, so that Enter saves."""

    where = forms.ChoiceField(
        label=_("Where they stand"),
        widget=forms.RadioSelect,
        error_messages={
            "required": _("Choose where they stand."),
            "invalid_choice": _("This level is not in use on the ladder. Choose another one."),
        },
    )
    evidence = forms.CharField(
        label=_("What you saw, or what is open"),
        required=False,
        max_length=4000,
        help_text=_("One line is enough. A changed level needs it, and so does “not sure yet”."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    review_on = forms.DateField(
        label=_("Look again on"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": _("Choose a day, as 2026-03-14.")},
    )
    seen = forms.UUIDField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, ladder: Ladder, now: str, today: date, **kwargs: Any) -> None:
        """`now` is the place they have: it can be said again although it is no choice here, such as "gone quiet"."""
        super().__init__(*args, **kwargs)
        self.places = {option.value: option for option in options(ladder)}
        choices = [(value, option.label) for value, option in self.places.items()]
        if now in (Place.QUIET, Place.OFF):
            self.places[now] = Option(now, str(Place(now).label), "", Place(now), None, "")
            choices.append((now, str(Place(now).label)))
        where = self.fields["where"]
        assert isinstance(where, forms.ChoiceField)  # noqa: S101 - tells the type checker
        where.choices = choices
        self.initial = {"where": now, "review_on": today + LOOK_AGAIN}
        self.fields["review_on"].widget.attrs["min"] = today.isoformat()

    def options(self) -> list[tuple[Any, Option]]:
        """Pair each radio button with what its choice means."""
        return list(zip(self["where"].subwidgets, self.places.values(), strict=True))

    def said_last(self) -> UUID | None:
        """Return the latest word on the person that was on the page."""
        found: UUID | None = self.cleaned_data["seen"]
        return found

    def given(self) -> dict[str, Any]:
        """Return what was filled in, as `assess` takes it; a day to look again only where it belongs."""
        option, evidence = self.places[self.cleaned_data["where"]], self.cleaned_data["evidence"]
        review_on = self.cleaned_data["review_on"] if option.place == Place.UNSURE else None
        return {"place": option.place, "level": option.level, "evidence": evidence, "review_on": review_on}

    def refuse(self, refusal: AssessmentRefused) -> None:
        """Show a refusal of the action at the field it is about."""
        self.add_error("where" if refusal.field == "place" else refusal.field, str(refusal))


def options(ladder: Ladder) -> list[Option]:
    """List the levels in use, highest first, and "not sure yet" where the ladder has it."""
    levels = sorted((level for level in ladder.levels.all() if not level.retired_at), key=lambda each: -each.position)
    found = [
        Option(
            f"level-{level.pk}", str(level), str(level.position), Place.LEVEL, level, level.sentence,
            [sign.text for sign in level.signs.all()],
        )
        for level in levels
    ]  # fmt: skip
    if ladder.has_unsure:
        hint = _("Say what is open, and when you will look again.")
        found.append(Option(Place.UNSURE, str(Place.UNSURE.label), "u", Place.UNSURE, None, str(hint)))
    return found
