"""Plans and their steps, and the generations of who coaches and who brought whom."""

from datetime import date

from ladders.models import DevelopmentPlan, Level, PlanStep
from tests.organizations.cells.scene import BOTH, GET, POST, Cell, Made, Scene, on_file, someone


def plan(scene: Scene) -> Made:
    return {"pk": _plan(scene).pk}


def step(scene: Scene) -> Made:
    """A step of such a plan."""
    return {"pk": PlanStep.objects.create(plan=_plan(scene), position=1, text="Run a meeting").pk}


def step_to_move(scene: Scene) -> Made:
    return step(scene) | {"way": "up"}


def _plan(scene: Scene) -> DevelopmentPlan:
    """Of somebody they organize, or a colleague does."""
    level = Level.objects.filter(ladder__is_default=True, retired_at=None).earliest("position")
    member = on_file(scene, mine=scene.mine)
    return DevelopmentPlan.objects.create(
        member=member, ladder=level.ladder, aims_at=level, made_on=date(2026, 1, 5), made_by=scene.member
    )


CELLS = {
    "recruiting:tree": Cell("member.view", GET),
    "recruiting:below": Cell("member.view", GET, someone),
    "coaching:tree": Cell("member.view", GET),
    "coaching:below": Cell("member.view", GET, someone),
    "plans:mine": Cell("plan.edit", GET),
    "plans:plan": Cell("member.view", GET, someone),
    "plans:begin": Cell("plan.edit", BOTH, someone),
    "plans:aim": Cell("plan.edit", BOTH, plan),
    "plans:close": Cell("plan.edit", BOTH, plan),
    "plans:open_again": Cell("plan.edit", POST, plan),
    "plans:paper": Cell("member.view", GET, plan),
    "plans:add": Cell("plan.edit", BOTH, plan),
    "plans:change": Cell("plan.edit", BOTH, step),
    "plans:move": Cell("plan.edit", POST, step_to_move),
    "plans:settle": Cell("plan.edit", BOTH, step),
    "plans:unsettle": Cell("plan.edit", POST, step),
}
