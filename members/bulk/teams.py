"""Putting many into a team, and taking those out again whom it put there."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from members.changing.cells import Change
from members.models import CellChange, ChangeSet, Member, Team, TeamMember, TeamRole
from members.teams import actions

KIND = "team"


def check(asked: Mapping[str, Any]) -> None:
    """Refuse a team that was put away since it was chosen."""
    _team(asked["field"])


def apply(made: ChangeSet, rows: dict[UUID, Member], _ready: Any) -> Sequence[Change]:
    """Put everybody into the team who is not in it; the row is kept, so that its undo takes back this one alone."""
    field = made.asked["field"]
    team = _team(field)
    actions.lock(team)
    here = set(team.people.current().filter(member__in=rows).values_list("member_id", flat=True))
    new = [TeamMember(team=team, member_id=pk, since=_day(made), added_by=made.by) for pk in rows if pk not in here]
    return [Change(row.member_id, field, None, str(row.pk)) for row in TeamMember.objects.bulk_create(new)]


def take_back(cells: Sequence[CellChange], _by: Member) -> set[UUID]:
    """Take out those whom the set put in. Who left since, or answers for something there by now, is left alone."""
    kept = {UUID(str(cell.after)): cell.member_id for cell in cells}
    rows = TeamMember.objects.current().filter(pk__in=kept).select_for_update(of=("self",), no_key=True)
    stay = {row.pk: (row.team_id, row.member_id) for row in rows.order_by("pk")}
    held = TeamRole.objects.current().filter(member__in=kept.values()).values_list("team_id", "member_id")
    busy = set(held)
    gone = [pk for pk, where in stay.items() if where not in busy]
    TeamMember.objects.filter(pk__in=gone).delete()
    return set(kept.values()) - {kept[pk] for pk in gone}


def _team(field: str) -> Team:
    team: Team | None = Team.objects.active().filter(pk=UUID(field.partition(":")[2])).first()
    if team is None:
        raise ValidationError(_("This team is gone. Choose another."))
    return team


def _day(made: ChangeSet) -> date:
    """The day on which it was asked, by the group's clock: a worker may come to it after midnight."""
    return date.fromisoformat(made.asked["on"])
