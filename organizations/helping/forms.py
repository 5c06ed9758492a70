"""What an owner says who lets somebody from support in."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from organizations.models import Role, User

HOURS = [
    (1, gettext_lazy("1 hour")),
    (4, gettext_lazy("4 hours")),
    (8, gettext_lazy("8 hours")),
    (24, gettext_lazy("24 hours")),
]
# The least first: most questions are about a figure or a page that does not open.
WHAT_SUPPORT_SEES = [
    (Role.VIEWER.value, gettext_lazy("Viewer: figures and experiments, no names. Enough for most questions.")),
    (Role.DATA_LEAD.value, gettext_lazy("Data lead: people, lists and imports, and can mend them. No notes.")),
    (
        Role.DIRECTOR.value,
        gettext_lazy("Director: all people, with conversations and notes. Only when it is about those."),
    ),
]


class GrantForm(forms.Form):
    """Whom, as what, for how long, and what for."""

    whom = forms.ModelChoiceField(
        label=gettext_lazy("Whom"),
        queryset=User.objects.none(),
        empty_label=None,
        error_messages={
            "required": gettext_lazy("Choose a person."),
            "invalid_choice": gettext_lazy("This person does not work for support. Choose somebody from the list."),
        },
    )
    reason = forms.CharField(
        label=gettext_lazy("What for"),
        max_length=300,
        help_text=gettext_lazy("A sentence. The helper and all owners read it; name nobody from your lists."),
        error_messages={"required": gettext_lazy("Say what support is to help with.")},
    )
    role = forms.ChoiceField(
        label=gettext_lazy("What they see"), choices=WHAT_SUPPORT_SEES, widget=forms.RadioSelect, initial="viewer"
    )
    hours = forms.TypedChoiceField(label=gettext_lazy("For how long"), choices=HOURS, coerce=int, initial=4)

    def __init__(self, *args: Any, staff: "list[User]", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        whom = self.fields["whom"]
        assert isinstance(whom, forms.ModelChoiceField)  # noqa: S101 - tells the type checker
        whom.queryset = User.objects.filter(pk__in=[each.pk for each in staff]).order_by("name", "pk")
