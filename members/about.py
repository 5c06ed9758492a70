"""All that a person's page says of them, read in one statement."""

from collections.abc import Callable
from datetime import date, datetime
from typing import Any, NamedTuple
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, OuterRef
from django.db.models.functions import JSONObject, Now
from django.http import Http404

from members import households, registry
from members.actions import OF_CONTACT
from members.fields.values import of_member, told
from members.models import APART_FOR, Belonging, ContactPoint, ExternalId, Member, MemberTag, MergeRecord
from members.models.person import MemberQuerySet
from members.readers import ME, Reader, reader_of
from members.relationships.shown import related_to
from members.requests import OrgRequest
from members.teams.shown import teams_of
from stpnet.db.compiled import Placeholder, compiled

type Part = Callable[[], Any]
_WHO = Placeholder()
_KINDS = (ContactPoint.Kind.PHONE, ContactPoint.Kind.EMAIL, ContactPoint.Kind.ADDRESS)
_POINT = JSONObject(**{name: F(name) for name in ("id", "created_at", "normal", *OF_CONTACT)})
_UNIT = JSONObject(kind=F("kind__name"), kind_id=F("kind_id"), name=F("unit__name"), unit_id=F("unit_id"))
_MERGE = JSONObject(id=F("id"), name=F("merged__name"), merged_at=F("merged_at"))
_NUMBER = JSONObject(system=F("system"), value=F("value"))


class About(NamedTuple):
    """A person with everything beside the row; what comes from other tables is plain data."""

    member: Member
    points: list[ContactPoint]
    units: list[dict[str, str]]
    tags: list[str]
    # What they answered, in the order of the fields: those that the reader may see.
    values: list[dict[str, Any]]
    numbers: list[dict[str, str]]
    # Who was put together with them, and can be taken apart.
    merges: list[dict[str, str]]
    # Who shares a phone or a home with them.
    shares: list[dict[str, Any]]
    # Relationships with people whom the reader may see.
    related: list[dict[str, Any]]
    # The teams they are in, with what they answer for there.
    teams: list[dict[str, Any]]


def about_or_404(request: OrgRequest, pk: UUID, **more: Part) -> About:
    """Find someone whose page the signed-in person may open, with everything beside the row.

    `more` make further parts of the same statement, which stand as attributes of the member.
    """
    return _of_one(_opened, request, pk, more)


def read_or_404(request: OrgRequest, pk: UUID, **more: Part) -> About:
    """Find someone as `about_or_404`, or who was archived: to be read, not to be changed."""
    return _of_one(_read, request, pk, more)


def _opened(request: OrgRequest) -> MemberQuerySet:
    people: MemberQuerySet = Member.objects.opened_by(request)
    return people


def _read(request: OrgRequest) -> MemberQuerySet:
    people: MemberQuerySet = Member.objects.read_by(request).select_related("archived_by")
    return people


def _of_one(
    people: Callable[[OrgRequest], MemberQuerySet], request: OrgRequest, pk: UUID, more: dict[str, Part]
) -> About:
    found = _statement(people, reader_of(request), tuple(more.items())).rows({_WHO: pk, ME: request.member.pk})
    if not found:
        raise Http404
    return _about(found[0])


@compiled
def _statement(
    people: Callable[[OrgRequest], MemberQuerySet], reader: Reader, more: tuple[tuple[str, Part], ...]
) -> MemberQuerySet:
    request = reader.as_request()
    around = {"shares": households.sharing(request), "related": related_to(request), "teams": teams_of()}
    around |= {name: part(request) for name, part in registry.beside.items()}
    around |= {name: part() for name, part in more}
    return with_everything(people(request), request).annotate(**around).filter(pk=_WHO)


def of_people(pks: Any, request: OrgRequest) -> list[About]:
    """Read several people of the list, who has been here longest first, in one statement."""
    people = with_everything(Member.objects.people().filter(pk__in=pks), request).order_by("created_at", "pk")
    return [_about(member) for member in people]


def _about(member: Any) -> About:
    points = sorted(map(_point, member.points), key=lambda point: (_KINDS.index(point.kind), not point.works))
    return About(
        member,
        points,
        member.units,
        member.tags,
        list(map(told, member.values)),
        member.numbers,
        member.put_in,
        getattr(member, "shares", []),
        getattr(member, "related", []),
        getattr(member, "teams", []),
    )


def with_everything(people: MemberQuerySet, request: OrgRequest) -> MemberQuerySet:
    own = {"member": OuterRef("pk")}
    units = Belonging.objects.filter(**own).order_by("-kind__is_default", "kind__name")
    merges = MergeRecord.objects.filter(survivor=OuterRef("pk"), apart_at=None, merged_at__gt=Now() - APART_FOR)
    return people.select_related("organizer").annotate(
        points=ArraySubquery(ContactPoint.objects.filter(**own).order_by("created_at", "pk").values(json=_POINT)),
        units=ArraySubquery(units.values(json=_UNIT)),
        tags=ArraySubquery(MemberTag.objects.filter(**own).order_by("tag__name").values("tag__name")),
        values=ArraySubquery(of_member(request)),
        numbers=ArraySubquery(ExternalId.objects.filter(**own).order_by("system", "value").values(json=_NUMBER)),
        put_in=ArraySubquery(merges.order_by("-merged_at").values(json=_MERGE)),
    )


def _point(row: dict[str, Any]) -> ContactPoint:
    day = row["consent_on"] and date.fromisoformat(row["consent_on"])
    made = datetime.fromisoformat(row["created_at"])
    return ContactPoint(**{**row, "id": UUID(row["id"]), "consent_on": day, "created_at": made})
