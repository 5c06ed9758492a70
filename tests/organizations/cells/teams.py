"""Teams and responsibilities."""

from ladders.models import Holding, Responsibility
from members.models import Team, TeamMember, TeamRole
from tests.organizations.cells.scene import BOTH, GET, POST, Cell, Made, Scene, number, on_file


def _team(scene: Scene, *, put_away: bool = False) -> Team:
    """A team whose organizer they are, or somebody else's."""
    name, organizer = f"team {next(number)}", scene.member if scene.mine else None
    made = Team.objects.create(name=name, folded=name, organizer=organizer)
    if put_away:
        Team.objects.filter(pk=made.pk).update(put_away_at=made.created_at)
    return made


def any_team(scene: Scene) -> Made:
    """Which teams there are is no secret; whose names stand there is another matter."""
    return {"pk": _team(scene).pk}


def own_team(scene: Scene) -> Made:
    return {"pk": _team(scene).pk}


def gone_team(scene: Scene) -> Made:
    return {"pk": _team(scene, put_away=True).pk}


def somebody_in_it(scene: Scene) -> Made:
    team, member = _team(scene), on_file(scene, mine=scene.mine)
    return {"pk": team.pk, "row": TeamMember.objects.create(team=team, member=member).pk}


def a_role(scene: Scene) -> Made:
    team = _team(scene)
    return {"pk": team.pk, "role": TeamRole.objects.create(team=team, name="Cook").pk}


def _carried(scene: Scene) -> Responsibility:
    """Something to carry in a team of theirs, or in somebody else's."""
    name = f"carried {next(number)}"
    return Responsibility.objects.create(name=name, folded=name, team=_team(scene))


def any_responsibility(scene: Scene) -> Made:
    return {"pk": _carried(scene).pk}


def own_responsibility(scene: Scene) -> Made:
    return {"pk": _carried(scene).pk}


def gone_responsibility(scene: Scene) -> Made:
    made = _carried(scene)
    Responsibility.objects.filter(pk=made.pk).update(put_away_at=made.created_at)
    return {"pk": made.pk}


def somebody_asked(scene: Scene) -> Made:
    made, member = _carried(scene), on_file(scene, mine=scene.mine)
    row = Holding.objects.create(responsibility=made, member=member, asked_on="2026-01-05")
    return {"pk": made.pk, "holding": row.pk}


def a_step(scene: Scene) -> Made:
    return {**somebody_asked(scene), "step": "asked"}


SHARED = {any_team, any_responsibility}
CELLS = {
    "teams:list": Cell("member.view", GET),
    "teams:team": Cell("member.view", GET, any_team),
    "teams:add": Cell("team.edit", BOTH),
    "teams:edit": Cell("team.edit", BOTH, own_team),
    "teams:put_away": Cell("team.edit", POST, own_team),
    "teams:bring_back": Cell("team.edit", POST, gone_team),
    "teams:people": Cell("team.edit", BOTH, own_team),
    "teams:find": Cell("team.edit", POST, own_team),
    "teams:take_back": Cell("team.edit", POST, own_team),
    "teams:let_go": Cell("team.edit", POST, somebody_in_it),
    "teams:come_back": Cell("team.edit", POST, somebody_in_it),
    "teams:lead": Cell("team.edit", BOTH, own_team),
    "teams:role_add": Cell("team.edit", BOTH, own_team),
    "teams:role": Cell("team.edit", BOTH, a_role),
    "teams:role_drop": Cell("team.edit", POST, a_role),
    "responsibilities:list": Cell("member.view", GET),
    "responsibilities:responsibility": Cell("member.view", GET, any_responsibility),
    "responsibilities:add": Cell("responsibility.edit", BOTH),
    "responsibilities:edit": Cell("responsibility.edit", BOTH, own_responsibility),
    "responsibilities:put_away": Cell("responsibility.edit", POST, own_responsibility),
    "responsibilities:bring_back": Cell("responsibility.edit", POST, gone_responsibility),
    "responsibilities:ask": Cell("responsibility.edit", POST, own_responsibility),
    "responsibilities:step": Cell("responsibility.edit", BOTH, somebody_asked),
    "responsibilities:undo": Cell("responsibility.edit", POST, a_step),
}
