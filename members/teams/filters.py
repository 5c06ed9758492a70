"""Teams in the filters of the list of people: who is in one, and what somebody answers for there."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from members.choices import load
from members.filters import Choice, OneOf, Text
from members.filters.sources import rows
from members.models import TeamMember, TeamRole
from members.requests import OrgRequest
from members.teams.shown import current


def by_team(request: OrgRequest, values: tuple[str, ...]) -> Q:
    """Keep those who are in one of these teams now. Raises ValueError for a team that is none here."""
    if not set(values) <= set(dict(load(request).all_teams)):
        raise ValueError(values)
    return Q(Exists(TeamMember.objects.current().filter(member=OuterRef("pk"), team__in=map(UUID, values))))


def _teams(request: OrgRequest) -> Sequence[Choice]:
    return load(request).teams


def _all_teams(request: OrgRequest) -> Sequence[Choice]:
    return load(request).all_teams


def _in_any() -> Q:
    return Q(Exists(current().filter(member=OuterRef("pk"))))


def _roles() -> Any:
    return TeamRole.objects.current().filter(is_lead=False, team__put_away_at=None)


FIELDS = (
    OneOf(
        name="team", label=_("Team"), order=52, choices=_teams, names=_all_teams, has=by_team, known=_in_any, many=True
    ),
    Text(name="team-role", label=_("Role in a team"), order=53, source=rows(_roles, "name")),
)
