"""Why something about a field was not done."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.utils.translation import gettext as _

from members.taken import refusing


class FieldsRefused(Exception):
    """Not done, and why, in a sentence; `field` is the input it is about."""

    def __init__(self, sentence: str, field: str = "name") -> None:
        super().__init__(sentence)
        self.field = field


@contextmanager
def named_once() -> Iterator[None]:
    """Say it in a sentence where somebody else gave the name at the same moment, after the look for it."""
    with refusing("members_field_name_once", FieldsRefused(_("There is a field of this name already."))):
        yield
