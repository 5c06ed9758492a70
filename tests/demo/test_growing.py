"""The demo's people coach and bring each other, and some have plans: enough to show, and nothing in a ring."""

from datetime import timedelta

from demo.cedar_valley import CEDAR_VALLEY
from demo.loading import fill
from ladders.coaching.queries import coverage, holders
from ladders.models import DevelopmentPlan, Level, PlanStep
from members.generations import walking
from members.generations.edges import COACHING, RECRUITING, edges
from members.models import Member
from organizations.models import Organization


def test_the_large_group_shows_generations_and_plans(north: Organization) -> None:
    today = north.today()
    fill(north, CEDAR_VALLEY, today=today)
    people, levels = Member.objects.people(), list(Level.objects.filter(ladder__is_default=True))

    assert (walking.rings(edges(COACHING)), walking.rings(edges(RECRUITING))) == ([], [])
    by_level = {each.level.position: each for each in coverage(people, levels).levels}
    assert all(0 < by_level[n].coached < by_level[n].people for n in (2, 3))
    assert holders(people, 7).few[0].n >= 8
    assert edges(RECRUITING).count() > 60
    assert DevelopmentPlan.objects.open().count() >= 10
    assert DevelopmentPlan.objects.exclude(closed_at=None).count() == 3
    assert PlanStep.objects.open().filter(by_on__lt=today).exists()
    assert PlanStep.objects.open().filter(by_on__gt=today + timedelta(days=7)).exists()
