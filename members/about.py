"""All that a person's page says of them, read in one statement."""

from datetime import date, datetime
from typing import Any, NamedTuple
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, OuterRef
from django.db.models.functions import JSONObject
from django.shortcuts import get_object_or_404

from members.actions import OF_CONTACT
from members.models import Belonging, ContactPoint, ExternalId, FieldValue, Member, MemberTag
from members.models.person import MemberQuerySet
from members.requests import OrgRequest

_KINDS = (ContactPoint.Kind.PHONE, ContactPoint.Kind.EMAIL, ContactPoint.Kind.ADDRESS)
_POINT = JSONObject(**{name: F(name) for name in ("id", "created_at", "normal", *OF_CONTACT)})
_UNIT = JSONObject(kind=F("kind__name"), kind_id=F("kind_id"), name=F("unit__name"), unit_id=F("unit_id"))
_VALUE = JSONObject(
    name=F("field__name"), field_id=F("field_id"), value=F("value"), why=F("field__why"), kind=F("field__kind")
)
_NUMBER = JSONObject(system=F("system"), value=F("value"))


class About(NamedTuple):
    """A person with everything beside the row; what comes from other tables is plain data."""

    member: Member
    points: list[ContactPoint]
    units: list[dict[str, str]]
    tags: list[str]
    values: list[dict[str, str]]
    numbers: list[dict[str, str]]


def about_or_404(request: OrgRequest, pk: UUID) -> About:
    """Find someone the signed-in person may see, with everything beside the row."""
    member: Any = get_object_or_404(_with_everything(Member.objects.opened_by(request)), pk=pk)
    points = sorted(map(_point, member.points), key=lambda point: (_KINDS.index(point.kind), not point.works))
    return About(member, points, member.units, member.tags, member.values, member.numbers)


def _with_everything(people: MemberQuerySet) -> MemberQuerySet:
    own = {"member": OuterRef("pk")}
    units = Belonging.objects.filter(**own).order_by("-kind__is_default", "kind__name")
    return people.select_related("organizer").annotate(
        points=ArraySubquery(ContactPoint.objects.filter(**own).order_by("created_at", "pk").values(json=_POINT)),
        units=ArraySubquery(units.values(json=_UNIT)),
        tags=ArraySubquery(MemberTag.objects.filter(**own).order_by("tag__name").values("tag__name")),
        values=ArraySubquery(FieldValue.objects.filter(**own).order_by("field__name").values(json=_VALUE)),
        numbers=ArraySubquery(ExternalId.objects.filter(**own).order_by("system", "value").values(json=_NUMBER)),
    )


def _point(row: dict[str, Any]) -> ContactPoint:
    day = row["consent_on"] and date.fromisoformat(row["consent_on"])
    made = datetime.fromisoformat(row["created_at"])
    return ContactPoint(**{**row, "id": UUID(row["id"]), "consent_on": day, "created_at": made})
