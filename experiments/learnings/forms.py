"""What is asked about learnings and decisions."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from experiments.models import Decision, Experiment
from experiments.models.learning import LONGEST_TAG, MOST_TAGS

_NONE = gettext_lazy("None: we learned it elsewhere")


class LearningForm(forms.Form):
    """A learning, its day and its tags."""

    text = forms.CharField(
        label=gettext_lazy("What we learned"),
        max_length=1500,
        widget=forms.Textarea(attrs={"rows": 4, "dir": "auto"}),
        help_text=gettext_lazy("What would you tell another group? Leave out who it was about."),
        error_messages={"required": gettext_lazy("Write what you learned.")},
    )
    on = forms.DateField(label=gettext_lazy("Day"), widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"))
    tags = forms.CharField(
        label=gettext_lazy("Tags"),
        required=False,
        help_text=gettext_lazy("A word or two each, with commas between them: house meetings, first asks."),
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_on(self) -> date:
        on: date = self.cleaned_data["on"]
        if on > self.today:
            raise forms.ValidationError(_("This day is still to come."))
        return on

    def clean_tags(self) -> list[str]:
        tags = [tag.strip() for tag in self.cleaned_data["tags"].split(",") if tag.strip()]
        if len(tags) > MOST_TAGS:
            raise forms.ValidationError(_("Choose %d tags at most.") % MOST_TAGS)
        if long := next((tag for tag in tags if len(tag) > LONGEST_TAG), None):
            raise forms.ValidationError(_("This tag is too long: %s") % long[:LONGEST_TAG])
        return tags


class DecisionForm(LearningForm):
    """What was decided; whether to keep, change or stop."""

    kind = forms.ChoiceField(
        label=gettext_lazy("Keep, change or stop"),
        required=False,
        choices=[("", gettext_lazy("Not said")), *Decision.Kind.choices],
    )
    field_order = ("text", "kind", "on", "tags")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"].label = gettext_lazy("What we decided")
        self.fields["text"].error_messages["required"] = gettext_lazy("Write what you decided.")


class NewForm(LearningForm):
    """A learning, perhaps of an experiment."""

    experiment: Any = forms.ModelChoiceField(
        Experiment.objects.none(),
        label=gettext_lazy("Experiment"),
        required=False,
        empty_label=_NONE,
        error_messages={"invalid_choice": gettext_lazy("Choose an experiment that is still here.")},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["experiment"]
        field.queryset = Experiment.objects.order_by("title", "pk")


class AgainForm(forms.Form):
    """In which other experiment a learning was seen."""

    experiment: Any = forms.ModelChoiceField(
        Experiment.objects.none(),
        label=gettext_lazy("Seen again in"),
        empty_label=gettext_lazy("Choose an experiment"),
        error_messages={
            "required": gettext_lazy("Choose an experiment."),
            "invalid_choice": gettext_lazy("Choose an experiment that is still here."),
        },
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["experiment"]
        field.queryset = Experiment.objects.order_by("title", "pk")
