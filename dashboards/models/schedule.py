"""ReportSchedule: a report that is made again after each week, month or quarter, and who is told."""

from typing import ClassVar, Self

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from dashboards.models.report import Report
from members.models import Member
from stpnet.models import TenantModel, TenantQuerySet


class ReportScheduleQuerySet(TenantQuerySet["ReportSchedule"]):
    def standing(self) -> Self:
        """Keep those that nobody has ended; some wait until somebody goes on with them."""
        return self.filter(ended_at=None)

    def due(self) -> Self:
        """Keep those whose hour has come."""
        return self.standing().filter(due_at__lte=Now())


class ReportSchedule(TenantModel):
    """Make a report like this one when a period is over. `due_at` is empty while it waits for somebody to go on."""

    class Every(models.TextChoices):
        WEEK = "week", _("Each week")
        MONTH = "month", _("Each month")
        QUARTER = "quarter", _("Each quarter")

    like = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="schedules")
    every = models.CharField(_("how often"), max_length=7, choices=Every, default=Every.MONTH)
    # By whose right it is made; who leaves or loses the right pauses it.
    made_by = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, related_name="+", editable=False)
    made_at = models.DateTimeField(db_default=Now(), editable=False)
    due_at = models.DateTimeField(null=True, editable=False)
    paused_at = models.DateTimeField(null=True, editable=False)
    ended_at = models.DateTimeField(null=True, editable=False)

    objects: ClassVar[models.Manager["ReportSchedule"]] = models.Manager.from_queryset(ReportScheduleQuerySet)()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(every__in=["week", "month", "quarter"]),
                name="dashboards_reportschedule_known",
                violation_error_message=_("Choose how often."),
            ),
            models.CheckConstraint(
                condition=Q(due_at=None, ended_at__isnull=False)
                | Q(due_at=None, paused_at__isnull=False)
                | Q(due_at__isnull=False, paused_at=None, ended_at=None),
                name="dashboards_reportschedule_due_while_it_goes_on",
                violation_error_message=_("What waits or has ended comes at no hour."),
            ),
        ]
        indexes: ClassVar = [models.Index("due_at", condition=Q(ended_at=None), name="dashboards_schedule_due")]

    def __str__(self) -> str:
        return f"{self.like_id} each {self.every}"


class ReportReader(TenantModel):
    """Somebody who is told when a report of a schedule is there."""

    schedule = models.ForeignKey(ReportSchedule, on_delete=models.CASCADE, related_name="readers")
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    # By the link in the mail.
    stopped_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["schedule", "member"],
                name="dashboards_reportreader_once",
                violation_error_message=_("This person is told already."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.member_id} of {self.schedule_id}"


class ScheduledReport(TenantModel):
    """What became of one period: the report, and when its mail was written. There is one for each period."""

    schedule = models.ForeignKey(ReportSchedule, on_delete=models.CASCADE, related_name="made")
    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="+")
    last = models.DateField()
    told_at = models.DateTimeField(null=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["schedule", "last"],
                name="dashboards_scheduledreport_once_a_period",
                violation_error_message=_("The report of this period was made already."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.schedule_id} until {self.last}"
