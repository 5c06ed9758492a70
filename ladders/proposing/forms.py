"""What is asked when a rule is saved and when a proposal is decided."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy


class RuleForm(forms.Form):
    """The filter stands in the address. A rule that fits everyone asks once more."""

    everyone = forms.BooleanField(
        label=gettext_lazy("Yes, propose it for everyone"),
        error_messages={
            "required": gettext_lazy("It fits everyone. Say that you mean it, or add a filter that leaves some out.")
        },
    )

    def __init__(self, *args: Any, is_everyone: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not is_everyone:
            del self.fields["everyone"]


class AcceptForm(forms.Form):
    """What somebody saw themselves: a rule knows only what was written down."""

    evidence = forms.CharField(
        label=gettext_lazy("What you saw"),
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("One line is enough: what they did, and when. All who may see this person read it."),
        error_messages={"required": gettext_lazy("Say what you saw: a changed level needs one line of evidence.")},
    )

    def __init__(self, *args: Any, is_quiet: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if is_quiet:
            self.fields["evidence"].required = False
            self.fields["evidence"].label = _("What you know of it")
            self.fields["evidence"].help_text = _("Left empty, the reason above is kept.")


class DismissForm(forms.Form):
    """Why somebody stays where they are."""

    because = forms.CharField(
        label=gettext_lazy("Why not"),
        max_length=200,
        help_text=gettext_lazy(
            "Others read this in their history. It is not proposed again until something new happens."
        ),
        error_messages={"required": gettext_lazy("Say in one line why not.")},
    )


class AllForm(forms.Form):
    """How many the page named when it was opened."""

    expected = forms.IntegerField(widget=forms.HiddenInput)
