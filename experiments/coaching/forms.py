"""What a review asks, how a team answers, and what was agreed."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from experiments.coaching.actions import Said
from experiments.models import CoachReview, Remark, Sign
from members.models import Member

LINES, LONGEST, LONGEST_REMARK = 2, 2500, 600


def area(label: Any, *, most: int = LONGEST) -> forms.CharField:
    return forms.CharField(
        label=label, required=False, max_length=most, widget=forms.Textarea(attrs={"rows": LINES, "class": "in"})
    )


class ReviewForm(forms.Form):
    """Advice; perhaps a change, a question, and a remark on each part."""

    advice = forms.ChoiceField(
        label=gettext_lazy("What do you advise?"),
        choices=CoachReview.Advice.choices,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose what you advise.")},
    )
    text = area(gettext_lazy("One thing you would change"))
    question = area(gettext_lazy("A question for the team"), most=LONGEST_REMARK)
    next_on = forms.DateField(
        label=gettext_lazy("Look again on"), required=False, widget=forms.DateInput(attrs={"type": "date"})
    )
    about = forms.ChoiceField(label=gettext_lazy("Remark on"), required=False)
    remark = area(gettext_lazy("Remark"), most=LONGEST_REMARK)
    about_2 = forms.ChoiceField(label=gettext_lazy("Another remark on"), required=False)
    remark_2 = area(gettext_lazy("Another remark"), most=LONGEST_REMARK)

    def __init__(self, *args: Any, signs: Sequence[Mapping[str, Any]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # The log has a field of the same name on the same page.
        self.auto_id = "review_%s"

        def choices() -> list[tuple[str, str]]:
            """Read when the form is shown: by then the page has put "a member" where a sign names somebody."""
            told = [(str(each["pk"]), str(each["text"])[:80]) for each in signs]
            return [("whole", _("All of it")), ("hunch", _("Our hunch")), *told]

        for name in ("about", "about_2"):
            field = self.fields[name]
            assert isinstance(field, forms.ChoiceField)  # noqa: S101 - tells the type checker
            field.choices = choices

    def clean(self) -> dict[str, Any]:
        told: dict[str, Any] = self.cleaned_data
        if told.get("advice") == CoachReview.Advice.CHANGE and not told.get("text"):
            self.add_error("text", _("Say which one thing you would change."))
        return told

    def remarks(self, signs: Mapping[str, Sign]) -> list[Said]:
        """Return the remarks that were written; a sign that is gone meanwhile makes one of the whole."""
        found = []
        for about, words in (("about", "remark"), ("about_2", "remark_2")):
            if text := self.cleaned_data[words]:
                of = self.cleaned_data[about] or "whole"
                sign = signs.get(of)
                kind = Remark.About.SIGN if sign else Remark.About.HUNCH if of == "hunch" else Remark.About.WHOLE
                found.append(Said(kind, text, sign))
        return found


class AnswerForm(forms.Form):
    text = forms.CharField(
        label=gettext_lazy("Answer"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": LINES}),
        error_messages={"required": gettext_lazy("Write your answer first.")},
    )


class NoteForm(forms.Form):
    """What was agreed with a team, and when the next talk is."""

    on = forms.DateField(label=gettext_lazy("Day"), widget=forms.DateInput(attrs={"type": "date"}))
    agreed = forms.CharField(
        label=gettext_lazy("What we agreed"),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": gettext_lazy("Write what you agreed.")},
    )
    next_on = forms.DateField(
        label=gettext_lazy("We talk again on"), required=False, widget=forms.DateInput(attrs={"type": "date"})
    )
    there = forms.ModelMultipleChoiceField(
        label=gettext_lazy("Who was there, and reads this with you"),
        required=False,
        queryset=Member.objects.none(),
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args: Any, here: Sequence[Member], today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        there = self.fields["there"]
        assert isinstance(there, forms.ModelMultipleChoiceField)  # noqa: S101 - tells the type checker
        # Only people with an account: the picker shows a coach nobody else.
        there.queryset = Member.objects.filter(pk__in=[member.pk for member in here]).by_name()

    def clean(self) -> dict[str, Any]:
        told: dict[str, Any] = self.cleaned_data
        on, next_on = told.get("on"), told.get("next_on")
        if on and on > self.today:
            self.add_error("on", _("That day is still to come."))
        if on and next_on and next_on <= on:
            self.add_error("next_on", _("The next talk comes after this one."))
        return told
