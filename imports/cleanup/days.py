"""What days of a list leave open: which comes first, day or month, and which year. Asked once, with examples."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django import forms
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from audit.recording import action, record
from imports import dates, ordering
from imports.cleanup.actions import lock, look
from imports.cleanup.counts import Alike
from imports.models import ImportBatch, ImportRow
from members.models import Member

EXAMPLES = 3
# What was said in one answer, as the address of its undo names it.
SAID = {"order": ("date_order",), "years": ("date_years",), "both": ("date_order", "date_years")}
EARLIEST = 1900


def columns(batch: ImportBatch) -> set[str]:
    """Return the headings of columns that hold days, or may: of a text field nothing stays out."""
    pairs = zip(batch.headers, batch.mapping, strict=True)
    return {header for header, key in pairs if key and (key in ordering.IN_CELLS or key.startswith("field:"))}


class DaysForm(forms.Form):
    """Asks only what the list leaves open."""

    order = forms.ChoiceField(
        label=gettext_lazy("Which comes first in these days?"),
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Say which comes first.")},
    )
    years = forms.ChoiceField(
        label=gettext_lazy("Some days have no year. Which is it?"),
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Say which year it is.")},
    )
    year = forms.IntegerField(
        label=gettext_lazy("The year, if it is one for all"), required=False, min_value=EARLIEST,
        widget=forms.NumberInput(attrs={"class": "fit"}),
    )  # fmt: skip

    def __init__(self, *args: Any, batch: ImportBatch, open_days: Iterable[str], today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        days = list(open_days)
        self.today = today
        self._ask_order([day for day in days if dates.is_open(day)] if not batch.date_order else [])
        self._ask_years([day for day in days if dates.lacks_year(day)], batch.date_order)

    def _ask_order(self, days: list[str]) -> None:
        field = self.fields["order"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - tells the type checker
        if not days:
            del self.fields["order"]
            return
        field.choices = [
            ("mdy", _("The month: %s") % self._read(days, "mdy", "past")),
            ("dmy", _("The day: %s") % self._read(days, "dmy", "past")),
        ]

    def _ask_years(self, days: list[str], order: str) -> None:
        field, year = self.fields["years"], self.fields["year"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - tells the type checker
        assert isinstance(year, forms.IntegerField)  # noqa: S101
        if not days:
            del self.fields["years"], self.fields["year"]
            return
        past = self._read(days, order or "mdy", "past")
        field.choices = [("past", _("The last time they came: %s") % past), ("one", _("One year for all of them"))]
        year.max_value = self.today.year
        year.widget.attrs["max"] = self.today.year

    def _read(self, days: list[str], order: str, years: str) -> str:
        """Give examples of how days are read."""
        read = {day: dates.day(day, order, today=self.today, years=years).value for day in days}  # type: ignore[arg-type]
        shown = [f"{day} → {date_format(found, 'M j, Y')}" for day, found in read.items() if found]
        return ", ".join(shown[:EXAMPLES])

    def clean(self) -> dict[str, Any]:
        given, year = self.cleaned_data, self.cleaned_data.get("year")
        if given.get("years") == "one" and "year" not in self.errors:
            if not year:
                self.add_error("year", _("Write the year."))
            elif year > self.today.year:
                self.add_error("year", _("This year is still to come."))
        return given

    def given(self) -> dict[str, str]:
        """Return what was said, as `say` takes it."""
        found = {}
        if order := self.cleaned_data.get("order"):
            found["date_order"] = order
        if years := self.cleaned_data.get("years"):
            found["date_years"] = "past" if years == "past" else str(self.cleaned_data["year"])
        return found


def open_days(batch: ImportBatch, alike: Iterable[Alike]) -> list[str]:
    """Return the days among the cells that stay out for want of an order or a year."""
    dated = columns(batch)
    return [
        cell.value
        for cell in alike
        if cell.stays_out and cell.column in dated and (dates.is_open(cell.value) or dates.lacks_year(cell.value))
    ]


@action
def say(batch: ImportBatch, *, given: dict[str, str], by: Member) -> int:
    """Keep what was said of days for the whole list, and look again at the rows whose days were open."""
    lock(batch)
    ImportBatch.objects.filter(pk=batch.pk).update(**given)
    batch.refresh_from_db()
    record("import.run", of=batch, by=by, fields=["days explained"])
    dated = columns(batch)
    rows = ImportRow.objects.filter(batch=batch).exclude(problems=[]).values_list("number", "problems")
    numbers = {number for number, problems in rows if dated & {problem["column"] for problem in problems}}
    look(batch, numbers)
    return len(numbers)


@action
def forget(batch: ImportBatch, *, what: Iterable[str], by: Member) -> None:
    """Take back what was said of days, so that it is asked anew; `what` are names of fields that `say` was given."""
    lock(batch)
    ImportBatch.objects.filter(pk=batch.pk).update(**dict.fromkeys(what, ""))
    batch.refresh_from_db()
    record("import.run", of=batch, by=by, fields=["days asked anew"])
    look(batch, set(ImportRow.objects.filter(batch=batch).values_list("number", flat=True)))
