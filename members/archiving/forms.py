"""What is asked when somebody is archived, and who of the archived is chosen."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from members.archiving.actions import LONGEST_REASON
from members.models import Member
from members.models.person import MemberQuerySet


class ArchiveForm(forms.Form):
    """Why somebody leaves the lists; nobody has to say."""

    because = forms.CharField(
        label=_("Why"),
        required=False,
        max_length=LONGEST_REASON,
        help_text=_("As: moved away. Whoever may archive can read it."),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )


class ChosenForm(forms.Form):
    """Archived people who were ticked; one whom the reader may not see is nobody."""

    person: Any = forms.ModelMultipleChoiceField(Member.objects.none())

    def __init__(self, data: Any, *, people: MemberQuerySet) -> None:
        super().__init__(data)
        self.fields["person"].queryset = people  # type: ignore[attr-defined]
