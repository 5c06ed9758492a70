"""What is asked at the middle and at the end."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from experiments.models import Decision, Experiment, Learning, OpenQuestion, Sign
from experiments.writing.form.rows import day, long, words
from experiments.writing.saying import VERDICTS

N_LEARNINGS, N_DECISIONS, N_QUESTIONS = 3, 3, 2


class SignForm(forms.Form):
    """What is said of one sign, and what shows it."""

    verdict = forms.ChoiceField(required=False, widget=forms.RadioSelect)
    words = forms.CharField(
        label=gettext_lazy("What shows it"),
        required=False,
        max_length=long(Sign, "verdict_words"),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )

    def __init__(self, sign: Sign, data: QueryDict | None) -> None:
        said = {"verdict": sign.verdict, "words": sign.verdict_words}
        super().__init__(data, prefix=str(sign.pk), initial=said)
        self.sign = sign
        field = self.fields["verdict"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - tells the type checker
        field.choices = [(verdict.value, verdict.label) for verdict in VERDICTS[Sign.Kind(sign.kind)]]
        field.label = sign.text

    def clean(self) -> None:
        said = str(self.cleaned_data.get("words", "")).strip()
        if said != self.sign.verdict_words and not self.cleaned_data.get("verdict") and "verdict" not in self.errors:
            self.add_error("verdict", _("Choose one of these too, so that your words are kept."))


class EndForm(forms.Form):
    """What came of it. All of it can be left for another day, but for nothing being said at all of a sign."""

    decision_kinds = Decision.Kind.choices
    follow_on = forms.CharField(
        label=gettext_lazy("What comes next: the title of an experiment that goes on from this one"),
        required=False,
        max_length=long(Experiment, "title"),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )

    def __init__(self, signs: Sequence[Sign], data: QueryDict | None) -> None:
        super().__init__(data)
        self.signs = [SignForm(sign, data) for sign in signs]
        for n in range(N_LEARNINGS):
            self.fields[f"learning_{n}"] = words(_("A learning"), Learning, "text", rows=2)
        for n in range(N_DECISIONS):
            kinds = [("", _("Not said")), *Decision.Kind.choices]
            self.fields[f"kind_{n}"] = forms.ChoiceField(label=_("Keep, change or stop"), required=False, choices=kinds)
            self.fields[f"decision_{n}"] = words(_("What you decided"), Decision, "text", rows=1)
        for n in range(N_QUESTIONS):
            self.fields[f"question_{n}"] = words(_("A question it left open"), OpenQuestion, "text", rows=1)

    def is_valid(self) -> bool:
        return all([super().is_valid(), *(sign.is_valid() for sign in self.signs)])

    def clean(self) -> None:
        for n in range(N_DECISIONS):
            if self.cleaned_data.get(f"kind_{n}") and not self.cleaned_data.get(f"decision_{n}"):
                self.add_error(f"decision_{n}", _("Write what you decided."))

    @property
    def learnings(self) -> list[forms.BoundField]:
        return [self[f"learning_{n}"] for n in range(N_LEARNINGS)]

    @property
    def decisions(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        return [(self[f"kind_{n}"], self[f"decision_{n}"]) for n in range(N_DECISIONS)]

    @property
    def questions(self) -> list[forms.BoundField]:
        return [self[f"question_{n}"] for n in range(N_QUESTIONS)]

    def texts(self, name: str, n: int) -> list[str]:
        found = (str(self.cleaned_data[f"{name}_{each}"]).strip() for each in range(n))
        return [text for text in found if text]

    def decided(self) -> list[tuple[Any, str]]:
        pairs = (
            (self.cleaned_data[f"kind_{n}"], self.cleaned_data[f"decision_{n}"].strip()) for n in range(N_DECISIONS)
        )
        return [(kind, text) for kind, text in pairs if text]


class PauseForm(forms.Form):
    cause = forms.CharField(
        label=gettext_lazy("Why does it rest?"),
        max_length=long(Experiment, "pause_cause"),
        error_messages={"required": gettext_lazy("Say why it rests. Pausing is no failure.")},
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )


class AgainForm(forms.Form):
    starts_on = day(gettext_lazy("The new first day"))

    def __init__(self, data: QueryDict | None, **more: Any) -> None:
        super().__init__(data, **more)
        self.fields["starts_on"].required = True
        self.fields["starts_on"].error_messages["required"] = _("Choose the day on which it starts.")
