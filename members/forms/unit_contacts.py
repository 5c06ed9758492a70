"""The form that adds a contact to a unit."""

from django import forms
from django.utils.translation import gettext_lazy as _

from members.forms.found import FoundForm
from members.models import UnitContact


class ContactForm(FoundForm):
    """Who it is, what they are there, and whether they may be named."""

    part = forms.CharField(
        label=_("What they are there"), required=False, max_length=80, help_text=_("As: chief steward.")
    )
    is_named = forms.BooleanField(
        label=UnitContact._meta.get_field("is_named").verbose_name.capitalize(),  # noqa: SLF001 - the public way to it
        required=False,
        help_text=_("Without their yes, a report for the partner counts them and names nobody."),
    )
