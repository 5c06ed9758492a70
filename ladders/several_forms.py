"""Forms about ladders as wholes: a new one, and the colors of its levels."""

from collections.abc import Mapping, Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ladders.level_forms import VersionedForm, free_name
from ladders.levels import FEWEST, MOST, LevelText
from ladders.models import Ladder, Level
from ladders.ready import READY
from members.normal import fold
from organizations.templatetags.frame import ramp

OWN = "own"
_LONGEST = 60


class NewLadderForm(forms.Form):
    """What another ladder is called, and where its levels come from: a ready one, or names typed line by line."""

    name = forms.CharField(
        label=gettext_lazy("Name of the ladder"),
        max_length=80,
        help_text=gettext_lazy("What it is a ladder of, as you say it: Coaching, Safety team, Parish leaders."),
        error_messages={"required": gettext_lazy("Give it a name, so that nobody takes it for the other one.")},
    )
    start = forms.ChoiceField(
        label=gettext_lazy("Where its levels come from"),
        widget=forms.RadioSelect,
        choices=[(OWN, gettext_lazy("Our own"))] + [(key, ready.name) for key, ready in READY.items()],
        error_messages={"required": gettext_lazy("Choose where its levels come from.")},
    )
    names = forms.CharField(
        label=gettext_lazy("Our own levels, from the lowest up"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=gettext_lazy(
            "One line each, three to seven of them, beginning with a verb. Their sentences and signs come next."
        ),
    )

    def clean_name(self) -> str:
        return free_name(str(self.cleaned_data["name"]))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if cleaned.get("start") == OWN and "names" in cleaned:
            lines = [" ".join(line.split()) for line in cleaned["names"].splitlines() if line.strip()]
            if problem := _problem(lines):
                self.add_error("names", problem)
            cleaned["names"] = lines
        return cleaned

    def starts(self) -> list[tuple[Any, str]]:
        """Pair each radio button with a line about it."""
        hints = [_("You name the levels below."), *(str(ready.for_whom) for ready in READY.values())]
        return list(zip(self["start"].subwidgets, hints, strict=True))

    def levels(self) -> list[LevelText]:
        start = self.cleaned_data["start"]
        if start == OWN:
            return [LevelText(name, "", []) for name in self.cleaned_data["names"]]
        return [
            LevelText(str(each.name), str(each.sentence), [str(sign) for sign in each.signs])
            for each in READY[start].levels
        ]


class ColorsForm(VersionedForm):
    """A step of the ramp for each level, lightest at the bottom."""

    def __init__(self, data: Mapping[str, Any] | None = None, *, ladder: Ladder, levels: Sequence[Level]) -> None:
        self.levels = levels
        shown = {f"color-{level.pk}": shown_color(level, len(levels)) for level in levels}
        super().__init__(data, initial={"version": ladder.version, **shown})
        for level in levels:
            self.fields[f"color-{level.pk}"] = forms.ChoiceField(
                label=str(level),
                choices=Level.Color.choices,
                widget=forms.RadioSelect,
                error_messages={"required": _("Choose a color for %s.") % level},
            )

    def groups(self) -> list[tuple[Any, list[tuple[Any, Level]]]]:
        """Pair the field of each level, from the top, with its radio buttons and what the level would look like."""
        return [(field, list(zip(field.subwidgets, _looks(), strict=True))) for level, field in self._pairs()]

    def _pairs(self) -> list[tuple[Level, Any]]:
        return [(level, self[f"color-{level.pk}"]) for level in reversed(self.levels)]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        steps = Level.Color.values
        for lower, upper in zip(self.levels, self.levels[1:], strict=False):
            below, above = (cleaned.get(f"color-{each.pk}") for each in (lower, upper))
            if below and above and steps.index(above) <= steps.index(below):
                said = _("Choose a darker color than that of “%(level)s”: further up is darker, here and on paper.")
                self.add_error(f"color-{upper.pk}", said % {"level": lower.name})
        return cleaned

    def colors(self) -> list[str]:
        return [self.cleaned_data[f"color-{level.pk}"] for level in self.levels]


def shown_color(level: Level, of: int) -> str:
    """Return the step of the ramp that a level is shown in, chosen or by its number."""
    return ramp(level, of)[1:]


def _looks() -> list[Level]:
    """Return a level in every color, not to be saved; at the top of the ladder, where most of the color shows."""
    return [Level(position=MOST, name=str(color.label), color=color) for color in Level.Color]


def _problem(lines: Sequence[str]) -> str:
    if len(lines) < FEWEST:
        return _("A ladder has at least three levels. Write one line for each.")
    if len(lines) > MOST:
        return _("A ladder has at most seven levels. Put some of these together.")
    if any(len(line) > _LONGEST for line in lines):
        return _("One of the names is longer than 60 letters. Say more in its sentence, which comes next.")
    if len({fold(line) for line in lines}) < len(lines):
        return _("Two of the levels have the same name.")
    return ""
