"""Finding people who can be reached in exactly the same way."""

from collections.abc import Iterable

from members.models import ContactPoint, Member
from members.models.person import MemberQuerySet

_MOST = 5


def reached_alike(people: MemberQuerySet, points: Iterable[ContactPoint]) -> list[Member]:
    """Return a few of these people who have one of these phones or e-mails; an address is shared by neighbors."""
    kinds = (ContactPoint.Kind.PHONE, ContactPoint.Kind.EMAIL)
    wanted = [point.normal for point in points if point.kind in kinds]
    if not wanted:
        return []
    same = ContactPoint.objects.filter(kind__in=kinds, normal__in=wanted).values("member")
    return list(people.filter(pk__in=same).by_name()[:_MOST])
