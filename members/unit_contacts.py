"""What changes whom to write to about a unit."""

from django.utils.translation import gettext as _

from audit.recording import action, record
from members.models import Member, Unit, UnitContact

RIGHT = "chapter.edit"


class AlreadyThere(Exception):
    """They are a contact of this unit; `str()` says so."""


@action
def add(unit: Unit, member: Member, *, part: str, is_named: bool, by: Member) -> UnitContact:
    """Make somebody a contact of a unit. Raises AlreadyThere."""
    made, is_new = UnitContact.objects.get_or_create(
        unit=unit, member=member, defaults={"part": part, "is_named": is_named}
    )
    if not is_new:
        raise AlreadyThere(_("They are a contact of this unit already."))
    record(RIGHT, of=unit, by=by, fields=["contacts"])
    return made


@action
def name(contact: UnitContact, *, is_named: bool, by: Member) -> None:
    """Keep whether somebody agreed to stand by name in what a partner gets; papers made before ask again each time."""
    if UnitContact.objects.filter(pk=contact.pk).exclude(is_named=is_named).update(is_named=is_named):
        record(RIGHT, of=contact.unit, by=by, fields=["contacts"])


@action
def take_off(contact: UnitContact, *, by: Member) -> None:
    """Let somebody be a contact no more."""
    if UnitContact.objects.filter(pk=contact.pk).delete()[0]:
        record(RIGHT, of=contact.unit, by=by, fields=["contacts"])
