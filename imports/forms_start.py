"""Beginning with a list: the file or the pasted block, whose it is, and what its people were promised."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django import forms
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.utils.formats import date_format
from django.utils.timezone import localtime, now
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from imports import files, pasting
from imports.models import ImportBatch, ImportMapping

LONGEST_PASTE = 2_000_000


def liked(pk: UUID | None) -> ImportMapping | None:
    """Return the matching of this key, if it stands."""
    return ImportMapping.objects.standing().filter(pk=pk).first() if pk else None


class LikeForm(forms.Form):
    """The matching that the address of a new list names."""

    like = forms.UUIDField(required=False)

    def found(self) -> ImportMapping | None:
        return liked(self.cleaned_data["like"]) if self.is_valid() else None


class PromiseForm(forms.ModelForm):  # type: ignore[type-arg]  # takes none at run time
    """What somebody has to know later who looks at a person of this list. Asked of everyone, and nobody has to know."""

    class Meta:
        model = ImportBatch
        fields = ("whose", "promised", "keep_until")
        labels = {
            "whose": gettext_lazy("Whose list is this?"),
            "promised": gettext_lazy("What were the people on it promised?"),
            "keep_until": gettext_lazy("Until when may you keep it?"),
        }
        help_texts = {
            "whose": gettext_lazy("Who kept it and what for, such as “Eastside base list, Rosa’s”."),
            "promised": gettext_lazy(
                "In a sentence, such as “Only calls about the repairs”. It stands on their pages."
            ),
            "keep_until": gettext_lazy("We ask you on that day. Nothing is deleted by itself."),
        }
        widgets = {"keep_until": forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")}


class StartForm(PromiseForm):
    """A file of a size that we take, or a pasted block; what is in it, the reader tells by its content."""

    file = forms.FileField(
        label=gettext_lazy("Your list"),
        required=False,
        widget=forms.FileInput(attrs={"accept": ".csv,.tsv,.txt,.xlsx,.xls,.ods"}),
        error_messages={"empty": gettext_lazy("This file is empty. Choose the file that has your list in it.")},
    )
    pasted = forms.CharField(
        label=gettext_lazy("Or paste it"),
        required=False,
        strip=False,
        max_length=LONGEST_PASTE,
        help_text=gettext_lazy("Copy the cells in your spreadsheet, headings too, and paste them here."),
        widget=forms.Textarea(attrs={"rows": 4, "autocomplete": "off", "spellcheck": "false"}),
        error_messages={"max_length": gettext_lazy("This is too much to paste. Save it as a file and choose that.")},
    )
    # The matching of an earlier list that a person wants for this one.
    like = forms.UUIDField(required=False, widget=forms.HiddenInput)
    field_order = ("file", "pasted", "whose", "promised", "keep_until")

    def clean_file(self) -> "UploadedFile[Any] | None":
        file: UploadedFile[Any] | None = self.cleaned_data["file"]
        if file and (file.size or 0) > settings.UPLOAD_LIMIT:
            raise forms.ValidationError(files.too_large())
        return file

    def clean(self) -> None:
        if self.errors:
            return
        file, pasted = self.cleaned_data["file"], self.cleaned_data["pasted"].strip()
        if file and pasted:
            self.add_error("pasted", _("You chose a file and pasted a list too. Keep one of them."))
        elif not file and not pasted:
            self.add_error("file", _("Choose the file that has your list in it, or paste the list below."))

    def given(self) -> tuple[Iterable[bytes], dict[str, Any]]:
        """Return the list's bytes, and what `actions.receive` is told about it."""
        told: dict[str, Any] = {name: self.cleaned_data[name] for name in PromiseForm.Meta.fields}
        told["like"] = liked(self.cleaned_data["like"])
        if file := self.cleaned_data["file"]:
            return file.chunks(), {**told, "name": file.name}
        data, read_as = pasting.as_file(self.cleaned_data["pasted"])
        name = told["whose"] or _("Pasted %s") % date_format(localtime(now()), "M j, g:i A")
        return [data], {**told, "name": name, "kind": ImportBatch.Kind.PASTED, "layout": {"chosen": read_as}}
