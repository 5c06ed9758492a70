"""The text that is pasted, and beside the form of an experiment what else was read from it."""

from collections.abc import Callable, Iterable
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from experiments.models import Decision, Learning, OpenQuestion, Question
from experiments.reading import Writeup
from experiments.reading.writeup import Asked
from experiments.writing.form.rows import long
from experiments.writing.from_page import whole

MOST, MOST_LINES = 200_000, 200
STEP = "  "


class PasteForm(forms.Form):
    text = forms.CharField(
        label=gettext_lazy("The whole page"),
        strip=False,
        widget=forms.Textarea(attrs={"rows": 16, "autocomplete": "off", "spellcheck": "false"}),
        error_messages={"required": gettext_lazy("Paste the text of the page first.")},
    )

    def clean_text(self) -> str:
        text: str = self.cleaned_data["text"]
        if len(text.encode()) > MOST:
            raise forms.ValidationError(
                _("This is more than 200 kB: a write-up is a page or two. Paste one experiment at a time.")
            )
        if not text.strip():
            raise forms.ValidationError(_("Paste the text of the page first."))
        return text


def _lines(label: Any, hint: Any = "") -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=hint,
        required=False,
        strip=False,
        widget=forms.Textarea(attrs={"rows": 3, "autocomplete": "off"}),
    )


class BesideForm(PasteForm):
    """What has no field in the form of an experiment: one line each, to be changed or emptied."""

    chain = _lines(
        gettext_lazy("Questions of the old page, outermost first"),
        gettext_lazy(
            "Two spaces before one put it below the one above. One that is asked here already is not asked twice."
        ),
    )
    learnings = _lines(gettext_lazy("Learnings, one on each line"))
    decisions = _lines(gettext_lazy("Decisions, one on each line"))
    open_questions = _lines(gettext_lazy("Questions it left open, one on each line"))

    def _short(self, name: str, model: Any) -> list[str]:
        found = [line.strip() for line in str(self.cleaned_data[name]).splitlines() if line.strip()]
        if len(found) > MOST_LINES:
            raise forms.ValidationError(_("These are more than %d lines. Take some out.") % MOST_LINES)
        if any(len(line) > long(model, "text") for line in found):
            raise forms.ValidationError(
                _("One of these lines is longer than %d letters. Part it in two.") % long(model, "text")
            )
        return found

    def clean_learnings(self) -> list[str]:
        return self._short("learnings", Learning)

    def clean_decisions(self) -> list[str]:
        return self._short("decisions", Decision)

    def clean_open_questions(self) -> list[str]:
        return self._short("open_questions", OpenQuestion)

    def clean_chain(self) -> list[Asked]:
        self._short("chain", Question)
        return list(_asked(self.cleaned_data["chain"].splitlines()))


def _asked(lines: Iterable[str]) -> Iterable[Asked]:
    for line in lines:
        if line.strip():
            area, colon, rest = line.strip().partition(":")
            depth = (len(line) - len(line.lstrip())) // len(STEP)
            has_area = colon and "how" not in area.lower() and len(area) <= long(Question, "area")
            yield Asked(rest.strip(), area.strip(), depth) if has_area else Asked(line.strip(), "", depth)


def beside(found: Writeup, text: str) -> dict[str, str]:
    """Write what was read beside the form as lines of it."""
    one_line: Callable[[str], str] = lambda line: " ".join(line.split())  # noqa: E731
    told = {
        name: "\n".join(one_line(whole(item)) for item in getattr(found, name))
        for name in ("learnings", "decisions", "open_questions")
    }
    chain = "\n".join(f"{STEP * asked.depth}{one_line(asked.text)}" for asked in found.questions)
    return told | {"chain": chain, "text": text}
