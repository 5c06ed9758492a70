"""What the pages of plans say."""

from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

from activities.skills import queries as skills
from ladders.models import DevelopmentPlan, PlanStep
from ladders.planning.forms import StepForm
from ladders.planning.queries import plans_of, supporters
from ladders.planning.suggesting import Suggestion, suggestions
from members.about import About
from members.generations import walking
from members.generations.edges import COACHING, RECRUITING, edges
from members.models import Member
from members.person_page import around
from members.relationships.shown import lines
from members.requests import OrgRequest
from organizations.access import may


class Ahead(NamedTuple):
    """A step to take, whether they have the skill it names by now, and the next trainings that give it."""

    step: PlanStep
    known: skills.Known | None
    coming: list[skills.Coming]


class Open(NamedTuple):
    """An open plan: what lies ahead, the first of it as the next step, and what has been."""

    plan: DevelopmentPlan
    ahead: list[Ahead]
    settled: list[PlanStep]
    suggested: list[Suggestion]


def tab(request: OrgRequest, about: About) -> dict[str, Any]:
    """Return the context of the tab, in a fixed number of statements."""
    member = about.member
    plans = plans_of(member, request.organization.today())
    opened = [plan for plan in plans if plan.closed_at is None]
    suggested = suggestions(member, opened)
    may_plan = may(request, "plan.edit") and member.archived_at is None
    return {
        "open_plans": [_open(plan, suggested) for plan in opened],
        "closed_plans": [(plan, list(plan.steps.all())) for plan in plans if plan.closed_at],
        "may_plan": may_plan,
        "step_form": _step_form(request, member, opened[0]) if may_plan and opened else None,
        "around": generations(request, about),
        **around(request, about, "plans:plan", panels=()),
    }


def _step_form(request: OrgRequest, member: Member, plan: Any) -> StepForm:
    offered = [(UUID(row["pk"]), row["name"]) for row in plan.skills]
    return StepForm(people=supporters(request, member), skills=offered)


def _open(plan: DevelopmentPlan, suggested: list[Suggestion]) -> Open:
    steps: list[Any] = list(plan.steps.all())
    said = {step.text for step in steps}
    return Open(
        plan,
        [Ahead(step, skills.read(step.known), skills.read_coming(step.coming)) for step in steps if not step.outcome],
        [step for step in steps if step.outcome],
        [each for each in suggested if each.level == plan.aims_at_id and each.text not in said],
    )


def paper(plan: DevelopmentPlan) -> dict[str, Any]:
    """Return what the person is given: their steps and what the level looks like, without notes."""
    steps = list(plan.steps.select_related("supporter").exclude(outcome=PlanStep.Outcome.DROPPED))
    ahead = [step for step in steps if not step.outcome]
    return {
        "plan": plan,
        "member": plan.member,
        "next": ahead[0] if ahead else None,
        "later": ahead[1:],
        "done": [step for step in steps if step.outcome],
        "signs": list(plan.aims_at.signs.all()),
    }


class Generations(NamedTuple):
    """How many somebody coaches and brought in, directly and through others, and who does so for them."""

    coached_by: list[Any]
    recruited_by: list[Any]
    coaches: int
    coaches_through: int
    brought: int
    brought_through: int


def generations(request: OrgRequest, about: About) -> Generations:
    """Count both in one statement; who stands above is known with the person."""
    people = Member.objects.people().visible_to(request)
    found = walking.counts(edges(COACHING, RECRUITING, people=people), [about.member.pk])
    coaches, all_coached = found.get((COACHING.kind, about.member.pk), (0, 0))
    brought, all_brought = found.get((RECRUITING.kind, about.member.pk), (0, 0))
    said = lines(about.member, about.related)
    return Generations(
        [line for line in said if line.side.key == "coaches"],
        [line for line in said if line.side.key == "recruited"],
        coaches,
        all_coached - coaches,
        brought,
        all_brought - brought,
    )


def is_late(step: PlanStep, today: date) -> bool:
    """Whether its day is over."""
    return step.by_on is not None and step.by_on < today
