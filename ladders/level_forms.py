"""Forms about a ladder itself: what its levels say, where a new one goes, how the ladder works."""

from collections.abc import Mapping, Sequence
from typing import Any, ClassVar, NamedTuple
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ladders.levels import LevelText
from ladders.models import Ladder, Level, LevelSign
from members.normal import fold

MOST_SIGNS = 6
_SIGN_LENGTH = 200


class SignsField(forms.CharField):
    """What one sees, one line each: to those who fill it in a text, to us a list."""

    widget = forms.Textarea(attrs={"rows": 3})

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(required=False, **kwargs)

    def clean(self, value: Any) -> list[str]:
        lines = [" ".join(line.split()) for line in str(super().clean(value)).splitlines() if line.strip()]
        if len(lines) > MOST_SIGNS:
            raise ValidationError(_("Keep to six lines at most: more than that nobody looks for."))
        if any(len(line) > _SIGN_LENGTH for line in lines):
            raise ValidationError(_("One of the lines is longer than 200 letters. Say it shorter, or in two lines."))
        return lines


def _name(label: str = "") -> forms.CharField:
    return forms.CharField(
        label=label or gettext_lazy("Name, with a verb"),
        max_length=60,
        error_messages={"required": gettext_lazy("Write what people on this level do, in two or three words.")},
    )


def _sentence() -> forms.CharField:
    return forms.CharField(
        label=gettext_lazy("In one plain sentence"),
        max_length=200,
        error_messages={"required": gettext_lazy("Say in one sentence what people on this level do.")},
    )


def _signs() -> SignsField:
    return SignsField(
        label=gettext_lazy("What one sees them do"),
        help_text=gettext_lazy("One line each, two to four of them. What you saw, not what you think of someone."),
    )


class VersionedForm(forms.Form):
    """It knows which version of the ladder its sender looked at."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    is_late = False

    def meet(self, ladder: Ladder, sentence: str) -> None:
        """Say that somebody else was quicker; sent once more, it counts."""
        self.add_error(None, sentence)
        self.is_late = True
        self.data = {**{name: self.data[name] for name in self.data}, "version": str(ladder.version)}


class Group(NamedTuple):
    """The fields of one level, and, where somebody else wrote meanwhile, that it says something else now."""

    level: Level
    fields: list[forms.BoundField]
    # For each sign, as it stands saved, the skill that it names.
    skills: list[forms.BoundField]
    differs: bool


class LevelsForm(VersionedForm):
    """All levels in use on one page. A level added meanwhile by somebody else is filled in as it is."""

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        ladder: Ladder,
        levels: Sequence[Level],
        skills: Sequence[tuple[UUID, str]] = (),
    ) -> None:
        self.levels = levels
        # Of a group without skills nothing is asked.
        self.signs = [sign for level in levels for sign in level.signs.all() if skills]
        initial = {"version": ladder.version} | {name: text for level in levels for name, text in _now(level).items()}
        initial |= {f"skill-{sign.pk}": str(sign.skill_id or "") for sign in self.signs}
        super().__init__(data if data is None else {**initial, **{key: data[key] for key in data}}, initial=initial)
        for level in levels:
            self.fields[f"name-{level.pk}"] = _name(_("Level %d: its name") % level.position)
            self.fields[f"sentence-{level.pk}"] = _sentence()
            self.fields[f"signs-{level.pk}"] = _signs()
        for sign in self.signs:
            self.fields[f"skill-{sign.pk}"] = _skill(sign, skills)

    def groups(self) -> list[Group]:
        """Pair each level, from the top, with its fields."""
        return [self._group(level, _now(level)) for level in reversed(self.levels)]

    def _group(self, level: Level, now: Mapping[str, str]) -> Group:
        fields = [self[name] for name in now]
        differs = any(str(field.value() or "").split() != now[field.name].split() for field in fields)
        skills = [self[f"skill-{sign.pk}"] for sign in self.signs if sign.level_id == level.pk]
        return Group(level, fields, skills, self.is_late and differs)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        names: dict[str, str] = {}
        for level in self.levels:
            folded = fold(str(cleaned.get(f"name-{level.pk}", "")))
            if folded and folded in names:
                # A list that is brought in finds a level by its name.
                self.add_error(f"name-{level.pk}", _("Level %s has this name already.") % names[folded])
            names[folded] = str(level.position)
        return cleaned

    def texts(self) -> dict[UUID, LevelText]:
        return {
            level.pk: LevelText(*(self.cleaned_data[f"{part}-{level.pk}"] for part in LevelText._fields))
            for level in self.levels
        }

    def skills(self) -> dict[UUID, UUID | None]:
        """Return which skill each sign names."""
        return {sign.pk: self.cleaned_data[f"skill-{sign.pk}"] for sign in self.signs}


def _skill(sign: LevelSign, skills: Sequence[tuple[UUID, str]]) -> forms.TypedChoiceField:
    return forms.TypedChoiceField(
        label=sign.text,
        required=False,
        coerce=UUID,
        empty_value=None,
        choices=[("", _("No skill")), *((str(pk), name) for pk, name in skills)],
        error_messages={"invalid_choice": _("This skill is another’s part by now. Choose it anew.")},
    )


def _now(level: Level) -> dict[str, str]:
    signs = "\n".join(sign.text for sign in level.signs.all())
    return {f"name-{level.pk}": level.name, f"sentence-{level.pk}": level.sentence, f"signs-{level.pk}": signs}


class AddLevelForm(VersionedForm):
    """A new level, and between which ones it goes."""

    name = _name()
    sentence = _sentence()
    signs = _signs()
    position = forms.TypedChoiceField(
        label=gettext_lazy("Where it goes"),
        coerce=int,
        widget=forms.RadioSelect,
        help_text=gettext_lazy("Levels above it get the next number. Who stands on them stays on them."),
        error_messages={"required": gettext_lazy("Choose where it goes.")},
    )

    def __init__(self, data: Mapping[str, Any] | None = None, *, ladder: Ladder, levels: Sequence[Level]) -> None:
        super().__init__(data, initial={"version": ladder.version, "position": len(levels) + 1})
        self.levels = levels
        position = self.fields["position"]
        assert isinstance(position, forms.TypedChoiceField)  # noqa: S101 - tells the type checker
        above = [(level.position + 1, _("Above %s") % level) for level in reversed(levels)]
        position.choices = [*above, (1, _("At the bottom"))]

    def clean_name(self) -> str:
        name = str(self.cleaned_data["name"])
        if any(fold(level.name) == fold(name) for level in self.levels):
            raise ValidationError(_("Another level has this name."))
        return name

    def text(self) -> LevelText:
        return LevelText(*(self.cleaned_data[part] for part in LevelText._fields))


class LadderForm(VersionedForm, forms.ModelForm):  # type: ignore[type-arg]  # takes none at run time
    """How a ladder works. Give it a copy of the row: what is typed is put into it even when it does not fit."""

    class Meta:
        model = Ladder
        fields = ("name", "needs_review", "has_unsure", "quiet_after_days", "counts_staff", "holds_at_most")
        labels: ClassVar = {
            "needs_review": gettext_lazy("A second person agrees"),
            "has_unsure": gettext_lazy("Keep a place for “not sure yet”"),
            "quiet_after_days": gettext_lazy("Gone quiet after so many days"),
            "counts_staff": gettext_lazy("Count staff too"),
            "holds_at_most": gettext_lazy("How many people one person can hold"),
        }
        help_texts: ClassVar = {
            "name": gettext_lazy("Stands over the levels, on every page and on paper."),
            "needs_review": gettext_lazy(
                "A changed level then counts once someone other than the assessor has agreed. What waits already "
                "keeps waiting if you switch it off."
            ),
            "has_unsure": gettext_lazy(
                "For people of whom you have seen too little to say. Switched off, nobody new is put there; who is "
                "there stays until someone says where they stand."
            ),
            "quiet_after_days": gettext_lazy(
                "After so long with nothing reaching them, someone is to be proposed as gone quiet; people decide. "
                "0: nobody is."
            ),
            "counts_staff": gettext_lazy(
                "Staff then stand in the figures of this ladder, beside contacts and members."
            ),
            "holds_at_most": gettext_lazy(
                "Whom they coach, on the default ladder for all. With more, directors and they themselves are asked "
                "to raise a leader among them or to split a team. 0: nobody is."
            ),
        }

    def clean_name(self) -> str:
        return free_name(str(self.cleaned_data["name"]), but=self.instance)

    def values(self) -> dict[str, Any]:
        """Return what was filled in, as `change` takes it."""
        return {name: self.cleaned_data[name] for name in self.Meta.fields}


def free_name(name: str, *, but: Ladder | None = None) -> str:
    """Refuse a name that a ladder has already, in use or put away: commands find a ladder by it, in any case."""
    others = Ladder.objects.exclude(pk=but.pk) if but else Ladder.objects.all()
    if any(fold(each.name) == fold(name) for each in others):
        raise ValidationError(_("There is a ladder of this name already."))
    return name


class RetireForm(forms.Form):
    """Where those go who stand on a level that is retired."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    expected = forms.IntegerField(widget=forms.HiddenInput)
    to = forms.ChoiceField(
        label=gettext_lazy("Where they go"),
        widget=forms.RadioSelect,
        required=False,
        error_messages={"invalid_choice": gettext_lazy("This level is not in use any more. Choose another one.")},
    )

    def __init__(self, data: Mapping[str, Any] | None = None, *, others: Sequence[Level]) -> None:
        super().__init__(data)
        self.others = {str(level.pk): level for level in others}
        to = self.fields["to"]
        assert isinstance(to, forms.ChoiceField)  # noqa: S101 - tells the type checker
        to.choices = [("", ""), *((key, str(level)) for key, level in self.others.items())]

    def seen(self) -> dict[str, int]:
        """Return what the page said when it was opened."""
        return {"seen": self.cleaned_data["version"], "expected": self.cleaned_data["expected"]}

    def level(self) -> Level | None:
        return self.others.get(self.cleaned_data["to"])
