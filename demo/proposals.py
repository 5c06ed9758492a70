"""Rules of a demo organization, what they propose, and its goals."""

from datetime import date, timedelta

from ladders.goals import counting
from ladders.models import Goal, Ladder, Level
from ladders.proposing import looking, rules
from members.acting import owners, request_as
from members.filters.tree import Condition, Group
from members.models import Member
from members.requests import OrgRequest
from organizations.models import Organization

# On the lower level for so long that somebody might look again, by the level that is proposed.
STAYED_DAYS = {2: 270, 3: 330}
# How much more than half a year ago, by level: in a hundred.
MORE = {2: 115, 3: 150, 4: 140}
HALF_A_YEAR = timedelta(days=182)
DUE_IN = timedelta(days=120)
# Nothing but assessments is kept of these eighteen months, so half a year without one is no silence yet.
QUIET_AFTER = 365


def fill(organization: Organization, *, today: date) -> None:
    """Let an owner write rules and goals, and the rules look once, as they do at night."""
    owner = owners(organization)[0]
    Ladder.objects.filter(is_default=True).update(quiet_after_days=QUIET_AFTER)
    ladder = Ladder.objects.get(is_default=True)
    levels = {level.position: level for level in ladder.levels.all()}
    for position, days in STAYED_DAYS.items():
        stayed = _stayed(levels[position - 1], days)
        rules.save(rules.new(ladder, levels[position]), filters=stayed, by=owner)
    request = request_as(owner, rules.RIGHT)
    Goal.objects.bulk_create(
        [_goal(ladder, levels[position], more, owner, request, today) for position, more in MORE.items()]
    )
    looking.look()


def _stayed(level: Level, days: int) -> Group:
    on_level = Condition("place", "is", (f"level-{level.pk}",))
    long = Condition("place-since", "older", (str(days),))
    return Group("all", (on_level, long, Condition("status", "is", ("member",))))


def _goal(ladder: Ladder, level: Level, more: int, owner: Member, request: OrgRequest, today: date) -> Goal:
    then = today - HALF_A_YEAR
    goal = Goal(ladder=ladder, level=level, wanted=1, due=today + DUE_IN, baseline_on=then, by=owner)
    (goal.baseline,) = counting.count([goal], request, then).values()
    goal.wanted = max(goal.baseline * more // 100, 2)
    return goal
