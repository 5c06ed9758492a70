"""The number of one-to-ones that somebody sets themselves."""

from django import forms
from django.utils.translation import gettext_lazy as _

from conversations.models import MOST_A_WEEK


class NumberForm(forms.Form):
    """A number of one's own; left empty there is none."""

    n = forms.IntegerField(
        label=_("One-to-ones a week"),
        required=False,
        min_value=1,
        max_value=MOST_A_WEEK,
        widget=forms.NumberInput(attrs={"autocomplete": "off", "inputmode": "numeric"}),
        help_text=_("Only you see it. Leave it empty to have none."),
        error_messages={
            "invalid": _("Write a number, as 5."),
            "min_value": _("Choose a number from 1 to 50."),
            "max_value": _("Choose a number from 1 to 50."),
        },
    )
