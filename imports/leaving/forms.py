"""Naming a sheet, uploading it again, deciding what comes over, retiring it."""

from datetime import date
from typing import Any, ClassVar

from django import forms
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from imports import files
from imports.leaving import queries
from imports.models import ImportBatch, Sheet, SheetDifference

OFFERED = 30


class ListField(forms.ModelChoiceField):  # type: ignore[type-arg]  # takes none at run time
    """A list that came in, by its name and day."""

    def label_from_instance(self, obj: ImportBatch) -> str:
        return f"{obj.name}, {date_format(localtime(obj.finished_at), 'M j, Y')}" if obj.finished_at else obj.name


class NameForm(forms.ModelForm):  # type: ignore[type-arg]  # takes none at run time
    """What people call the spreadsheet, and by which list it came in."""

    came_in = ListField(
        label=gettext_lazy("By which list it came in"),
        queryset=ImportBatch.objects.none(),
        required=False,
        empty_label=gettext_lazy("It has not come in yet"),
        help_text=gettext_lazy("Then we can tell what has changed since, in the sheet and here."),
    )

    class Meta:
        model = Sheet
        fields = ("name",)
        error_messages: ClassVar = {"name": {"required": gettext_lazy("Say what people call it.")}}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        latest = queries.may_be_named().values_list("pk", flat=True)[:OFFERED]
        self.fields["came_in"].queryset = queries.may_be_named().filter(pk__in=list(latest))  # type: ignore[attr-defined]


class SheetUploadForm(forms.Form):
    """The sheet as it is today."""

    file = forms.FileField(
        label=gettext_lazy("The sheet as it is today"),
        widget=forms.FileInput(attrs={"accept": ".csv,.tsv,.txt,.xlsx,.xls,.ods"}),
        error_messages={
            "required": gettext_lazy("Choose the file that has the sheet in it."),
            "empty": gettext_lazy("This file is empty. Choose the file that has the sheet in it."),
        },
    )
    asks_columns = forms.BooleanField(
        label=gettext_lazy("Let me look at the columns first"),
        required=False,
        help_text=gettext_lazy("Otherwise they are matched as the last time, when the headings are the same."),
    )

    def clean_file(self) -> "UploadedFile[Any]":
        file: UploadedFile[Any] = self.cleaned_data["file"]
        if (file.size or 0) > settings.UPLOAD_LIMIT:
            raise forms.ValidationError(files.too_large())
        return file


class RetireForm(forms.Form):
    """The day from which on nobody keeps the sheet."""

    retired_on = forms.DateField(
        label=gettext_lazy("Since which day"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"required": gettext_lazy("Choose the day.")},
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **{"initial": {"retired_on": today}, **kwargs})
        self.today = today

    def clean_retired_on(self) -> date:
        on: date = self.cleaned_data["retired_on"]
        if on > self.today:
            raise forms.ValidationError(_("Choose today or a day before."))
        return on


class SettleForm(forms.Form):
    """What is to become of some differences, or of all that the page shows the beginning of."""

    DO = ("picked-there", "picked-here", "all-there", "all-here")

    do = forms.ChoiceField(choices=[(each, each) for each in DO])
    pick = forms.ModelMultipleChoiceField(
        SheetDifference.objects.none(),
        required=False,
        error_messages={
            "invalid_choice": gettext_lazy("This is no longer among what differs. Look at the page again."),
            "invalid_pk_value": gettext_lazy("This is no longer among what differs. Look at the page again."),
        },
    )

    def __init__(self, *args: Any, shown: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.shown = shown
        self.fields["pick"].queryset = shown  # type: ignore[attr-defined]

    def clean(self) -> None:
        if not self.errors and self.cleaned_data["do"].startswith("picked") and not self.cleaned_data["pick"]:
            self.add_error("pick", _("Tick what you mean, or use the button for all."))

    def chosen(self) -> Any:
        """Return the differences that are meant."""
        return self.shown if self.cleaned_data["do"].startswith("all") else self.cleaned_data["pick"]

    @property
    def takes_the_sheets(self) -> bool:
        return bool(self.cleaned_data["do"].endswith("there"))
