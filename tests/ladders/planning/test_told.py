"""What a person's change history tells of their plans."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from ladders.models import DevelopmentPlan, Level, PlanStep
from ladders.planning import actions
from members.models import Member


@pytest.fixture
def plan(north: Any, levels: list[Level], person: Any) -> DevelopmentPlan:
    member = Member.objects.create(given_name="Dolores", family_name="Ankrah", organizer=person("organizer"))
    level, by = levels[3], person("director")
    plan = actions.begin(member, ladder=level.ladder, aims_at=level, is_shared=True, by=by)
    for text in ("Run the meeting", "Call four neighbors", "Keep the minutes"):
        actions.add_step(plan, text=text, by=by)
    return plan


def told(client: Client, plan: DevelopmentPlan) -> list[str]:
    page = client.get(reverse("members:history", args=["north", plan.member_id]))
    return [line.text for line in page.context["lines"] if "plan" in line.text]


def test_a_plan_is_told_from_its_beginning_to_its_end(sign_in: Any, plan: DevelopmentPlan, person: Any):
    done, dropped, _open = PlanStep.objects.order_by("position")
    actions.settle(done, outcome="done", by=plan.made_by)
    actions.settle(dropped, outcome="dropped", note="The hall was not free", by=plan.made_by)
    actions.close(plan, how_it_went="She runs the floor now", by=person("owner"))

    lines = told(sign_in("organizer"), plan)

    assert sorted(lines) == [
        "A step of their plan was dropped, “Call four neighbors”: The hall was not free",
        "Did a step of their plan, “Run the meeting”",
        "Director North River began a plan with them, toward “4 Leads a team” on Leadership ladder",
        "Owner North River closed their plan on Leadership ladder: She runs the floor now",
    ]


def test_whoever_began_it_and_is_gone_has_no_name(sign_in: Any, plan: DevelopmentPlan):
    DevelopmentPlan.objects.update(made_by=None)

    assert [line.split(" began")[0] for line in told(sign_in("director"), plan)] == ["Someone no longer here"]
