"""What people can be filtered by in this room: status, unit, organizer, tag."""

from collections.abc import Sequence
from uuid import UUID

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from members.choices import load
from members.filters import Choice, FilterField
from members.models import Belonging, Member, MemberTag
from members.models.person import MemberQuerySet
from members.requests import OrgRequest

ME, NOBODY = "me", "nobody"


def statuses(request: OrgRequest) -> Sequence[Choice]:
    return [(str(value), str(label)) for value, label in Member.Status.choices]


def by_status(people: MemberQuerySet, value: str, request: OrgRequest) -> MemberQuerySet:
    return people.filter(status=Member.Status(value))


def units(request: OrgRequest) -> Sequence[Choice]:
    return load(request).unit_options()


def by_unit(people: MemberQuerySet, value: str, request: OrgRequest) -> MemberQuerySet:
    """Keep those in a unit or anywhere below it."""
    unit = load(request).units.get(UUID(value))
    if unit is None:
        raise ValueError(value)
    return people.filter(Exists(Belonging.objects.filter(member=OuterRef("pk"), unit__in=unit.with_all_below())))


def organizers(request: OrgRequest) -> Sequence[Choice]:
    return [(ME, _("Me")), (NOBODY, _("Nobody")), *load(request).organizers]


def by_organizer(people: MemberQuerySet, value: str, request: OrgRequest) -> MemberQuerySet:
    if value == ME:
        return people.filter(organizer=request.member)
    if value == NOBODY:
        return people.filter(organizer=None)
    if value not in dict(load(request).organizers):
        raise ValueError(value)
    return people.filter(organizer=UUID(value))


def tags(request: OrgRequest) -> Sequence[Choice]:
    return load(request).tags


def by_tag(people: MemberQuerySet, value: str, request: OrgRequest) -> MemberQuerySet:
    if value not in dict(load(request).tags):
        raise ValueError(value)
    return people.filter(Exists(MemberTag.objects.filter(member=OuterRef("pk"), tag=UUID(value))))


FIELDS = (
    FilterField("status", gettext_lazy("Status"), statuses, by_status, 20),
    FilterField("unit", gettext_lazy("Where they belong"), units, by_unit, 30),
    FilterField("organizer", gettext_lazy("Organizer"), organizers, by_organizer, 40),
    FilterField("tag", gettext_lazy("Tag"), tags, by_tag, 50),
)
