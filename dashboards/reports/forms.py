"""Asking for a report: what it is about, which days, which people; and saying its sentences in one's own words."""

from datetime import date
from typing import Any
from uuid import UUID

from django import forms
from django.conf.locale import LANG_INFO
from django.core.exceptions import ValidationError
from django.utils.translation import get_language_info, gettext_lazy
from django.utils.translation import gettext as _

from dashboards.models import Report
from dashboards.reports import for_members, slots
from ladders.models import Ladder, LevelChange
from members import choices
from members.models import SavedView, UnitKind
from members.requests import OrgRequest
from organizations import periods

_DAYS = "days"
# What each kind asks beside its days and its language.
ASKS = {
    Report.Kind.MEMBERS: ("units",),
    Report.Kind.BOARD: ("units", "divided_by"),
    Report.Kind.STAFF: ("units", "divided_by", "audience"),
    Report.Kind.PARTNER: ("partner", "divided_by"),
    Report.Kind.TABLE: ("view", "divided_by", "audience"),
}
_DAY = {"type": "date"}
_WRONG_DAY = {"invalid": gettext_lazy("Choose a day, as 2026-12-01.")}


def languages() -> list[tuple[str, str]]:
    """List the languages that a report can be told in, each by its own name."""
    codes = sorted(code for code, info in LANG_INFO.items() if "name_local" in info)
    named = [(code, get_language_info(code)) for code in codes]
    return sorted(((code, f"{info['name_local']} ({info['name']})") for code, info in named), key=lambda each: each[1])


class ReportForm(forms.Form):
    """One kind of report; it asks only what this kind needs to know."""

    partner = forms.ChoiceField(label=gettext_lazy("Which partner"), help_text=gettext_lazy("Its members are counted."))
    view = forms.ChoiceField(label=gettext_lazy("Which view"))
    period = forms.ChoiceField(label=gettext_lazy("Which days"), initial="quarter")
    since = forms.DateField(
        label=gettext_lazy("From the end of"),
        help_text=gettext_lazy("Only for other days."),
        required=False,
        widget=forms.DateInput(attrs=_DAY),
        error_messages=_WRONG_DAY,
    )
    until = forms.DateField(
        label=gettext_lazy("Until the end of"),
        help_text=gettext_lazy("Only for other days."),
        required=False,
        widget=forms.DateInput(attrs=_DAY),
        error_messages=_WRONG_DAY,
    )
    ladder = forms.ModelChoiceField(Ladder.objects.none(), label=gettext_lazy("Ladder"), empty_label=None)
    units = forms.MultipleChoiceField(
        label=gettext_lazy("Only these places"), required=False, help_text=gettext_lazy("None chosen: everybody’s.")
    )
    divided_by = forms.ModelChoiceField(
        UnitKind.objects.none(), label=gettext_lazy("Divide the tables by"), empty_label=None
    )
    audience = forms.ChoiceField(
        label=gettext_lazy("Who reads it"),
        choices=Report.Audience.choices,
        initial=Report.Audience.STAFF,
        help_text=gettext_lazy("For anyone else, figures of one to four people in places are hidden."),
    )
    language = forms.ChoiceField(label=gettext_lazy("Language"))

    def __init__(self, *args: Any, request: OrgRequest, kind: Report.Kind, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.request, self.kind = request, kind
        found, views = choices.load(request), SavedView.objects.open_to(request.member)
        self._offer("units", found.unit_options())
        self._offer("partner", found.unit_options())
        self._offer("view", [(str(view.pk), view.name) for view in views] if kind == Report.Kind.TABLE else [])
        self._offer("period", [*periods.CHOICES, (_DAYS, _("Other days"))])
        self._offer("language", languages())
        self.initial["language"] = request.organization.language
        ladders, kinds = Ladder.objects.in_use(), UnitKind.objects.filter(pk__in=[each.pk for each in found.kinds])
        self._model("ladder").queryset = ladders
        self._model("divided_by").queryset = kinds
        self.initial["ladder"], self.initial["divided_by"] = ladders.filter(is_default=True).first(), kinds.first()
        self.initial = {**self.initial, **self._named()}
        for name in {"units", "divided_by", "audience", "partner", "view"} - set(ASKS[kind]):
            del self.fields[name]
        if kind != Report.Kind.MEMBERS:
            del self.fields["language"]
        if "units" in self.fields and not found.units:
            del self.fields["units"]

    def _named(self) -> dict[str, Any]:
        """Begin with what the address names: pages of figures lead here with their days, ladder and place."""
        query = self.request.GET
        names = {"period": "period", "since": "from", "until": "to", "ladder": "ladder"}
        said: dict[str, Any] = {field: query[name] for field, name in names.items() if query.get(name)}
        return said | ({"units": [query["unit"]]} if query.get("unit") else {})

    def _offer(self, name: str, options: list[Any]) -> None:
        field = self.fields[name]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - tells the type checker
        field.choices = options

    def _model(self, name: str) -> Any:
        return self.fields[name]

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        if said.get("period") == _DAYS:
            for name in ("since", "until"):
                if not said.get(name) and name not in self.errors:
                    self.add_error(name, _("Choose a day."))
            if not self.errors and said["until"] < said["since"]:
                self.add_error("until", _("The last day comes before the first."))
            if not self.errors and said["until"] > self.request.organization.today():
                self.add_error("until", _("Nothing is known of days to come. Choose today or a day before."))
        return said

    def asked(self) -> dict[str, Any]:
        """Return what was chosen as columns of a report."""
        said = self.cleaned_data
        first, last = self._days(said)
        ids = {f"{name}_id": UUID(said[name]) for name in ("view", "partner") if name in said}
        return {
            "kind": self.kind,
            "first": first,
            "last": last,
            "ladder": said["ladder"],
            "units": [UUID(pk) for pk in said.get("units", [])],
            "divided_by": said.get("divided_by"),
            "audience": said.get("audience", Report.Audience.ANYONE),
            "language": said.get("language", self.request.organization.language),
            **ids,
        }

    def _days(self, said: dict[str, Any]) -> tuple[date, date]:
        organization = self.request.organization
        today = organization.today()
        if said["period"] == _DAYS:
            return said["since"], said["until"]
        if said["period"] == "start":
            began = (
                LevelChange.objects.filter(ladder=said["ladder"]).order_by("on").values_list("on", flat=True).first()
            )
            return min(began or today, today), today
        period = periods.named(said["period"], organization)
        return period.first, period.last


class WordsForm(forms.Form):
    """The sentences of a report for members, each with its figures in braces."""

    keep = forms.BooleanField(
        label=gettext_lazy("Begin later reports in this language with these words"), required=False, initial=True
    )

    def __init__(self, *args: Any, report: Report, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.report = report
        numbers = for_members.numbers_of(report)
        self.usual = {slot: slots.default(slot, numbers) for slot in slots.SLOTS}
        self.usual |= {slots.LEVEL + level["id"]: level["name"] for level in report.snapshot["levels"]}
        for slot, usual in self.usual.items():
            self.fields[slot] = self._field(slot, usual)
            self.initial[slot] = report.words.get(slot, usual)
        self.order_fields([*self.usual, "keep"])

    def _field(self, slot: str, usual: str) -> forms.CharField:
        entry = slots.SLOTS.get(slot)
        label = str(entry.label if entry else _("Level: %s") % usual)
        figures = ", ".join(f"{{{name}}}" for name in entry.figures) if entry else ""
        rows = forms.Textarea(attrs={"rows": 3 if len(usual) > 90 else 2, "dir": "auto"})  # noqa: PLR2004 - two lines
        return forms.CharField(
            label=label,
            max_length=1000,
            required=False,
            widget=rows,
            help_text=_("Figures: %s") % figures if figures else "",
        )

    def clean(self) -> dict[str, Any]:
        said = super().clean() or {}
        for slot in self.usual:
            entry = slots.SLOTS.get(slot)
            if wrong := slots.unknown(said.get(slot, ""), entry.figures if entry else ()):
                self.add_error(slot, ValidationError(_("There is no figure {%s} in this sentence.") % wrong[0]))
        return said

    def words(self) -> dict[str, str]:
        """Return the sentences that are not as they usually are; an empty one is as usual again."""
        said = {slot: self.cleaned_data[slot].strip() for slot in self.usual}
        return {slot: text for slot, text in said.items() if text and text != self.usual[slot]}
