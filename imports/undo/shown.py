"""What stays when a list is taken back, in words."""

from collections.abc import Iterable
from typing import NamedTuple

from django.utils.formats import date_format
from django.utils.text import get_text_list
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from imports.models import ImportBatch, ImportKept
from members.history import field_name
from members.models import Member

Why = ImportKept.Why


class KeptLine(NamedTuple):
    """One line: who or what it is about, what stays of it, why, and the other list where that is the reason."""

    name: str
    member: Member | None
    what: str
    why: str
    elsewhere: ImportBatch | None


def lines(kept: Iterable[ImportKept]) -> list[KeptLine]:
    return [_line(each) for each in kept]


def _line(kept: ImportKept) -> KeptLine:
    erased = kept.why == Why.ERASED
    name = _("Someone no longer on file") if erased else str(kept.member) if kept.member else kept.word
    return KeptLine(name, None if erased else kept.member, _what(kept), _why(kept), kept.elsewhere)


def _what(kept: ImportKept) -> str:
    if kept.member is None:
        return _("A unit, tag or field made for this list")
    named = get_text_list([_field(field) for field in kept.fields], _("and"))
    if kept.is_whole:
        return _("The whole person. Changed: %s") % named if named else _("The whole person")
    return named or _("Everything")


def _field(field: str) -> str:
    return _("number in another system") if field == "external_id" else field_name(field)


def _why(kept: ImportKept) -> str:
    """Say why, by whom and when, as far as it is known."""
    on = date_format(localtime(kept.at), "M j, Y") if kept.at else ""
    said = {"who": str(kept.by or ""), "on": on}
    match Why(kept.why):
        case Why.CHANGED if kept.by:
            return _("%(who)s changed it on %(on)s") % said
        case Why.ASSESSED if kept.by:
            return _("%(who)s assessed this person on %(on)s") % said
        case Why.LISTED:
            return _("Also in a later list")
        case Why.USED:
            return _("Something else here needs this person") if kept.member else _("It is still in use")
        case Why.CHANGED if kept.member is None:
            return _("Renamed since")
    return str(Why(kept.why).label)
