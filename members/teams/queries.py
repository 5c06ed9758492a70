"""Teams as pages show them: names of people only as far as the reader may see people."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from members.models import Member, Relationship, Team, TeamMember, TeamRole
from members.models.person import MemberQuerySet
from members.requests import OrgRequest
from organizations.permissions import PERMISSIONS, Scope


class Person(NamedTuple):
    """Somebody's time in a team, with the names of the roles they hold there."""

    row: TeamMember
    roles: list[str]
    leads: bool


class Around(NamedTuple):
    """Who is in a team and who was, and what there is to answer for."""

    people: list[Person]
    # In the team, and not among the people that the reader sees.
    n_unseen: int
    past: list[TeamMember]
    roles: list[TeamRole]
    # Who leads, where the reader sees them.
    leader: TeamRole | None
    # Somebody leads, seen or not; who is archived leads nobody.
    is_led: bool
    coaches: Sequence[Member]

    @property
    def n_people(self) -> int:
        return len(self.people) + self.n_unseen

    @property
    def n_open(self) -> int:
        return sum(role.member_id is None for role in self.roles)


def edits(request: OrgRequest) -> Any:
    """Return the teams that the signed-in person may change, whatever page they are on."""
    return Team.objects.all().within(edit_scope(request), request.member)


def edit_scope(request: OrgRequest) -> Scope:
    return PERMISSIONS["team.edit"].scope(request.roles)


def seen(request: OrgRequest) -> MemberQuerySet:
    people: MemberQuerySet = Member.objects.people().visible_to(request)
    return people


def listed(request: OrgRequest) -> Any:
    """Return every team with its leader's name (where the reader sees the leader), its people and its open roles."""
    here = {"team": OuterRef("pk")}
    leading = TeamRole.objects.current().filter(**here, is_lead=True, member__in=seen(request).order_by().values("pk"))
    people = TeamMember.objects.current().filter(**here, member__in=Member.objects.people().order_by().values("pk"))
    opened = TeamRole.objects.current().filter(**here, member=None)
    return (
        Team.objects.select_related("unit")
        .annotate(leader=Subquery(leading.values("member__name")[:1]), n=_count(people), n_open=_count(opened))
        .by_name()
    )


def _count(rows: QuerySet[Any]) -> Any:
    counted = rows.order_by().values("team").annotate(n=Count("pk")).values("n")
    return Coalesce(Subquery(counted), 0)


def around(request: OrgRequest, team: Team) -> Around:
    """Read who is in a team and who was, its roles and who coaches the leader: three statements."""
    people = Member.objects.people().order_by().values("pk")
    visible = set(seen(request).filter(Q(in_teams__team=team) | Q(team_roles__team=team)).values_list("pk", flat=True))
    rows = list(team.people.filter(member__in=people).select_related("member").order_by("member__sorted_as", "pk"))
    roles = list(team.roles.current().select_related("member"))
    held: dict[UUID, list[TeamRole]] = defaultdict(list)
    for role in roles:
        if role.member_id:
            held[role.member_id].append(role)
    leader = next((role for role in roles if role.is_lead), None)
    current = [row for row in rows if row.until is None]
    return Around(
        people=[_person(row, held[row.member_id]) for row in current if row.member_id in visible],
        n_unseen=sum(row.member_id not in visible for row in current),
        past=[row for row in rows if row.until and row.member_id in visible],
        roles=[_marked(role, visible) for role in roles if not role.is_lead],
        leader=leader if leader and leader.member_id in visible else None,
        is_led=leader is not None and not has_gone(leader),
        coaches=_coaches(request, leader) if leader else [],
    )


def _person(row: TeamMember, roles: list[TeamRole]) -> Person:
    return Person(row, [role.name for role in roles if not role.is_lead], any(role.is_lead for role in roles))


def _marked(role: TeamRole, visible: set[UUID]) -> TeamRole:
    """Mark a role as held by somebody whom the reader does not see, or who is archived."""
    role.is_unseen = bool(role.member_id and role.member_id not in visible)  # type: ignore[attr-defined]
    role.has_gone = has_gone(role)  # type: ignore[attr-defined]
    return role


def has_gone(role: TeamRole) -> bool:
    """Whether whoever holds a role is in no list any more, so that somebody else has to."""
    return role.member is not None and bool(role.member.archived_at or role.member.erased_at)


def _coaches(request: OrgRequest, leader: TeamRole) -> Sequence[Member]:
    coaching = Relationship.objects.kept().filter(other=leader.member_id, kind=Relationship.Kind.COACH_OF)
    return list(seen(request).filter(pk__in=coaching.order_by().values("member")).by_name())
