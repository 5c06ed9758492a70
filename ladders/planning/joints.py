"""Where plans, and who coaches and brought whom, take part in the pages of other rooms."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db.models import Count
from django.db.models.expressions import Combinable, Subquery
from django.utils.translation import gettext_lazy as _

from activities import registry as activities
from ladders import registry
from ladders.models import Ladder, PlanStep
from ladders.paths import paths_of
from ladders.planning import filters, queries, told
from ladders.skills import after_joining
from members import filters as people_filters
from members import registry as people
from members.models import Member
from members.requests import OrgRequest
from organizations.access import may


def register() -> None:
    """Called once, when the application is ready."""
    people_filters.register(*filters.FIELDS)
    people.tabs.append(people.Tab(_("Plan"), "plans:plan", "member.view", 10))
    people.panels.append(people.Panel("next", "ladders/panel_next.html", panel, 10, "main"))
    people.sources += [people.Source(told_rows, told.say) for told_rows in (told.begun, told.closed, told.settled)]
    registry.doors += [
        registry.Door(_("Plans"), "plans:mine", "plan.edit", 60, _late),
        registry.Door(_("Who coaches whom"), "coaching:tree", "member.view", 70),
        registry.Door(_("Who brought whom"), "recruiting:tree", "member.view", 75),
    ]
    activities.on_joined.append(after_joining)
    registry.said_yes.append(_said_yes)
    registry.next_steps.append(_next_step)


def panel(request: OrgRequest, member: Member) -> dict[str, Any] | None:
    """Return the next step for the overview, without a statement: it comes with the ladders of the path."""
    ladders: list[Any] = paths_of(member)
    has_plan = any(ladder.open_plans for ladder in ladders)
    may_plan = may(request, "plan.edit") and member.archived_at is None
    is_asked = may_plan and not member.is_made_up and member.status != Member.Status.STAFF
    if not has_plan and not is_asked:
        return None
    found = [step for ladder in ladders for step in ladder.next_steps]
    return {
        "member": member,
        "next": queries.first(found),
        "has_plan": has_plan,
        "may_plan": may_plan,
        "today": request.organization.today(),
    }


def _late(request: OrgRequest, _ladder: Ladder) -> Combinable:
    """Count the open steps that the reader supports and whose day is over."""
    late = PlanStep.objects.open().filter(supporter=request.member, by_on__lt=request.organization.today())
    counted = late.filter(plan__member__in=Member.objects.people().order_by().values("pk"))
    return Subquery(counted.order_by().values("outcome").annotate(n=Count("pk")).values("n"))


def _said_yes(member: Member) -> Iterable[registry.Yes]:
    """Tell what they agreed to in plans that are open, done or not yet, without a statement of its own."""
    ladders: list[Any] = paths_of(member)
    return [
        registry.Yes(row["text"], date.fromisoformat(row["on"]) if row["on"] else None, bool(row["outcome"]))
        for ladder in ladders
        for row in ladder.agreed_steps
    ]


def _next_step(member: Member) -> registry.NextStep | None:
    """Tell the next step of what was planned together, without a statement of its own."""
    ladders: list[Any] = paths_of(member)
    step = queries.first([step for ladder in ladders for step in ladder.shared_steps])
    return registry.NextStep(step.text, step.by_on, step.supporter) if step else None
