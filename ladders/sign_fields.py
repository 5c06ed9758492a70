"""Signs to be ticked in the form of an assessment, each with a line of what somebody did."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple
from uuid import UUID

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext_lazy as _

from activities.skills.queries import Known
from ladders.models import Level, LevelSign

_NAMES = ("sign-", "seen-")
_GONE = _(
    "A sign that you ticked was taken off the ladder meanwhile. What you wrote beside it stands here now; "
    "look at it, and keep it again."
)


class SignLine(NamedTuple):
    """A sign with its two fields, and that the person has the skill it names."""

    tick: BoundField
    evidence: BoundField
    text: str
    known: Known | None


class LevelLines(NamedTuple):
    """The signs of one level."""

    level: Level
    lines: list[SignLine]


class WithSigns(forms.Form):
    """A form with two fields for every sign of these levels."""

    levels: Sequence[Level] = ()
    known: Mapping[UUID, Known] = {}

    def add_signs(self, levels: Iterable[Level], known: Mapping[UUID, Known]) -> None:
        """Offer the signs of these levels, which have them at hand; `known`: the skill that a sign names is theirs."""
        self.levels, self.known = list(levels), known
        for sign in self._signs():
            self.fields[f"sign-{sign.pk}"] = forms.BooleanField(label=sign.text, required=False)
            self.fields[f"seen-{sign.pk}"] = forms.CharField(
                label=_("What they did: %s") % sign.text,
                required=False,
                max_length=300,
                widget=forms.TextInput(attrs={"placeholder": self._line_of(sign) or _("When, and what they did")}),
            )

    def clean(self) -> dict[str, Any]:
        """Keep what was typed at a sign that went while the form was open: it moves to where it can still be said."""
        given: dict[str, Any] = super().clean() or self.cleaned_data
        gone = {
            name[5:] for name in self.data if name.startswith(_NAMES) and name not in self.fields and self.data[name]
        }
        if gone:
            lines = [self.data.get(f"seen-{key}", "").strip() for key in sorted(gone)]
            said = "\n".join(filter(None, [self.data.get("evidence", "").strip(), *lines]))
            self.data = dict(self.data.items()) | {"evidence": said}
            self.add_error("evidence", _GONE)
        return given

    def by_level(self) -> list[LevelLines]:
        """Return the fields by level, the highest first, as the choice of levels has them."""
        by_height = sorted(self.levels, key=lambda level: level.position, reverse=True)
        lines = [LevelLines(level, [self._line(sign) for sign in level.signs.all()]) for level in by_height]
        return [each for each in lines if each.lines]

    def ticked(self) -> set[UUID]:
        """Return the keys of the signs ticked so far, also while something else is still missing."""
        ticks = self.cleaned_data if self.is_bound and hasattr(self, "cleaned_data") else self.initial
        return {sign.pk for sign in self._signs() if ticks.get(f"sign-{sign.pk}")}

    def seen(self) -> dict[LevelSign, str]:
        """Return what was seen by sign, as `assess` takes it; a tick without a word at a known skill says how they got it."""
        given: dict[str, Any] = self.cleaned_data
        ticked = (sign for sign in self._signs() if given[f"sign-{sign.pk}"])
        return {sign: given[f"seen-{sign.pk}"] or self._line_of(sign) for sign in ticked}

    def _signs(self) -> list[LevelSign]:
        return [sign for level in self.levels for sign in level.signs.all()]

    def _line(self, sign: LevelSign) -> SignLine:
        return SignLine(self[f"sign-{sign.pk}"], self[f"seen-{sign.pk}"], sign.text, self.known.get(sign.pk))

    def _line_of(self, sign: LevelSign) -> str:
        return self.known[sign.pk].line if sign.pk in self.known else ""
