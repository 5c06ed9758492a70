"""What people who sign in have to do with people on file: who is who, and what is written down of changes."""

from uuid import UUID

from audit.recording import HasKey, action, record
from members.models import ContactPoint, Member
from organizations.models import Organization, User
from organizations.registry import Change, Known


class _Keyed:
    """Something known by its id alone."""

    def __init__(self, pk: UUID) -> None:
        self.pk = pk


@action
def write_down(organization: Organization, change: Change) -> None:
    """Record a change with the Members that who did it, and whom it is about, are here."""
    members = {member.user_id: member for member in Member.objects.filter(user_id__in={change.by, change.of} - {None})}
    of: HasKey | None = members.get(change.of) or (_Keyed(change.of) if change.of else None)
    record(change.action, of=of, by=members.get(change.by), fields=change.fields)


def find_known(address: str) -> Known | None:
    """Return the one person on file who has the address and does not sign in; nobody when several do."""
    found = list(_with_address(address)[:2])
    return Known(found[0].pk, str(found[0])) if len(found) == 1 else None


def link(organization: Organization, user: User, address: str, named: UUID) -> None:
    """Let the person on file whom the owner named be the one who signs in, if the address is theirs alone."""
    found = list(_with_address(address)[:2])
    if [member.pk for member in found] == [named] and not Member.objects.filter(user_id=user.pk).exists():
        found[0].user_id = user.pk
        found[0].save(update_fields=["user_id"])


def _with_address(address: str) -> "list[Member]":
    points = ContactPoint.objects.filter(kind=ContactPoint.Kind.EMAIL, normal=address)
    return list(Member.objects.people().filter(user_id=None, pk__in=points.values("member_id")).order_by("pk"))
