"""What is asked of a file."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from experiments.models import Document
from experiments.papers.sniffing import MOST_BYTES
from experiments.writing.form.rows import long


class PaperForm(forms.Form):
    file = forms.FileField(
        label=gettext_lazy("File"),
        help_text=gettext_lazy("PDF, picture, Word, Excel, PowerPoint or plain text, up to 20 MB."),
        error_messages={
            "required": gettext_lazy("Choose a file."),
            "empty": gettext_lazy("This file is empty. Choose the one that has something in it."),
        },
    )
    name = forms.CharField(
        label=gettext_lazy("What it is"),
        required=False,
        max_length=long(Document, "name"),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )

    def clean_file(self) -> "UploadedFile[Any]":
        file: UploadedFile[Any] = self.cleaned_data["file"]
        # Asked before it is read: a large one would fill the memory.
        if (file.size or 0) > MOST_BYTES:
            raise forms.ValidationError(
                _("This file is larger than 20 MB. Put it where your group keeps large files, and add the link.")
            )
        return file

    def called(self) -> str:
        """How it is called: in their words, or as the file is."""
        own = str(self.cleaned_data["name"]).strip()
        return own or (self.cleaned_data["file"].name or _("A file"))[: long(Document, "name")]
