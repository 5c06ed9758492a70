"""Forms of figures: how a sign is counted, a figure written down, what is seen in words."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from activities.models import Activity
from experiments.counting.actions import Written
from experiments.models import Assignment, Metric, Sign
from experiments.registry import sign_type
from experiments.writing.saying import VERDICTS
from ladders.models import Level
from members.models import Member, SavedView

Way = Metric.Way
# An activity to count by is of this year, or still to come.
_BACK = timedelta(days=366)


class CountForm(forms.ModelForm):  # type: ignore[type-arg]
    """What one way of counting asks for."""

    sides = forms.ChoiceField(label=gettext_lazy("Which two groups"))
    outcome = forms.ChoiceField(
        label=gettext_lazy("What is compared"),
        choices=[
            ("came", gettext_lazy("Who came to the activity")),
            ("moved", gettext_lazy("Who moved up, or reached the level")),
            ("kept", gettext_lazy("Who kept a promise")),
        ],
        required=False,
    )

    class Meta:
        model = Metric
        fields: ClassVar = ["question", "view", "other_view", "activity", "level", "goal", "baseline"]
        widgets: ClassVar = {
            "goal": forms.NumberInput(attrs={"min": "0", "step": "any", "inputmode": "decimal"}),
            "baseline": forms.NumberInput(attrs={"step": "any", "inputmode": "decimal"}),
        }

    def __init__(self, data: Any, *, sign: Sign, way: str, by: Member, today: date, lots: Assignment | None) -> None:
        old: Metric | None = getattr(sign, "metric", None)
        metric = Metric(sign=sign, way=way)
        if old is not None and old.way == way:
            metric = Metric.objects.get(pk=old.pk)
        super().__init__(data, instance=metric)
        self.way, self.lots = way, lots
        self.sign = sign
        self._choose(by, today, metric)
        self._name(sign)
        for name in list(self.fields):
            if name not in sign_type(way).asks:
                del self.fields[name]
        self.order_fields(sign_type(way).asks)

    def _choose(self, by: Member, today: date, metric: Metric) -> None:
        chosen = [key for key in (metric.view_id, metric.other_view_id) if key]
        opened = SavedView.objects.open_to(by)
        self._offer(
            ("view", "other_view"),
            opened | SavedView.objects.kept().filter(pk__in=chosen).order_by(*opened.query.order_by),
        )
        # What was chosen stays to be chosen: a goal can be changed beside an activity of last year.
        recent = Q(on__gte=today - _BACK) | Q(pk=metric.activity_id)
        self._offer(("activity",), Activity.objects.filter(recent).order_by("-on"))
        open_levels = Level.objects.filter(Q(retired_at=None) | Q(pk=metric.level_id))
        self._offer(("level",), open_levels.select_related("ladder").order_by("position"))
        sides = [("views", _("Two lists")), ("hand", _("Neither: we write the numbers down"))]
        if self.lots:
            sides.insert(0, ("lots", _("The two groups drawn by lot from %s") % self.lots.named))
        assert isinstance(self.fields["sides"], forms.ChoiceField)  # noqa: S101 - tells the type checker
        self.fields["sides"].choices = sides
        if metric.chosen:
            self.initial["sides"] = "lots" if metric.assignment_id else "views" if metric.view_id else "hand"
            outcome = "came" if "activity" in metric.chosen else "moved"
            self.initial["outcome"] = metric.chosen.get("outcome", outcome)

    def _offer(self, names: Iterable[str], rows: "QuerySet[Any]") -> None:
        for name in names:
            field = self.fields[name]
            assert isinstance(field, forms.ModelChoiceField)  # noqa: S101 - tells the type checker
            field.queryset = rows
            field.required = name in sign_type(self.way).needs

    def _name(self, sign: Sign) -> None:
        said = labels(self.way, sign)
        for name, label in said.items():
            self.fields[name].label = label
        self.fields["question"].required = True
        if self.way in Metric.SHARES:
            self.fields["goal"].help_text = _("In percent, from 0 to 100.")
        if self.way == Way.GROUPS:
            self.fields["goal"].help_text = _("In points: 10 when 30% against 20% is what you hope for.")

    def clean_goal(self) -> Any:
        """Refuse what the database would: its rule names the way, which is no field here."""
        goal = self.cleaned_data["goal"]
        if goal is not None and goal > 100 and self.way in Metric.SHARES:  # noqa: PLR2004 - percent
            raise ValidationError(_("A share is at most 100 percent."))
        return goal

    def clean(self) -> dict[str, Any]:
        """Let go of what the choice of groups and outcome does not ask for, and ask for what it does."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if self.way == Way.GROUPS:
            self._clean_groups(cleaned)
        elif cleaned.get("view") and cleaned.get("view") == cleaned.get("other_view"):
            self.add_error("other_view", _("Choose another list than the first one."))
        return cleaned

    def _clean_groups(self, cleaned: dict[str, Any]) -> None:
        if cleaned.get("sides") != "views":
            cleaned |= {"view": None, "other_view": None}
        elif not cleaned.get("view") or not cleaned.get("other_view"):
            self.add_error("view", _("Choose two lists to compare."))
        elif cleaned["view"] == cleaned["other_view"]:
            self.add_error("other_view", _("Choose another list than the first one."))
        if cleaned.get("sides") == "hand":
            cleaned |= {"activity": None, "level": None, "outcome": ""}
        elif cleaned.get("outcome") == "came" and not cleaned.get("activity"):
            self.add_error("activity", _("Choose the activity."))
        elif cleaned.get("outcome") != "came":
            cleaned["activity"] = None
        if cleaned.get("outcome") != "moved":
            cleaned["level"] = None

    def columns(self) -> dict[str, Any]:
        """Return what a metric is made of."""
        given = {name: self.cleaned_data[name] for name in self.fields if name not in ("sides", "outcome")}
        drawn = self.cleaned_data.get("sides") == "lots"
        return {"way": self.way, **given, "assignment": self.lots if drawn else None}

    def outcome_asked(self) -> str:
        return "kept" if self.cleaned_data.get("outcome") == "kept" else ""


def labels(way: str, sign: Sign) -> dict[str, str]:
    """Name the fields as this way of counting understands them."""
    is_failure = sign.kind == Sign.Kind.FAILURE
    said = {
        "goal": _("Limit: it happens when there are more") if is_failure else _("Goal"),
        "baseline": _("Where it began, if not at 0"),
        "view": _("List"),
        "other_view": _("The other list"),
    }
    if way == Way.SHARE:
        said |= {"view": _("Of the people on this list"), "other_view": _("those who are on this list too")}
    if way in (Way.KEPT, Way.MOVED):
        said |= {
            "view": _("Of whom, if not of all who take part"),
            "level": _("Reached which level, if any one will not do"),
        }
    if way == Way.GROUPS:
        said |= {
            "view": _("A, the baseline: the people on this list"),
            "other_view": _("B, what you try: the people on this list"),
            "level": _("Which level, if moving up at all will not do"),
            "goal": _("Difference you hope for") if not is_failure else _("Loss that would be too much"),
        }
    return said


class FigureForm(forms.Form):
    """The figure of a day: a number, so many of so many, or that of each of two groups."""

    on = forms.DateField(label=gettext_lazy("Day"), widget=forms.DateInput(attrs={"type": "date"}))

    def __init__(self, data: Any, *, metric: Metric, today: date, prefix: str | None = None) -> None:
        super().__init__(data, initial={"on": today}, prefix=prefix)
        self.metric = metric
        if metric.way == Way.NUMBER:
            self.fields["value"] = forms.DecimalField(
                label=_("Figure"), min_value=0, max_digits=12, decimal_places=2, widget=_numbers("any")
            )
        elif metric.way == Way.RATE:
            self._pair("part", "whole", _("How many did"), _("Out of how many who could have"))
        else:
            self._pair("part", "whole", _("A, the baseline: how many did"), _("A: out of how many"))
            self._pair("b_part", "b_whole", _("B, what you try: how many did"), _("B: out of how many"))
        self.order_fields([name for name in self.fields if name != "on"])

    def _pair(self, part: str, whole: str, part_label: str, whole_label: str) -> None:
        for name, label in ((part, part_label), (whole, whole_label)):
            self.fields[name] = forms.IntegerField(label=label, min_value=0, max_value=10_000_000, widget=_numbers("1"))

    def written(self) -> Written:
        return Written(**{name: value for name, value in self.cleaned_data.items() if name != "on"})


class SayForm(forms.Form):
    """What somebody sees of a sign, in words."""

    verdict = forms.ChoiceField(label=gettext_lazy("How does it stand?"), widget=forms.RadioSelect)
    words = forms.CharField(
        label=gettext_lazy("What shows it"), max_length=1000, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, data: Any, *, sign: Sign) -> None:
        super().__init__(data, initial={"verdict": sign.verdict, "words": sign.verdict_words})
        field = self.fields["verdict"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - tells the type checker
        field.choices = [(each.value, each.label) for each in VERDICTS[Sign.Kind(sign.kind)]]


class DrawForm(forms.Form):
    """Whose people are parted, and into how many groups."""

    view = forms.ModelChoiceField(label=gettext_lazy("The people on"), queryset=SavedView.objects.none())
    n_groups = forms.IntegerField(label=gettext_lazy("Into how many groups"), min_value=2, max_value=6, initial=2)

    def __init__(self, data: Any, *, by: Member) -> None:
        super().__init__(data)
        field = self.fields["view"]
        assert isinstance(field, forms.ModelChoiceField)  # noqa: S101 - tells the type checker
        field.queryset = SavedView.objects.open_to(by)


class SizesForm(forms.Form):
    """What a group expects, in percent: that is how people say it."""

    baseline = forms.DecimalField(
        label=gettext_lazy("How many in a hundred say yes now"), min_value=0, max_value=100, initial=20
    )
    effect = forms.DecimalField(
        label=gettext_lazy("How many more in a hundred would matter to you"), min_value=-100, max_value=100, initial=10
    )
    power = forms.TypedChoiceField(
        label=gettext_lazy("How sure to notice it, if it is there"),
        choices=[("0.8", gettext_lazy("8 times in 10")), ("0.9", gettext_lazy("9 times in 10"))],
        coerce=float,
    )

    def clean_effect(self) -> Any:
        effect = self.cleaned_data["effect"]
        if not effect:
            raise ValidationError(
                _("No number of people can show a difference of nothing. Name one that would matter.")
            )
        return effect


def _numbers(step: str) -> forms.NumberInput:
    return forms.NumberInput(attrs={"min": "0", "step": step, "inputmode": "decimal" if step == "any" else "numeric"})
