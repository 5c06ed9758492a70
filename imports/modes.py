"""How a list as a whole comes to what is here: said once for all fields, or field by field."""

from collections.abc import Iterator, Mapping
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from imports.models import ImportBatch
from imports.pairs import LABELS
from imports.targets import ADDRESSES
from imports.ways import ALL, SEVERAL, Way, key_of

# Targets by the field that they fill; all others are called as their field is.
_FIELD = {
    **dict.fromkeys(("given_name", "middle_name", "family_name", "full_name", "suffix"), "name"),
    **dict.fromkeys(("mobile", "home_phone", "work_phone", "phone"), "phone"),
    **dict.fromkeys((target.key for target in ADDRESSES), "address"),
    **dict.fromkeys(("tag", "tags"), "tags"),
    **dict.fromkeys(("level", "period_level"), "level"),
}
# What somebody has one of, and several of. The usual way stands first, and is nothing that has to be said.
ONE: list[tuple[str, str | Promise]] = [
    ("", gettext_lazy("As usual: newer wins")),
    (Way.FILL, gettext_lazy("Fill blanks only")),
]
NAME: list[tuple[str, str | Promise]] = [
    ("", gettext_lazy("As usual: fill blanks")),
    (Way.REPLACE, gettext_lazy("Newer wins")),
]
MANY: list[tuple[str, str | Promise]] = [
    ("", gettext_lazy("As usual: add")),
    (Way.FILL, gettext_lazy("Only where none is")),
    (Way.REPLACE, gettext_lazy("Replace what is there")),
]
EVERY: list[tuple[str, str | Promise]] = [
    ("", gettext_lazy("As usual")),
    (Way.FILL, gettext_lazy("Fill blanks only")),
    (Way.REPLACE, gettext_lazy("Newer wins, names too")),
]


class ModesForm(forms.Form):
    """`modes()` for the action: only what differs from the usual."""

    def __init__(self, *args: Any, batch: ImportBatch, labels: Mapping[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._add(ALL, _("All other fields"), EVERY, batch.modes)
        for key in fields_of(batch):
            label = labels.get(key) or LABELS.get(key)
            # Ids are added, or they say who it is.
            if label and key != "external_id":
                self._add(key, str(label), choices_of(key), batch.modes)

    def _add(self, key: str, label: str, options: list[tuple[str, str | Promise]], modes: Mapping[str, str]) -> None:
        self.fields[f"mode-{key}"] = forms.ChoiceField(
            choices=options, label=label, required=False, initial=modes.get(key, "")
        )

    def modes(self) -> dict[str, str]:
        said = {name.removeprefix("mode-"): way for name, way in self.cleaned_data.items()}
        return {key: Way(way).value for key, way in said.items() if way}


def fields_of(batch: ImportBatch) -> list[str]:
    """Name the fields that the list's columns fill, each once."""
    return list(dict.fromkeys(_fields(batch)))


def _fields(batch: ImportBatch) -> Iterator[str]:
    for header, target in zip(batch.headers, batch.mapping, strict=True):
        if target:
            yield field_of(header, target)


def field_of(header: str, target: str) -> str:
    """Name the field that a column fills."""
    return f"new:{header}" if target.startswith("newfield") else _FIELD.get(target) or key_of(target)


def choices_of(key: str) -> list[tuple[str, str | Promise]]:
    """Return the ways that a field can be treated, the usual one first."""
    if key == ALL:
        return EVERY
    return MANY if key in SEVERAL else NAME if key in ("name", "preferred_name") else ONE
