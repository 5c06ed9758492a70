"""What is asked before a report is shown outside."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from dashboards.models import ShareLink

DAYS = [(7, _("A week")), (30, _("A month")), (90, _("Three months"))]


class LinkForm(forms.ModelForm):  # type: ignore[type-arg]  # takes none at run time
    days = forms.TypedChoiceField(label=_("For how long"), choices=DAYS, coerce=int, initial=30)

    class Meta:
        model = ShareLink
        fields = ("whom",)
        help_texts = {"whom": _("For your own list of links; whoever opens it does not read this.")}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["whom"].widget.attrs["placeholder"] = _("The board of St. Brigid")
