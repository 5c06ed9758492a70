"""DevelopmentPlan: what would help one person grow toward a level, in steps that were agreed with them."""

from typing import ClassVar, Self

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from activities.models import Skill
from ladders.models.ladder import Ladder, Level
from ladders.models.responsibility import Responsibility
from members.models import Member
from stpnet.models import TenantModel, TenantQuerySet


class DevelopmentPlanQuerySet(TenantQuerySet["DevelopmentPlan"]):
    def open(self) -> Self:
        """Keep those that nobody has closed."""
        return self.filter(closed_at=None)


class DevelopmentPlan(TenantModel):
    """The level somebody aims at on a ladder, and the steps there. Closed plans stay, with how it went.

    One is open at a time on each ladder: the action holds it, and not a constraint, for two rows put together by a merge
    may bring one each, and neither may be lost.
    """

    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="plans")
    ladder = models.ForeignKey(Ladder, on_delete=models.CASCADE, related_name="plans")
    aims_at = models.ForeignKey(Level, on_delete=models.PROTECT, related_name="plans", verbose_name=_("aims at"))
    is_shared = models.BooleanField(_("made together"), default=True)
    made_by = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, blank=True, related_name="plans_made")
    made_on = models.DateField()
    created_at = models.DateTimeField(db_default=Now(), editable=False)
    closed_at = models.DateTimeField(null=True, blank=True, editable=False)
    closed_by = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    how_it_went = models.CharField(_("how it went"), max_length=400, blank=True)

    objects: ClassVar[models.Manager["DevelopmentPlan"]] = models.Manager.from_queryset(DevelopmentPlanQuerySet)()

    class Meta:
        ordering: ClassVar = ["-created_at", "-id"]
        indexes: ClassVar = [
            models.Index(fields=["member"], condition=Q(closed_at=None), name="ladders_plan_open"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(closed_at=None, how_it_went="") | (Q(closed_at__isnull=False) & ~Q(how_it_went="")),
                name="ladders_developmentplan_closed_says_how",
                violation_error_message=_("Say in a line how it went."),
            ),
            models.CheckConstraint(
                condition=Q(closed_by=None) | Q(closed_at__isnull=False),
                name="ladders_developmentplan_closed_when",
                violation_error_message=_("Who closed it, closed it at some time."),
            ),
        ]

    def __str__(self) -> str:
        return f"plan of {self.made_on}"


class PlanStepQuerySet(TenantQuerySet["PlanStep"]):
    def open(self) -> Self:
        """Keep the steps that are still to be taken, of plans that are open."""
        return self.filter(outcome="", plan__closed_at=None)


class PlanStep(TenantModel):
    """One thing to learn, to live through or to carry. The first open one by position is the next step."""

    class Kind(models.TextChoices):
        EXPERIENCE = "experience", _("Something to try")
        SKILL = "skill", _("Something to learn")
        RESPONSIBILITY = "responsibility", _("Something to carry")

    class Outcome(models.TextChoices):
        DONE = "done", _("Done")
        DROPPED = "dropped", _("Dropped")

    plan = models.ForeignKey(DevelopmentPlan, on_delete=models.CASCADE, related_name="steps")
    position = models.PositiveSmallIntegerField()
    text = models.CharField(_("the step"), max_length=200)
    kind = models.CharField(_("what it is"), max_length=14, choices=Kind, default=Kind.EXPERIENCE)
    by_on = models.DateField(_("by when"), null=True, blank=True)
    supporter = models.ForeignKey(
        Member,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="steps_supported",
        verbose_name=_("who supports"),
    )
    # An open one that fits, where the step is to take it on.
    responsibility = models.ForeignKey(
        Responsibility, on_delete=models.SET_NULL, null=True, blank=True, related_name="steps"
    )
    # What it is that they learn, where the group has a word for it that trainings use too.
    skill = models.ForeignKey(Skill, on_delete=models.SET_NULL, null=True, blank=True, related_name="steps")
    outcome = models.CharField(max_length=7, choices=Outcome, blank=True)
    settled_on = models.DateField(null=True, blank=True)
    note = models.CharField(_("how it went"), max_length=300, blank=True)
    created_at = models.DateTimeField(db_default=Now(), editable=False)

    objects: ClassVar[models.Manager["PlanStep"]] = models.Manager.from_queryset(PlanStepQuerySet)()

    class Meta:
        ordering: ClassVar = ["position", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["plan", "position"],
                name="ladders_planstep_position_once",
                violation_error_message=_("Another step has this place."),
            ),
            models.CheckConstraint(
                condition=Q(outcome="", settled_on=None, note="")
                | (Q(outcome__in=["done", "dropped"]) & Q(settled_on__isnull=False)),
                name="ladders_planstep_settled_when",
                violation_error_message=_("What is done or dropped has its day."),
            ),
            models.CheckConstraint(
                condition=~Q(outcome="dropped", note=""),
                name="ladders_planstep_dropped_says_why",
                violation_error_message=_("Say in a line why it is dropped."),
            ),
            models.CheckConstraint(
                condition=Q(kind__in=["skill", "experience", "responsibility"]),
                name="ladders_planstep_kind_known",
                violation_error_message=_("Choose what kind of step it is."),
            ),
            models.CheckConstraint(
                condition=Q(skill=None) | Q(kind="skill"),
                name="ladders_planstep_skill_is_learned",
                violation_error_message=_("A skill goes with “Something to learn”."),
            ),
            models.CheckConstraint(
                condition=~Q(text=""),
                name="ladders_planstep_says_something",
                violation_error_message=_("Say what the step is."),
            ),
        ]

    def __str__(self) -> str:
        return self.text
