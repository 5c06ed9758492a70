"""Saying what each column of a list is, and what has to be asked beside."""

import zlib
from datetime import date
from typing import Any

from django import forms
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from imports import dates, periods
from imports.context import extra_targets, here
from imports.forms_columns import ColumnsForm
from imports.models import ImportBatch
from imports.ordering import told_days
from imports.targets import ADDRESSES, ASIDE_KEYS, CONTACTS, TARGETS, is_new_field
from ladders.models import Ladder
from members.normal import fold

# A row says who it is about by one of these, or by an id of theirs.
IDENTITY = frozenset(
    {"given_name", "middle_name", "family_name", "full_name", "preferred_name", "external_id"}
    | {target.key for target in (*CONTACTS, *ADDRESSES) if not target.key.startswith("consent_")}
)
LEVELS = frozenset({"level", "period_level"})
OF_A_LEVEL = frozenset({"level_on", "level_by", "level_evidence"})


class MatchForm(ColumnsForm):
    """`given()` is what the action takes."""

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

    keeps_aside = forms.TypedChoiceField(
        label=gettext_lazy("How long do we keep what has no room here yet?"),
        widget=forms.RadioSelect,
        choices=[
            ("", gettext_lazy("30 days, as all that the rows said")),
            ("yes", gettext_lazy("Until it has a room")),
        ],
        coerce=bool,
        required=False,
    )

    name = forms.CharField(
        label=gettext_lazy("Name"),
        max_length=120,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={"required": gettext_lazy("Give it a name, so that you find it again.")},
    )

    def __init__(self, *args: Any, batch: ImportBatch, today: date, is_named: bool = False, **kwargs: Any) -> None:
        """`is_named`: what is chosen is kept under a name."""
        self.today = today
        self.ladders = list(Ladder.objects.in_use())
        default = next((each.pk for each in self.ladders if each.is_default), None)
        kwargs["initial"] = {
            "read_as": _digest(batch.headers),
            "ladder": batch.ladder_id or default,
            "as_of": batch.as_of or today,
            "date_order": batch.date_order,
            "keeps_aside": "yes" if batch.keeps_aside else "",
            "name": batch.like.name if batch.like else "",
        }
        super().__init__(*args, batch=batch, targets=[*TARGETS, *extra_targets()], **kwargs)
        self.fields["as_of"].widget.attrs["max"] = today.isoformat()
        self.fields["name"].required = is_named
        self._ask_of_ladder()
        self._ask_order()
        self.order_fields([name for name in self.fields if name[1:].isdigit()])

    def _ask_of_ladder(self) -> None:
        field = self.fields["ladder"]
        assert isinstance(field, forms.ModelChoiceField)  # noqa: S101 - tells the type checker
        if len(self.ladders) > 1:
            field.queryset = Ladder.objects.in_use()
        else:
            del self.fields["ladder"]

    def _ask_order(self) -> None:
        """Ask only when days stand there that can be read two ways, and none that tells which way."""
        chosen = self.as_chosen = self.chosen()
        dated = frozenset(target.key for target in self.targets if target.kind == "date")
        days = told_days(self.batch, chosen, dated=dated)
        self.told = dates.date_order(days) or ""
        self.unclear = next((day for day in days if dates.is_ambiguous(day)), None)
        field = self.fields["date_order"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - tells the type checker
        if self.told or not (self.unclear or (not days and "level_on" in chosen)):
            del self.fields["date_order"]
            return
        example = self.unclear or "3/4/2026"
        field.choices = [(order, _reading(example, order)) for order in ("mdy", "dmy")]

    def on_of(self, at: int) -> date | None:
        """Return the day for which the cells below a heading speak."""
        order = self.told or (self["date_order"].value() if "date_order" in self.fields else "") or None
        key = self.as_chosen[at] or ""
        months = here().first_quarter_month
        return periods.day_of(self.batch.headers[at], key, order=order, today=self.today, first_month=months)

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
        self._periods()
        if self.unclear and "date_order" in self.fields and not self.cleaned_data.get("date_order"):
            said = _("“%(day)s” can be read two ways. Say which comes first.") % {"day": self.unclear}
            self.add_error("date_order", said)
        return self.cleaned_data

    def _one_column_each(self) -> None:
        single = {target.key: target for target in self.targets if not target.many}
        claimed: dict[str, int] = {}
        for at, key in enumerate(self.mapping()):
            claim = key if key in single else f"named {fold(self.batch.headers[at])}" if is_new_field(key) else ""
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
        at = next((at for at, key in enumerate(keys) if key in LEVELS), None)
        if at is not None and not self.ladders:
            self.add_error(f"c{at}", _("There is no ladder yet. Ask an owner or a director to make one."))
        if "level" not in keys:
            for column, key in enumerate(keys):
                if key in OF_A_LEVEL:
                    self.add_error(f"c{column}", _("This goes with a level, and no column holds the levels."))
            return
        at = keys.index("level")
        if f"s{at}" in self.fields and self.cleaned_data.get(f"s{at}") != "high":
            self.add_error(f"c{at}", _NOT_A_LEVEL)

    def _periods(self) -> None:
        """Levels over time need a time: a heading that tells none is said at once, not row by row."""
        for at, key in enumerate(self.mapping()):
            header = self.batch.headers[at]
            days = periods.days_in([header])
            if key == "period_level" and not self.on_of(at) and not any(map(dates.is_ambiguous, days)):
                self.add_error(f"c{at}", _NO_TIME % {"column": header})

    def given(self) -> dict[str, Any]:
        """Return what was chosen, as `match` takes it."""
        default = next((each for each in self.ladders if each.is_default), None)
        ladder = self.cleaned_data.get("ladder") or default
        return {
            "mapping": self.mapping(),
            "ladder": ladder if LEVELS & set(self.mapping()) else None,
            "as_of": self.cleaned_data["as_of"],
            "date_order": self.cleaned_data.get("date_order") or self.told,
            "keeps_aside": bool(self.cleaned_data.get("keeps_aside")) and bool(ASIDE_KEYS & set(self.mapping())),
        }


_NOT_A_LEVEL = gettext_lazy(
    "On your ladder the highest level is the most involved. Say that it is so in this column too; where 1 is the most, "
    "keep it as a field of your own."
)


_NO_TIME = gettext_lazy(
    "“%(column)s” names no time that we can read. Write the heading as Q1 2026, Mar 2026 or 2026-03-31 in your list, or "
    "choose something else."
)


def _digest(headers: list[str]) -> str:
    return f"{zlib.crc32(repr(headers).encode()):x}"


def _reading(example: str, order: str) -> str:
    read = dates.day(example, order).value  # type: ignore[arg-type]
    shown = date_format(read, "F j") if read else ""
    label = _("The month: %(day)s is %(read)s") if order == "mdy" else _("The day: %(day)s is %(read)s")
    return label % {"day": example, "read": shown}
