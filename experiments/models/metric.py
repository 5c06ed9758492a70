"""What a sign is counted by, and the figures it had."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from activities.models import Activity
from experiments.models.assignment import Assignment
from experiments.models.log import LogPost
from experiments.models.sign import Sign
from ladders.models import Level
from members.models import Member, SavedView
from stpnet.models import TenantModel


class Metric(TenantModel):
    """How a sign is counted. Names of views and activities are kept beside them: they may be deleted while it runs.

    Two groups are two views, or the first two groups of an assignment; `view` is A, the baseline, `other_view` B. Of a
    share, `view` is those who could have and `other_view` those who did.
    """

    class Way(models.TextChoices):
        NUMBER = "number", _("A number somebody writes down")
        RATE = "rate", _("So many out of so many, written down")
        VIEW = "view", _("How many people are on a list")
        SHARE = "share", _("How many of one list are on another one too")
        CAME = "came", _("How many came to an activity")
        YES = "yes", _("How many of those who were asked to an activity said yes")
        KEPT = "kept", _("How many promises were kept, of those that were due")
        MOVED = "moved", _("How many moved up the ladder since it began")
        GROUPS = "groups", _("Two groups compared")
        PULSE = "pulse", _("A question to those who take part")

    # What those ways ask a person for; everything else is counted.
    BY_HAND: ClassVar = (Way.NUMBER, Way.RATE)
    # A part of a whole: figures of these are shares, and their goals percent.
    SHARES: ClassVar = (Way.RATE, Way.SHARE, Way.YES, Way.KEPT, Way.PULSE, Way.GROUPS)

    sign = models.OneToOneField(Sign, on_delete=models.CASCADE, related_name="metric")
    way = models.CharField(_("how it is counted"), max_length=6, choices=Way)
    goal = models.DecimalField(_("goal or limit"), max_digits=12, decimal_places=2, null=True, blank=True)
    baseline = models.DecimalField(_("where it began"), max_digits=12, decimal_places=2, null=True, blank=True)
    view = models.ForeignKey(SavedView, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    other_view = models.ForeignKey(SavedView, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    assignment = models.ForeignKey(Assignment, on_delete=models.SET_NULL, null=True, blank=True, related_name="metrics")
    activity = models.ForeignKey(Activity, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    level = models.ForeignKey(Level, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    # Of what was chosen, by the column's name: what it was called then, and for a view a seal of what it asked for.
    chosen = models.JSONField(default=dict, editable=False)
    question = models.CharField(_("the question"), max_length=200, blank=True)
    # Why there is no newer figure, or what to know about it; a sentence by its name, see `counting.troubles`.
    trouble = models.CharField(max_length=20, blank=True, editable=False)
    counted_at = models.DateTimeField(null=True, editable=False)
    frozen_on = models.DateField(null=True, editable=False)
    made_by = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, related_name="+", editable=False)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(goal=None) | Q(goal__gte=0),
                name="experiments_metric_goal_not_below_zero",
                violation_error_message=_("A goal is 0 or more."),
            ),
            models.CheckConstraint(
                condition=~Q(way__in=["rate", "share", "yes", "kept", "pulse", "groups"])
                | Q(goal=None)
                | Q(goal__lte=100),
                name="experiments_metric_share_at_most_all",
                violation_error_message=_("A share is at most 100 percent."),
            ),
            models.CheckConstraint(
                condition=~Q(way="pulse") | ~Q(question=""),
                name="experiments_metric_pulse_asks",
                violation_error_message=_("Write the question."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.way} of {self.sign_id}"

    @property
    def is_share(self) -> bool:
        return self.way in self.SHARES

    @property
    def is_by_hand(self) -> bool:
        """Somebody writes its figures down: also those of two groups that are neither lists nor drawn."""
        is_compared = self.way == self.Way.GROUPS and not {"view", "assignment"} & set(self.chosen)
        return self.way in self.BY_HAND or is_compared


class Measurement(TenantModel):
    """The figure of one day; the last one of a day stays. A share is `part` of `whole`; group B has its own two.

    `value` is the number, or the share in percent; for two groups B less A in points. None where a share has no whole.
    """

    metric = models.ForeignKey(Metric, on_delete=models.CASCADE, related_name="measurements")
    on = models.DateField()
    value = models.DecimalField(max_digits=14, decimal_places=4, null=True)
    part = models.PositiveIntegerField(null=True, blank=True)
    whole = models.PositiveIntegerField(null=True, blank=True)
    b_part = models.PositiveIntegerField(null=True, blank=True)
    b_whole = models.PositiveIntegerField(null=True, blank=True)
    # Empty: counted.
    by = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, related_name="+", editable=False)
    is_counted = models.BooleanField(default=True, editable=False)
    # The post that told of it.
    post = models.ForeignKey(LogPost, on_delete=models.SET_NULL, null=True, related_name="figures", editable=False)
    made_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        ordering: ClassVar = ["on"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["metric", "on"],
                name="experiments_measurement_once_a_day",
                violation_error_message=_("There is a figure of this day already."),
            ),
            models.CheckConstraint(
                condition=Q(part=None, whole=None) | Q(part__isnull=False, whole__isnull=False, part__lte=F("whole")),
                name="experiments_measurement_part_of_whole",
                violation_error_message=_("Those who did are among those who could have: the first is not the larger."),
            ),
            models.CheckConstraint(
                condition=Q(b_part=None, b_whole=None)
                | Q(b_part__isnull=False, b_whole__isnull=False, b_part__lte=F("b_whole")),
                name="experiments_measurement_b_part_of_whole",
                violation_error_message=_("Those who did are among those who could have: the first is not the larger."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.value} on {self.on}"


class PulseAnswer(TenantModel):
    """What somebody who takes part answered; one answer each, the last one stays."""

    metric = models.ForeignKey(Metric, on_delete=models.CASCADE, related_name="answers")
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="pulse_answers")
    is_yes = models.BooleanField()
    on = models.DateField()
    by = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, related_name="+", editable=False)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["metric", "member"],
                name="experiments_pulseanswer_once",
                violation_error_message=_("They answered already."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.member_id} of {self.metric_id}"
