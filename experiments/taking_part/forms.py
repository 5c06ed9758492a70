"""Whom to add: a saved list, or somebody by name among the people one may see."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from activities.queries import seen
from members import search
from members.models import Member, SavedView
from members.requests import OrgRequest

MOST_FOUND = 20


class AddForm(forms.Form):
    view = forms.ModelChoiceField(
        SavedView.objects.none(), label=gettext_lazy("Everybody on a saved list"), required=False
    )
    name = forms.CharField(
        label=gettext_lazy("Or somebody by name"),
        required=False,
        max_length=120,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )

    who = forms.ModelChoiceField(Member.objects.none(), required=False, widget=forms.HiddenInput)

    def __init__(self, request: OrgRequest) -> None:
        super().__init__(request.POST if request.method == "POST" else None)
        self._people = seen(request)
        views = self.fields["view"]
        assert isinstance(views, forms.ModelChoiceField)  # noqa: S101 - tells the type checker
        views.queryset = SavedView.objects.open_to(request.member)
        chosen = self.fields["who"]
        assert isinstance(chosen, forms.ModelChoiceField)  # noqa: S101 - tells the type checker
        chosen.queryset = self._people
        # Who fits what was typed, where that is more than one.
        self.found: list[Member] = []

    def clean(self) -> None:
        name = str(self.cleaned_data.get("name", "")).strip()
        if self.cleaned_data.get("view") or self.cleaned_data.get("who"):
            return
        if not name:
            self.add_error(None, _("Choose a list, or write a name."))
            return
        fits = list(search.find(self._people, name).by_name()[:MOST_FOUND])
        if len(fits) == 1:
            self.cleaned_data["who"] = fits[0]
        else:
            self.found = fits
            says = _("Which one? Choose below.") if fits else _("Nobody whom you may see is called that.")
            self.add_error("name", says)
