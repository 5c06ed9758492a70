"""Someone new, written down with the first talk: a name, and one way to reach them."""

from typing import NamedTuple

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from conversations.logging import known
from members.actions import add_member
from members.forms.contacts import reached
from members.models import ContactPoint, Member
from members.requests import OrgRequest
from members.same import reached_alike


class Newcomer(NamedTuple):
    """Who is not on file yet."""

    name: str
    point: ContactPoint

    def add(self, *, by: Member) -> Member:
        """Put them on file, for who talked with them to organize."""
        given, _blank, family = self.name.partition(" ")
        columns = {"given_name": given[:100], "family_name": family.strip()[:100], "organizer": by}
        return add_member(by=by, columns=columns, contacts=[self.point])


def point_of(text: str, region: str) -> ContactPoint:
    """Read a phone or an e-mail; ValidationError says what it needs."""
    if not text:
        raise ValidationError(_("Write one way to reach them: a phone number or an e-mail."))
    kind = ContactPoint.Kind.EMAIL if "@" in text else ContactPoint.Kind.PHONE
    value, normal = reached(kind, text, region)
    return ContactPoint(kind=kind, value=value, normal=normal)


def here_already(newcomer: Newcomer, request: OrgRequest) -> list[Member]:
    """Return who is reached in the same way, of those whom this person may see."""
    return reached_alike(known.within_reach(request), [newcomer.point])
