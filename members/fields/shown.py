"""How people read what is stored in a field of the group's own."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal, InvalidOperation

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from members.fields import people
from members.fields.links import is_safe
from members.fields.own import OwnField
from members.models import Field

Kind = Field.Kind
DAY = "M j, Y"


def shown(own: OwnField, value: str) -> str:
    """Write a stored value as people read it."""
    if own.kind == Kind.PERSON and people.is_id(value):
        return people.names(own.request, [value])[value]
    return in_words(own, value)


def in_words(own: OwnField, value: str) -> str:
    """Write a value for which nothing has to be read: of a person, the name that was read already."""
    if own.kind in (Kind.ONE_OF, Kind.SEVERAL_OF) and fits(own.kind, value):
        return ", ".join(own.labels[pk] for pk in own.in_order(value.split()))
    return plain(own.kind, value)


def plain(kind: str, value: str) -> str:
    """Write a value that says by itself what it means; what does not fit its kind stays as it is."""
    if kind == Kind.YES_NO:
        return {"yes": _("Yes"), "no": _("No")}.get(value, value)
    if kind == Kind.DATE and fits(kind, value):
        return date_format(date.fromisoformat(value), DAY)
    return value


def fits(kind: str, value: str) -> bool:
    """Whether a stored text is one of this kind; a list may have brought in words where a number is asked."""
    test = _TESTS.get(kind)
    try:
        return test is None or test(value)
    except (ValueError, InvalidOperation):
        return False


_TESTS: dict[str, Callable[[str], bool]] = {
    Kind.NUMBER: lambda value: Decimal(value).is_finite(),
    Kind.DATE: lambda value: date.fromisoformat(value).isoformat() == value,
    Kind.YES_NO: lambda value: value in ("yes", "no"),
    Kind.ONE_OF: people.is_id,
    Kind.SEVERAL_OF: lambda value: all(map(people.is_id, value.split())),
    Kind.PERSON: people.is_id,
    Kind.LINK: is_safe,
}
