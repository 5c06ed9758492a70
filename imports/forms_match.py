"""Saying what each column of a list is: one choice for each heading, and what has to be asked beside."""

import zlib
from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from typing import Any, NamedTuple

from django import forms
from django.forms.boundfield import BoundField
from django.utils.formats import date_format
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from imports import dates
from imports.context import extra_targets
from imports.guessed import why
from imports.models import ImportBatch
from imports.targets import ADDRESSES, CONTACTS, TARGETS, Target
from ladders.models import Ladder
from members.normal import fold

SAMPLES = 3
# A row says who it is about by one of these, or by an id of theirs.
IDENTITY = frozenset(
    {"given_name", "middle_name", "family_name", "full_name", "preferred_name", "external_id"}
    | {target.key for target in (*CONTACTS, *ADDRESSES) if not target.key.startswith("consent_")}
)


class Choice(NamedTuple):
    """One column as the page shows it."""

    header: str
    samples: list[str]
    why: str
    field: BoundField
    options: SafeString
    scale: BoundField | None


class MatchForm(forms.Form):
    """`columns()` for the page, `given()` for the action."""

    read_as = forms.CharField(widget=forms.HiddenInput)
    ladder = forms.ModelChoiceField(
        Ladder.objects.none(), label=gettext_lazy("Ladder"), empty_label=None, required=False
    )
    as_of = forms.DateField(
        label=gettext_lazy("Levels as of"),
        widget=forms.DateInput(attrs={"type": "date", "class": "fit"}, format="%Y-%m-%d"),
        help_text=gettext_lazy("For rows without a day of their own. A level counts from that day on."),
        error_messages={
            "required": gettext_lazy("Choose a day."),
            "invalid": gettext_lazy("Choose a day, as 2026-03-14."),
        },
    )
    date_order = forms.ChoiceField(
        label=gettext_lazy("Which comes first in these dates?"), widget=forms.RadioSelect, required=False
    )

    def __init__(self, *args: Any, batch: ImportBatch, today: date, **kwargs: Any) -> None:
        self.batch, self.today = batch, today
        self.ladders = list(Ladder.objects.all())
        default = next((each.pk for each in self.ladders if each.is_default), None)
        kwargs["initial"] = {
            "read_as": _digest(batch.headers),
            "ladder": batch.ladder_id or default,
            "as_of": batch.as_of or today,
            "date_order": batch.date_order,
        } | {f"c{at}": key or "" for at, key in enumerate(batch.mapping)}
        super().__init__(*args, **kwargs)
        self.fields["as_of"].widget.attrs["max"] = today.isoformat()
        self.targets = [*TARGETS, *extra_targets()]
        self._ask_of_columns()
        self._ask_of_ladder()
        self._ask_order()
        self.order_fields([name for name in self.fields if name[1:].isdigit()])

    def _ask_of_columns(self) -> None:
        choices = [("", "")] + [(target.key, str(target.label)) for target in self.targets]
        scales = self.batch.layout.get("scales", [])
        for at, header in enumerate(self.batch.headers):
            self.fields[f"c{at}"] = forms.ChoiceField(label=header, choices=choices, required=False)
            if header in scales:
                self.fields[f"s{at}"] = forms.ChoiceField(
                    label=_("Which end of “%(column)s” is most involved?") % {"column": header},
                    choices=[("", _("Not said")), ("high", _("The highest number")), ("low", _("The lowest, 1"))],
                    required=False,
                )

    def _ask_of_ladder(self) -> None:
        field = self.fields["ladder"]
        assert isinstance(field, forms.ModelChoiceField)  # noqa: S101 - tells the type checker
        if len(self.ladders) > 1:
            field.queryset = Ladder.objects.all()
        else:
            del self.fields["ladder"]

    def _ask_order(self) -> None:
        """Ask only when days stand there that can be read two ways, and none that tells which way."""
        days = [day for at in self._columns_of("level_on") for day in self._samples(at)]
        self.told = dates.date_order(days) or ""
        self.unclear = next((day for day in days if dates.is_ambiguous(day)), None)
        field = self.fields["date_order"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - tells the type checker
        if self.told or not (self.unclear or (not days and self._columns_of("level_on"))):
            del self.fields["date_order"]
            return
        example = self.unclear or "3/4/2026"
        field.choices = [(order, _reading(example, order)) for order in ("mdy", "dmy")]

    def _columns_of(self, key: str) -> list[int]:
        return [at for at in range(len(self.batch.headers)) if self[f"c{at}"].value() == key]

    def _samples(self, at: int) -> list[str]:
        return [row[at] for row in self.batch.samples if at < len(row) and row[at].strip()]

    def columns(self) -> Iterator[Choice]:
        """Give each column with what stands in it, what we guessed and its choices."""
        made: dict[str, SafeString] = {}
        for at, header in enumerate(self.batch.headers):
            field = self[f"c{at}"]
            value = str(field.value() or "")
            made[value] = made.get(value) or self._options(value)
            samples = list(dict.fromkeys(self._samples(at)))[:SAMPLES]
            scale = self[f"s{at}"] if f"s{at}" in self.fields else None
            yield Choice(header, samples, why(self.batch, at), field, made[value], scale)

    def _options(self, value: str) -> SafeString:
        """Write the choices once for each value: a list of 200 columns would render 12,000 of them one by one."""
        groups: dict[str, list[Target]] = defaultdict(list)
        for target in self.targets:
            groups[str(target.group)].append(target)
        left_out = format_html('<option value=""{}>{}</option>', _selected(not value), _("Left out"))
        return left_out + format_html_join(
            "", '<optgroup label="{}">{}</optgroup>', ((name, _group(its, value)) for name, its in groups.items())
        )

    def clean_as_of(self) -> date:
        on: date = self.cleaned_data["as_of"]
        if on > self.today:
            raise forms.ValidationError(_("This day is still to come."))
        return on

    def clean(self) -> dict[str, Any]:
        if self.cleaned_data.get("read_as") != _digest(self.batch.headers):
            raise forms.ValidationError(_("The file was read in another way meanwhile. Look at the columns once more."))
        self._one_column_each()
        self._someone()
        self._levels()
        if self.unclear and "date_order" in self.fields and not self.cleaned_data.get("date_order"):
            said = _("“%(day)s” can be read two ways. Say which comes first.") % {"day": self.unclear}
            self.add_error("date_order", said)
        return self.cleaned_data

    def _one_column_each(self) -> None:
        single = {target.key: target for target in self.targets if not target.many}
        claimed: dict[str, int] = {}
        for at, key in enumerate(self.mapping()):
            claim = key if key in single else f"named {fold(self.batch.headers[at])}" if key == "newfield" else ""
            first = claimed.setdefault(claim, at) if claim else at
            if first != at:
                names = {"one": self.batch.headers[first], "other": self.batch.headers[at]}
                said = _("“%(one)s” and “%(other)s” go into the same field. Choose something else for one of them.")
                self.add_error(f"c{at}", said % names)

    def _someone(self) -> None:
        if not self.errors and not IDENTITY & set(self.mapping()):
            raise forms.ValidationError(
                _("No column says who the people are. Choose at least one for a name, a phone, an e-mail or an id.")
            )

    def _levels(self) -> None:
        keys = self.mapping()
        if "level" not in keys:
            for at, key in enumerate(keys):
                if key in ("level_on", "level_evidence"):
                    self.add_error(f"c{at}", _("This goes with a level, and no column holds the levels."))
            return
        at = keys.index("level")
        if not self.ladders:
            self.add_error(f"c{at}", _("There is no ladder yet. Ask an owner or a director to make one."))
        if f"s{at}" in self.fields and self.cleaned_data.get(f"s{at}") != "high":
            self.add_error(f"c{at}", _NOT_A_LEVEL)

    def mapping(self) -> list[str | None]:
        """Return a target or None for each heading."""
        return [self.cleaned_data.get(f"c{at}") or None for at in range(len(self.batch.headers))]

    def given(self) -> dict[str, Any]:
        """Return what was chosen, as `match` takes it."""
        default = next((each for each in self.ladders if each.is_default), None)
        ladder = self.cleaned_data.get("ladder") or default
        return {
            "mapping": self.mapping(),
            "ladder": ladder if "level" in self.mapping() else None,
            "as_of": self.cleaned_data["as_of"],
            "date_order": self.cleaned_data.get("date_order") or self.told,
        }


_NOT_A_LEVEL = gettext_lazy(
    "On your ladder the highest level is the most involved. Say that it is so in this column too; where 1 is the most, "
    "keep it as a field of your own."
)


def _digest(headers: list[str]) -> str:
    return f"{zlib.crc32(repr(headers).encode()):x}"


def _reading(example: str, order: str) -> str:
    read = dates.day(example, order).value  # type: ignore[arg-type]
    shown = date_format(read, "F j") if read else ""
    label = _("The month: %(day)s is %(read)s") if order == "mdy" else _("The day: %(day)s is %(read)s")
    return label % {"day": example, "read": shown}


def _group(targets: list[Target], value: str) -> SafeString:
    rows = ((target.key, _selected(target.key == value), target.label) for target in targets)
    return format_html_join("", '<option value="{}"{}>{}</option>', rows)


def _selected(chosen: bool) -> str:
    return " selected" if chosen else ""
