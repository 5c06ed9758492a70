"""Says the texts of a whole page to its reader: who may not see people reads "a member" for whoever has no account.

Pages hand over what they show as their last step, so that names are looked for once, in all texts of the page together.
"""

from collections.abc import Callable
from typing import Any

from django.db.models import Model, QuerySet

from experiments import names
from members.requests import OrgRequest
from organizations.access import may

# Columns of our rows that hold what somebody wrote.
_WRITTEN = ("title", "text", "area", "hypothesis", "how", "verdict_words")


def told[T](request: OrgRequest, shown: T) -> T:
    """Return what is shown with its texts as this reader may read them. Rows are changed in place: for showing only."""
    if may(request, "member.view"):
        return shown
    found: dict[str, str] = {}

    def gather(text: str) -> str:
        found[text] = text
        return text

    _walk(shown, gather, set())
    said = dict(zip(found, names.texts(request, list(found)), strict=True))
    whole: T = _walk(shown, lambda text: said.get(text, text), set())
    return whole


def _walk(value: Any, say: Callable[[str], str], seen: set[int]) -> Any:
    if type(value) is str:
        return say(value)
    if isinstance(value, dict):
        return {key: _walk(each, say, seen) for key, each in value.items()}
    if isinstance(value, QuerySet):
        return _walk(list(value), say, seen)
    if isinstance(value, list | tuple):
        parts = [_walk(each, say, seen) for each in value]
        return type(value)(*parts) if hasattr(value, "_replace") else type(value)(parts)
    if isinstance(value, Model) and id(value) not in seen and value._meta.app_label == "experiments":  # noqa: SLF001
        seen.add(id(value))
        for name in _WRITTEN:
            if name in vars(value):
                vars(value)[name] = _walk(vars(value)[name], say, seen)
        for related in value._state.fields_cache.values():  # noqa: SLF001 - what was fetched beside it
            _walk(related, say, seen)
    return value
