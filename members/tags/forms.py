"""Forms about tags."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from members.models import Tag


class TagForm(forms.ModelForm):  # type: ignore[type-arg]  # takes none at run time
    """The name of a tag."""

    class Meta:
        model = Tag
        fields = ("name",)

    def clean_name(self) -> str:
        name = " ".join(str(self.cleaned_data["name"]).split())
        if "," in name:
            raise ValidationError(_("A tag has no comma in it: people part several tags by it."))
        return name


class MergeForm(forms.Form):
    """Into which other tag one goes."""

    into = forms.ModelChoiceField(
        label=gettext_lazy("Put it into"),
        queryset=Tag.objects.none(),
        empty_label=gettext_lazy("Choose the tag that stays"),
        error_messages={"invalid_choice": gettext_lazy("Choose another tag that is still there.")},
    )

    def __init__(self, *args: Any, tag: Tag, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        into = self.fields["into"]
        assert isinstance(into, forms.ModelChoiceField)  # noqa: S101 - tells the type checker
        into.queryset = Tag.objects.exclude(pk=tag.pk).order_by("name")
