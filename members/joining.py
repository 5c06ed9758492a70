"""What a new organization starts with, and the Member that each person who signs in is."""

from django.utils.translation import gettext as _

from members.archiving import actions as archiving
from members.models import Member, UnitKind
from organizations.models import Organization, Role, User


def first_rows(organization: Organization) -> None:
    """Make the kind of unit that lists and charts divide people by."""
    UnitKind.objects.create(name=_("Home area"), plural=_("Home areas"), is_default=True)


def join(organization: Organization, user: User, roles: list[Role]) -> None:
    """Give the person who signs in a row of their own; a row they have is kept.

    Staff, unless they come only to coach: then a guest, who is in no count or list. Who was archived is back.
    """
    archiving.bring_back_all(Member.objects.archived().filter(user_id=user.pk).values_list("pk", flat=True), by=None)
    given, _space, family = user.name.partition(" ")
    from_outside = set(roles) <= {Role.COACH}
    Member.objects.get_or_create(
        user_id=user.pk,
        defaults={
            "given_name": given or user.email,
            "family_name": family,
            "status": Member.Status.STAFF,
            "kind": Member.Kind.GUEST if from_outside else Member.Kind.PERSON,
        },
    )
