"""Teams and roles as lists named them: people are put into teams, which are made where there is none of the name."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from audit.recording import record
from imports.registry import Aside, Room
from imports.undo.references import unused
from members.models import Member, Team, TeamMember, TeamRole
from members.teams.actions import fold

_LONGEST, _LONGEST_ROLE = 120, 80


def take(asides: Sequence[Aside], by: Member) -> Collection[UUID]:
    """Put people into the teams that their rows name. A role without a team, or with several, stays kept aside.

    A fixed number of statements for however many rows, and one event. Who is in a team already stays as they are.
    """
    teams: dict[tuple[UUID, UUID], list[str]] = defaultdict(list)
    for aside in asides:
        if aside.what == "team":
            # Rows of one person may each name another team: the first spelling of each stands.
            here = teams[aside.batch, aside.member]
            here += [name for name in _names(aside) if fold(name) not in map(fold, here)]
    known = _teams([(name, batch) for (batch, _member), names in teams.items() for name in names])
    rows = [
        TeamMember(team=known[fold(name)], member_id=member, added_by=by, from_list=batch)
        for (batch, member), names in teams.items()
        for name in names
    ]
    TeamMember.objects.bulk_create(rows, ignore_conflicts=True)
    roles = {aside.pk: role for aside in asides if aside.what == "role" and (role := _role(aside, teams, known, by))}
    _give(roles.values())
    taken = [aside.pk for aside in asides if aside.what == "team"] + list(roles)
    if taken:
        record("import.run", of=None, by=by, fields=["teams", f"rows:{len(taken)}"])
    return taken


def take_back(batch: UUID) -> None:
    """Take out whom a list put into teams, the roles it gave, and the teams it made that nobody else has used."""
    for rows in goes(batch):
        rows.delete()
    made = Team.objects.filter(from_list=batch, purpose="", organizer=None, unit=None)
    made.filter(pk__in=unused(Team, made)).delete()


def goes(batch: UUID) -> list[QuerySet[Any, Any]]:
    """Return the roles nobody ended since, and whose time in a team nobody ended or gave another role in it."""
    said = Q(from_list=batch, until=None)
    others = TeamRole.objects.filter(~said, team=OuterRef("team"), member=OuterRef("member"))
    return [TeamRole.objects.filter(said), TeamMember.objects.filter(said, ~Exists(others))]


def _names(aside: Aside) -> list[str]:
    names = {fold(name): name for told in aside.told if (name := " ".join(told["value"].split())[:_LONGEST])}
    return list(names.values())


def _teams(names: Sequence[tuple[str, UUID]]) -> dict[str, Team]:
    """Return the teams of these names, made where they are missing, as the first row writes them."""
    wanted = {fold(name): (name, batch) for name, batch in reversed(names)}
    new = [Team(name=name, folded=folded, from_list=batch) for folded, (name, batch) in wanted.items()]
    Team.objects.bulk_create(new, ignore_conflicts=True)
    return {team.folded: team for team in Team.objects.active().filter(folded__in=wanted)}


def _role(
    aside: Aside, teams: Mapping[tuple[UUID, UUID], list[str]], known: dict[str, Team], by: Member
) -> TeamRole | None:
    """Make the role that a row gives somebody in the one team that the list names for them."""
    names = teams.get((aside.batch, aside.member), [])
    role = " ".join(aside.told[0]["value"].split())[:_LONGEST_ROLE] if len(aside.told) == 1 else ""
    if len(names) != 1 or not role:
        return None
    return TeamRole(team=known[fold(names[0])], name=role, member_id=aside.member, added_by=by, from_list=aside.batch)


def _give(roles: Collection[TeamRole]) -> None:
    """Write down the roles that people do not hold already."""
    people = {role.member_id for role in roles}
    held = TeamRole.objects.current().filter(member__in=people).values_list("team_id", "member_id", "name")
    here = {(team, member, fold(name)) for team, member, name in held}
    TeamRole.objects.bulk_create(role for role in roles if (role.team_id, role.member_id, fold(role.name)) not in here)


ROOM = Room(
    _("Teams"),
    frozenset({"team", "role"}),
    take,
    take_back,
    _("A role stays where the list names no team for the person, or several: give it on the page of the team."),
    goes,
)
