"""Goal: how many people shall stand somewhere on a ladder by a day, and how many did when that was said."""

from typing import ClassVar, Self

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from ladders.models.ladder import Ladder, Level
from members.models import Member, SavedView, Team, Unit
from stpnet.models import TenantModel, TenantQuerySet


class GoalQuerySet(TenantQuerySet["Goal"]):
    def kept(self) -> Self:
        """Leave out goals that were put away."""
        return self.filter(put_away_at=None)


class Goal(TenantModel):
    """Of everyone, or of those whom `whose` names. Where what it names is gone, the goal rests and says so."""

    class Whose(models.TextChoices):
        EVERYONE = "everyone", _("Everyone")
        UNIT = "unit", _("Where they belong")
        TEAM = "team", _("A team")
        ORGANIZER = "organizer", _("Someone’s people")
        VIEW = "view", _("A view")

    ladder = models.ForeignKey(Ladder, on_delete=models.CASCADE, related_name="goals")
    # None: any level of the ladder.
    level = models.ForeignKey(Level, on_delete=models.CASCADE, null=True, related_name="goals")
    and_up = models.BooleanField(default=False)
    whose = models.CharField(max_length=10, choices=Whose, default=Whose.EVERYONE)
    unit = models.ForeignKey(Unit, on_delete=models.SET_NULL, null=True, related_name="+")
    team = models.ForeignKey(Team, on_delete=models.SET_NULL, null=True, related_name="+")
    organizer = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, related_name="goals")
    view = models.ForeignKey(SavedView, on_delete=models.SET_NULL, null=True, related_name="+")
    wanted = models.PositiveIntegerField(_("how many people"))
    due = models.DateField(_("by"))
    baseline = models.PositiveIntegerField()
    baseline_on = models.DateField()
    by = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField(db_default=Now(), editable=False)
    put_away_at = models.DateTimeField(null=True, editable=False)

    objects: ClassVar[models.Manager["Goal"]] = models.Manager.from_queryset(GoalQuerySet)()

    class Meta:
        ordering: ClassVar = ["due", "pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(unit=None, team=None, organizer=None, view=None)
                | Q(whose="unit", team=None, organizer=None, view=None)
                | Q(whose="team", unit=None, organizer=None, view=None)
                | Q(whose="organizer", unit=None, team=None, view=None)
                | Q(whose="view", unit=None, team=None, organizer=None),
                name="ladders_goal_one_scope",
                violation_error_message=_("A goal is everyone’s, or of one unit, team, organizer or view."),
            ),
            models.CheckConstraint(
                condition=Q(level__isnull=False) | Q(and_up=False),
                name="ladders_goal_up_from_a_level",
                violation_error_message=_("“And up” goes with a level."),
            ),
            models.CheckConstraint(
                condition=Q(wanted__gte=1),
                name="ladders_goal_wants_someone",
                violation_error_message=_("A goal is at least one person."),
            ),
            models.CheckConstraint(
                condition=Q(due__gte=F("baseline_on")),
                name="ladders_goal_due_later",
                violation_error_message=_("Choose a day that is still to come."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.wanted} by {self.due}"
