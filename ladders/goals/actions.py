"""What changes goals. Whose and where a goal counts does not change: that would be another goal."""

from datetime import date

from django.db.models.functions import Now
from django.utils.translation import gettext as _

from audit.recording import action, record
from ladders.goals.counting import count
from ladders.models import Goal
from members.models import Member
from members.requests import OrgRequest

RIGHT = "goal.edit"


class GoalRefused(Exception):
    """Why it cannot be kept, in a sentence a member could read."""


@action
def keep(goal: Goal, *, request: OrgRequest, by: Member) -> Goal:
    """Keep a new goal with how many there are today. Raises GoalRefused when what it names is gone meanwhile."""
    goal.baseline_on = request.organization.today()
    n = count([goal], request, goal.baseline_on)
    if not n:
        raise GoalRefused(_("What this goal is about is not there any more. Choose again."))
    (goal.baseline,) = n.values()
    goal.by = by
    goal.save(force_insert=True)
    record(RIGHT, of=goal, by=by, fields=["added"])
    return goal


@action
def change(goal: Goal, *, wanted: int, due: date, by: Member) -> None:
    """Want another number, or another day; what was counted at the beginning stays."""
    goal.wanted, goal.due = wanted, due
    goal.save(update_fields=["wanted", "due"])
    record(RIGHT, of=goal, by=by, fields=["due", "wanted"])


@action
def put_away(goal: Goal, *, by: Member) -> None:
    """Show a goal no more."""
    if Goal.objects.kept().filter(pk=goal.pk).update(put_away_at=Now()):
        record(RIGHT, of=goal, by=by, fields=["put away"])


@action
def bring_back(goal: Goal, *, by: Member) -> None:
    """Show a goal again."""
    if Goal.objects.filter(pk=goal.pk).exclude(put_away_at=None).update(put_away_at=None):
        record(RIGHT, of=goal, by=by, fields=["brought back"])
