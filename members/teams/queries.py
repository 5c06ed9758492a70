"""Teams as pages show them: names of people only as far as the reader may see people."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import Case, Count, Exists, OuterRef, Q, QuerySet, Subquery, When, Window
from django.db.models.functions import Coalesce, RowNumber

from members.models import Member, Relationship, Team, TeamMember, TeamRole
from members.models.person import MemberQuerySet
from members.requests import OrgRequest
from organizations.permissions import PERMISSIONS, Scope

# So many people of a team stand on its page, and so many who were in it; the list of people has the others.
SHOWN = 100


class Person(NamedTuple):
    """Somebody's time in a team, with the names of the roles they hold there."""

    row: TeamMember
    roles: list[str]
    leads: bool


class Around(NamedTuple):
    """Who is in a team and who was, and what there is to answer for."""

    # The first of those whom the reader sees, and how many they are.
    people: list[Person]
    n_seen: int
    # In the team, and not among the people that the reader sees.
    n_unseen: int
    past: list[TeamMember]
    n_past: int
    roles: list[TeamRole]
    # Who leads, where the reader sees them.
    leader: TeamRole | None
    # Somebody leads, seen or not; who is archived leads nobody.
    is_led: bool
    coaches: Sequence[Member]

    @property
    def n_people(self) -> int:
        return self.n_seen + self.n_unseen

    @property
    def n_more(self) -> int:
        return self.n_seen - len(self.people)

    @property
    def n_more_past(self) -> int:
        return self.n_past - len(self.past)

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
    """Read who is in a team and who was, its roles and who coaches the leader: four statements."""
    n = _numbers(request, team)
    rows = _first(request, team)
    visible = Exists(seen(request).filter(pk=OuterRef("member")))
    roles = list(team.roles.current().annotate(is_seen=visible).select_related("member"))
    held: dict[UUID, list[TeamRole]] = defaultdict(list)
    for role in roles:
        if role.member_id:
            held[role.member_id].append(role)
    leader = next((role for role in roles if role.is_lead), None)
    return Around(
        people=[_person(row, held[row.member_id]) for row in rows if row.until is None],
        n_seen=n["n_seen"],
        n_unseen=n["n_here"] - n["n_seen"],
        past=[row for row in rows if row.until],
        n_past=n["n_past"],
        roles=[_marked(role) for role in roles if not role.is_lead],
        leader=leader if leader and leader.is_seen else None,
        is_led=leader is not None and not has_gone(leader),
        coaches=_coaches(request, leader) if leader else [],
    )


def _numbers(request: OrgRequest, team: Team) -> dict[str, int]:
    """Count who is in a team, whom of them the reader sees, and whom of those who were."""
    is_here, is_seen = Q(until=None), Q(member__in=seen(request).order_by().values("pk"))
    found: dict[str, int] = team.people.filter(member__in=Member.objects.people().order_by().values("pk")).aggregate(
        n_here=Count("pk", filter=is_here),
        n_seen=Count("pk", filter=is_here & is_seen),
        n_past=Count("pk", filter=~is_here & is_seen),
    )
    return found


def _first(request: OrgRequest, team: Team) -> list[TeamMember]:
    """Return the first by name of those whom the reader sees: so many who are in it, and so many who were."""
    has_left = Case(When(until=None, then=0), default=1)
    place = Window(RowNumber(), partition_by=[has_left], order_by=["member__sorted_as", "pk"])
    rows = team.people.filter(member__in=seen(request).order_by().values("pk")).annotate(place=place)
    return list(rows.filter(place__lte=SHOWN).select_related("member").order_by("member__sorted_as", "pk"))


def _person(row: TeamMember, roles: list[TeamRole]) -> Person:
    return Person(row, [role.name for role in roles if not role.is_lead], any(role.is_lead for role in roles))


def _marked(role: Any) -> TeamRole:
    """Mark a role as held by somebody whom the reader does not see, or who is archived."""
    role.is_unseen = bool(role.member_id and not role.is_seen)
    role.has_gone = has_gone(role)
    marked: TeamRole = role
    return marked


def has_gone(role: TeamRole) -> bool:
    """Whether whoever holds a role is in no list any more, so that somebody else has to."""
    return role.member is not None and bool(role.member.archived_at or role.member.erased_at)


def _coaches(request: OrgRequest, leader: TeamRole) -> Sequence[Member]:
    coaching = Relationship.objects.kept().filter(other=leader.member_id, kind=Relationship.Kind.COACH_OF)
    return list(seen(request).filter(pk__in=coaching.order_by().values("member")).by_name())
