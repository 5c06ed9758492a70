"""What is asked about questions."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from experiments.models import Question
from experiments.questions.tree import Tree

TOP = "top"


class QuestionForm(forms.ModelForm):  # type: ignore[type-arg]  # takes none at run time
    """What is asked, and to which part of the work it belongs."""

    class Meta:
        model = Question
        fields = ("text", "area")
        widgets = {"text": forms.TextInput(), "area": forms.TextInput(attrs={"list": "areas"})}
        help_texts = {
            "text": gettext_lazy("“How might we …?” An experiment should be able to answer a part of it."),
            "area": gettext_lazy("Said at the top of a tree: base building, governing power, our own practice."),
        }

    def __init__(self, *args: Any, at_top: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not at_top:
            # A question below another belongs to that one's part of the work.
            del self.fields["area"]

    def clean_text(self) -> str:
        return " ".join(str(self.cleaned_data["text"]).split())


class OtherForm(forms.Form):
    """Another question: to stand under it, or to be put into it."""

    other = forms.ChoiceField(
        label=gettext_lazy("Which one"),
        error_messages={
            "required": gettext_lazy("Choose a question."),
            "invalid_choice": gettext_lazy("Choose a question that is still here."),
        },
    )

    def __init__(self, *args: Any, tree: Tree, question: Question, label: str, top: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["other"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - tells the type checker
        field.label = label
        # Those below it are offered too, and refused with a sentence: somebody looking for one should not miss it.
        others = [(str(node.question.pk), "\u2003" * node.depth + node.question.text) for node in tree.walk()]
        field.choices = [
            ("", gettext_lazy("Choose a question")),
            *([(TOP, top)] if top else []),
            *(one for one in others if one[0] != str(question.pk)),
        ]

    def chosen(self, tree: Tree) -> Question | None:
        """Return the question, or None for the top."""
        key = self.cleaned_data["other"]
        return None if key == TOP else next(one for pk, one in tree.by_key.items() if str(pk) == key)
