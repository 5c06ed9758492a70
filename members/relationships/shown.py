"""Relationships of one person as a page shows them, in one statement with the person."""

from typing import Any, NamedTuple
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import BooleanField, Case, F, OuterRef, Q, Value, When
from django.db.models.functions import JSONObject

from members.models import Member, Relationship
from members.relationships.words import SIDES, Side, side_of
from members.requests import OrgRequest

_MINE = Q(member=OuterRef("pk"))


class Line(NamedTuple):
    """What one other person is to the person of the page."""

    pk: str
    other: str
    name: str
    side: Side
    says: str
    note: str


def related_to(request: OrgRequest) -> ArraySubquery:
    """Return a part of a query of one person: their relationships with people of the list whom the reader may see."""
    people = Member.objects.people().visible_to(request).order_by().values("pk")
    theirs = Q(member=OuterRef("pk"), other__in=people) | Q(other=OuterRef("pk"), member__in=people)
    found = Relationship.objects.kept().filter(theirs)
    mine = Case(When(_MINE, then=Value(True)), default=Value(False), output_field=BooleanField())
    shown = JSONObject(
        pk=F("pk"),
        kind=F("kind"),
        note=F("note"),
        mine=mine,
        other=Case(When(_MINE, then=F("other_id")), default=F("member_id")),
        name=Case(When(_MINE, then=F("other__name")), default=F("member__name")),
    )
    return ArraySubquery(found.order_by("created_at", "pk").values(json=shown))


def lines(member: Member, related: list[dict[str, Any]]) -> list[Line]:
    """Say each relationship, those of one kind together."""
    found = [_line(member, row) for row in related]
    return sorted(found, key=lambda line: SIDES.index(line.side))


def _line(member: Member, row: dict[str, Any]) -> Line:
    side = side_of(row["kind"], is_from_them=not row["mine"])
    called = member.preferred_name or member.given_name or str(member)
    return Line(row["pk"], row["other"], row["name"], side, str(side.says) % called, row["note"])


def taken_away(request: OrgRequest, member: UUID) -> list[Relationship]:
    """Return what was taken away and can still be brought back, the latest first."""
    people = Member.objects.people().visible_to(request).order_by().values("pk")
    ends = Q(member=member, other__in=people) | Q(other=member, member__in=people)
    gone = Relationship.objects.filter(ends).exclude(removed_at=None).select_related("member", "other")
    return list(gone.order_by("-removed_at", "-pk"))
