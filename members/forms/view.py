"""The form of a saved view: its name, and whether others find it."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from members.models import SavedView
from members.normal import fold
from members.requests import OrgRequest
from organizations.access import may


class ViewForm(forms.Form):
    """A new view when `view` is None."""

    name = forms.CharField(label=_("Name"), max_length=60, widget=forms.TextInput(attrs={"data-first": ""}))
    is_shared = forms.BooleanField(label=_("Everyone who may see people here can open it"), required=False)

    def __init__(self, *args: Any, request: OrgRequest, view: SavedView | None = None, **more: Any) -> None:
        super().__init__(*args, **more)
        self.initial = {"name": view.name, "is_shared": view.is_shared} if view else {}
        self.view, self.owner = view, view.owner_id if view else request.member.pk
        if not may(request, "view.share"):
            del self.fields["is_shared"]

    @property
    def is_shared_now(self) -> bool:
        return bool(self.cleaned_data.get("is_shared", self.view is not None and self.view.is_shared))

    def clean(self) -> dict[str, Any]:
        """Refuse a name that another view has; a race still meets the constraint."""
        said = super().clean() or {}
        name = said.get("name", "")
        others = SavedView.objects.kept().filter(folded=fold(name) or name, is_shared=self.is_shared_now)
        if not self.is_shared_now:
            others = others.filter(owner=self.owner)
        if name and (others.exclude(pk=self.view.pk) if self.view else others).exists():
            shared, own = _("There is a shared view of this name already."), _("You have a view of this name already.")
            self.add_error("name", shared if self.is_shared_now else own)
        return said
