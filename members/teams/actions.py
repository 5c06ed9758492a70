"""What changes teams and who is in them. Nothing is lost: whoever leaves has been there, from when to when."""

from collections.abc import Collection, Sequence
from contextlib import AbstractContextManager
from datetime import date
from uuid import UUID

from django.db.models.functions import Now
from django.utils.translation import gettext as _

from audit.recording import action, record
from members import normal
from members.models import Member, Team, TeamMember, TeamRole, Unit
from members.taken import refusing


class TeamsRefused(Exception):
    """Not done, and why, in a sentence; `field` is the one it is about."""

    def __init__(self, sentence: str, field: str = "name") -> None:
        super().__init__(sentence)
        self.field = field


def fold(name: str) -> str:
    """Return a name as it is compared with others."""
    return normal.fold(name)[:120] or name


@action
def make(*, name: str, purpose: str, unit: Unit | None, organizer: Member | None, by: Member) -> Team:
    """Begin a team."""
    _refuse_second(name)
    with _named_once():
        team: Team = Team.objects.create(name=name, folded=fold(name), purpose=purpose, unit=unit, organizer=organizer)
    record("team.edit", of=team, by=by, fields=["name", "purpose"])
    return team


@action
def edit(team: Team, *, name: str, purpose: str, unit: Unit | None, organizer: Member | None, by: Member) -> Team:
    """Say anew what a team is called, what it is for, where it belongs and who is its organizer."""
    _refuse_second(name, but=team)
    team.name, team.folded, team.purpose, team.unit, team.organizer = name, fold(name), purpose, unit, organizer
    with _named_once():
        team.save(update_fields=["name", "folded", "purpose", "unit", "organizer"])
    record("team.edit", of=team, by=by, fields=["name", "purpose", "unit", "organizer"])
    return team


@action
def put_away(team: Team, *, by: Member) -> bool:
    """Take a team out of every list, with all that is known of it; False when somebody was quicker."""
    if not Team.objects.active().filter(pk=team.pk).update(put_away_at=Now()):
        return False
    record("team.edit", of=team, by=by, fields=["put away"])
    return True


@action
def bring_back(team: Team, *, by: Member) -> bool:
    """Let a team stand in the list again with those who were in it. Raises TeamsRefused when its name is taken."""
    _refuse_second(team.name, but=team)
    with _named_once():
        back = Team.objects.exclude(put_away_at=None).filter(pk=team.pk).update(put_away_at=None)
    if not back:
        return False
    record("team.edit", of=team, by=by, fields=["brought back"])
    return True


@action
def add(team: Team, people: Collection[Member], *, on: date | None, by: Member | None) -> list[TeamMember]:
    """Put people into a team; who is in it already stays as they are. Returns the new rows."""
    lock(team)
    here = set(team.people.current().filter(member__in=people).values_list("member_id", flat=True))
    rows = [TeamMember(team=team, member=member, since=on, added_by=by) for member in people if member.pk not in here]
    made = TeamMember.objects.bulk_create(rows)
    for row in made:
        record("member.edit", of=row.member, by=by, fields=["teams"])
    return made


@action
def take_back(team: Team, rows: Collection[UUID], *, by: Member) -> int:
    """Undo that people were added: as if it had not been, for those who hold no role there by now."""
    lock(team)
    busy = team.roles.current().exclude(member=None).values("member")
    slips = list(
        team.people.current().filter(pk__in=rows, added_by=by).exclude(member__in=busy).select_related("member")
    )
    TeamMember.objects.filter(pk__in=[row.pk for row in slips]).delete()
    for row in slips:
        record("member.edit", of=row.member, by=by, fields=["teams"])
    return len(slips)


@action
def let_go(row: TeamMember, *, on: date, by: Member) -> bool:
    """End somebody's time in a team; the roles they held are open again, and the team is without a leader if they led."""
    lock(row.team)
    if not TeamMember.objects.current().filter(pk=row.pk).update(until=_end(row.since, on)):
        return False
    for role in row.team.roles.current().filter(member=row.member):
        _end_role(role, on, by)
    record("member.edit", of=row.member, by=by, fields=["teams"])
    return True


@action
def come_back(row: TeamMember, *, by: Member) -> bool:
    """Undo that somebody was let go, with the roles they gave back that day, where nobody holds them since."""
    lock(row.team)
    row.refresh_from_db()
    ended_on = row.until
    if ended_on is None or row.team.people.current().filter(member=row.member).exists():
        return False
    TeamMember.objects.filter(pk=row.pk).update(until=None)
    for role in row.team.roles.filter(member=row.member, until=ended_on):
        _take_up_again(role)
    record("member.edit", of=row.member, by=by, fields=["teams"])
    return True


def _take_up_again(role: TeamRole) -> None:
    """Let somebody have a role again that is still open; a leader only where nobody else leads by now."""
    roles = role.team.roles.current()
    if role.is_lead:
        is_free = not roles.filter(is_lead=True).exists()
    else:
        opened = roles.filter(name=role.name, member=None).first()
        is_free = opened is not None
        if opened:
            opened.delete()
    if is_free:
        TeamRole.objects.filter(pk=role.pk).update(until=None)


@action
def add_role(team: Team, *, name: str, member: Member | None, on: date, by: Member) -> TeamRole:
    """Say what somebody has to answer for, and who does, if it is known; whoever holds a role is in the team."""
    lock(team)
    role = TeamRole(team=team, name=name, added_by=by)
    role.save(force_insert=True)
    record("team.edit", of=team, by=by, fields=["roles"])
    return give(role, member=member, on=on, by=by) if member else role


@action
def give(role: TeamRole, *, member: Member | None, on: date, by: Member) -> TeamRole:
    """Give a role to somebody, or take it back (None), so that it is open. Returns the row that stands for it now."""
    lock(role.team)
    role.refresh_from_db()
    if role.until is not None:
        raise TeamsRefused(_("Somebody has changed this role meanwhile. Look again."), "member")
    if role.member_id == (member.pk if member else None):
        return role
    opened = _end_role(role, on, by) if role.member_id else role
    if member is not None:
        add(role.team, [member], on=on, by=by)
        TeamRole.objects.filter(pk=opened.pk).update(member=member, since=on, added_by=by)
        record("member.edit", of=member, by=by, fields=["teams"])
    opened.refresh_from_db()
    return opened


@action
def drop_role(role: TeamRole, *, by: Member) -> bool:
    """Take away a role that nobody holds."""
    if not TeamRole.objects.current().filter(pk=role.pk, member=None).delete()[0]:
        return False
    record("team.edit", of=role.team, by=by, fields=["roles"])
    return True


@action
def lead(team: Team, *, member: Member | None, on: date, by: Member) -> None:
    """Say who leads a team from this day on; None: nobody does."""
    lock(team)
    now = team.roles.current().filter(is_lead=True).select_related("member", "team").first()
    if (now.member_id if now else None) == (member.pk if member else None):
        return
    if now:
        _end_role(now, on, by)
    if member:
        add(team, [member], on=on, by=by)
        TeamRole.objects.create(team=team, is_lead=True, member=member, since=on, added_by=by)
        record("member.edit", of=member, by=by, fields=["teams"])
    record("team.edit", of=team, by=by, fields=["leader"])


def _end_role(role: TeamRole, on: date, by: Member | None) -> TeamRole:
    """End somebody's time in a role and return the open one that takes its place; nobody waits for a leader's."""
    TeamRole.objects.filter(pk=role.pk).update(until=_end(role.since, on))
    if role.member:
        record("member.edit", of=role.member, by=by, fields=["teams"])
    if role.is_lead:
        return role
    opened: TeamRole = TeamRole.objects.create(team=role.team, name=role.name, added_by=by)
    return opened


def _end(since: date | None, on: date) -> date:
    """What began in the future of this clock ends on the day it began."""
    return max(since, on) if since else on


def lock(team: Team) -> None:
    """Let nobody else change who is in this team until this is done."""
    if not Team.objects.select_for_update(no_key=True, of=("self",)).filter(pk=team.pk).exists():
        raise TeamsRefused(_("“%s” is gone meanwhile.") % team.name)


def _refuse_second(name: str, but: Team | None = None) -> None:
    others = Team.objects.active().filter(folded=fold(name))
    if (others.exclude(pk=but.pk) if but else others).exists():
        raise TeamsRefused(_("There is a team of this name already."))


def _named_once() -> AbstractContextManager[None]:
    """Refuse the later of two who give one name at the same moment."""
    return refusing("members_team_name_once", TeamsRefused(_("There is a team of this name already.")))


def named(names: Sequence[str]) -> dict[str, Team]:
    """Find teams by their names, however they are written."""
    folded = {fold(name): name for name in names}
    return {folded[team.folded]: team for team in Team.objects.active().filter(folded__in=folded)}
