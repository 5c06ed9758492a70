"""What somebody agreed to, as it is asked."""

from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from conversations.models import Quote, Theme
from conversations.quotes.actions import Consent
from members.models import Member
from members.normal import fold
from members.requests import OrgRequest

# Shorter words of a name stand in every other sentence: "de la Cruz".
_SHORTEST = 3


def _names(member: Member) -> set[str]:
    """Return what names somebody: each name as a whole, however short, and each longer word of one."""
    whole = {fold(name) for name in (member.given_name, member.preferred_name, member.middle_name, member.family_name)}
    return (whole | {word for name in whole for word in name.split() if len(word) >= _SHORTEST}) - {""}


class ConsentForm(forms.ModelForm):  # type: ignore[type-arg]  # takes none at run time
    """Where, until when, under which name; and when and how they said so."""

    class Meta:
        model = Quote
        fields: tuple[str, ...] = ("where", "until", "named", "called", "agreed_on", "agreed_how", "theme")
        widgets = {
            "where": forms.RadioSelect,
            "named": forms.RadioSelect,
            "until": forms.DateInput(attrs={"type": "date", "autocomplete": "off"}, format="%Y-%m-%d"),
            "agreed_on": forms.DateInput(attrs={"type": "date", "autocomplete": "off"}, format="%Y-%m-%d"),
            "called": forms.TextInput(attrs={"autocomplete": "off"}),
            "agreed_how": forms.TextInput(attrs={"autocomplete": "off"}),
        }
        help_texts = {
            "until": gettext_lazy("The last day on which the words may be used. Empty: until they take it back."),
            "called": gettext_lazy("Only if they chose words in place of a name: a bus driver, a mother of two."),
            "agreed_how": gettext_lazy("By word, in a text, on a signed sheet."),
        }

    # Asked where a word of theirs is another word, too: "We will", said Will.
    no_name = forms.BooleanField(
        label=gettext_lazy("That word is not their name here"), required=False, widget=forms.HiddenInput
    )

    def __init__(self, request: OrgRequest, *args: Any, **kwargs: Any) -> None:
        self.today = request.organization.today()
        super().__init__(request.POST if request.method == "POST" else None, *args, **kwargs)
        theme = cast("Any", self.fields["theme"])
        theme.queryset = (Theme.objects.active() | Theme.objects.filter(pk=self.instance.theme_id)).by_name()
        theme.empty_label = _("None yet")
        for name in ("until", "agreed_on"):
            self.fields[name].error_messages["invalid"] = _("Write a day, as: 2026-03-14.")

    def clean_agreed_on(self) -> Any:
        day = self.cleaned_data["agreed_on"]
        if day > self.today:
            raise ValidationError(_("Choose today or a day before: they have not agreed yet."))
        return day

    def clean_until(self) -> Any:
        day = self.cleaned_data["until"]
        if day and day < self.today:
            raise ValidationError(_("This day has passed: nothing could be quoted. Choose a later one, or none."))
        return day

    def clean(self) -> dict[str, Any]:
        data = super().clean() or {}
        if (
            data.get("named") == Quote.Named.CALLED
            and not data.get("called", "").strip()
            and "called" not in self.errors
        ):
            self.add_error("called", _("Write the words that stand for their name."))
        # A sentence of a note tends to name who said it.
        said = f" {fold(data.get('words', self.instance.words))} "
        is_nameless = data.get("named") in {Quote.Named.CALLED, Quote.Named.NOBODY}
        if (
            is_nameless
            and not data.get("no_name")
            and any(f" {name} " in said for name in _names(self.instance.member))
        ):
            sentence = _("Their name stands in these words, and they chose to be without it.")
            self.add_error("words" if "words" in self.fields else "named", sentence)
            self.fields["no_name"].widget = forms.CheckboxInput()
        return data

    def consent(self) -> Consent:
        return Consent(**{name: self.cleaned_data[name] for name in Consent._fields})


class QuoteForm(ConsentForm):
    """The words, and what was agreed to."""

    class Meta(ConsentForm.Meta):
        fields = ("words", *ConsentForm.Meta.fields)
        widgets = ConsentForm.Meta.widgets | {
            "words": forms.Textarea(attrs={"rows": 4, "dir": "auto", "autocomplete": "off"})
        }
        help_texts = ConsentForm.Meta.help_texts | {
            "words": gettext_lazy("As they said it, and as they have seen or heard it again when they agreed.")
        }
