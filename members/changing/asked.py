"""What the list sends: cells that somebody changed, as plain data."""

from typing import Any
from uuid import UUID

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from members.changing.actions import MOST_CELLS, Wanted

_BROKEN = gettext_lazy("The changes did not arrive whole, so nothing was saved. Please try again.")
_LONGEST_NAME = 80


class WholeField(forms.JSONField):
    """JSON, also such as nobody writes: nested or numbered so that the parser gives up, which is broken all the same."""

    def to_python(self, value: Any) -> Any:
        try:
            return super().to_python(value)
        except (RecursionError, ValueError) as error:
            raise ValidationError(self.error_messages["invalid"], code="invalid") from error


class CellsForm(forms.Form):
    """`{"changes": [{"id", "version", "field", "value"}…]}`, all texts."""

    cells = WholeField(error_messages={"required": _BROKEN, "invalid": _BROKEN})

    def clean_cells(self) -> list[Wanted]:
        """Return the cells; what is wrong with one of them in itself is said of that cell later."""
        sent: Any = self.cleaned_data["cells"]
        changes = sent.get("changes") if isinstance(sent, dict) else None
        if not isinstance(changes, list):
            raise ValidationError(str(_BROKEN))
        if len(changes) > MOST_CELLS:
            raise ValidationError(
                _("At most %d cells can be changed at once, so nothing was saved. Take fewer rows, or bring them in as"
                  " a list.") % MOST_CELLS
            )  # fmt: skip
        try:
            return [_wanted(change) for change in changes]
        except (KeyError, TypeError, ValueError) as error:
            raise ValidationError(str(_BROKEN)) from error


def _wanted(change: dict[str, str]) -> Wanted:
    texts = {name: change[name] for name in ("id", "version", "field", "value")}
    if not all(isinstance(text, str) for text in texts.values()) or len(texts["field"]) > _LONGEST_NAME:
        raise ValueError
    # Half a character, as scripts can send, is kept by no database.
    value = texts["value"].encode(errors="replace").decode()
    return Wanted(UUID(texts["id"]), texts["field"], value, texts["version"])
