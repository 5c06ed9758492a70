"""Activity: a meeting, an action, a training, on one day of the group's calendar; and the series it may be one of."""

from datetime import date, datetime, time, timedelta
from typing import ClassVar, Self
from zoneinfo import ZoneInfo

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from activities.models.skill import Skill
from members.models import Member, Team, Unit
from stpnet.models import TenantModel, TenantQuerySet

MOST_DAYS = 90


class ActivitySeries(TenantModel):
    """What comes again and again. The next ones are made some weeks ahead, like the last one that was made."""

    class Every(models.TextChoices):
        WEEK = "week", _("Every week")
        FORTNIGHT = "fortnight", _("Every two weeks")
        WEEKDAY = "weekday", _("Every month, on the same weekday")
        MONTH = "month", _("Every month, on the same date")

    every = models.CharField(_("how often"), max_length=10, choices=Every)
    # Later ones are counted from here, so that a single one moved to another day does not move all that follow.
    first_on = models.DateField()
    # The last day for which one was made: what somebody deleted or moved is not made a second time.
    made_until = models.DateField()
    until = models.DateField(_("until"), null=True, blank=True)
    ended_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(every__in=["week", "fortnight", "weekday", "month"]),
                name="activities_activityseries_every_known",
                violation_error_message=_("Choose how often it comes."),
            ),
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=F("first_on")),
                name="activities_activityseries_ends_after_start",
                violation_error_message=_("The last one is not before the first."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_every_display()}, from {self.first_on}"


class ActivityQuerySet(TenantQuerySet["Activity"]):
    def on_the_way(self, today: date) -> Self:
        """Keep those of today and later, the next first."""
        return self.filter(on__gte=today).order_by("on", F("begins").asc(nulls_first=True), "pk")

    def over(self, today: date) -> Self:
        """Keep those of days before today, the latest first."""
        return self.filter(on__lt=today).order_by("-on", F("begins").desc(nulls_last=True), "pk")

    def held(self) -> Self:
        """Leave out what was cancelled."""
        return self.filter(cancelled_at=None)


class Activity(TenantModel):
    """Something a group does together. Its day and times are those of the place: a clock change moves nothing."""

    class Kind(models.TextChoices):
        MEETING = "meeting", _("Meeting")
        ACTION = "action", _("Action")
        TRAINING = "training", _("Training")
        TEXT_BANK = "text_bank", _("Text or phone bank")
        CANVASS = "canvass", _("Canvass")
        PETITION = "petition", _("Petition")
        POSTCARDS = "postcards", _("Postcards")

    kind = models.CharField(_("what it is"), max_length=10, choices=Kind, default=Kind.MEETING)
    name = models.CharField(_("name"), max_length=120)
    folded = models.CharField(max_length=120, editable=False)
    on = models.DateField(_("day"))
    begins = models.TimeField(_("from"), null=True, blank=True)
    # An end before the beginning is after midnight.
    ends = models.TimeField(_("until"), null=True, blank=True)
    place = models.CharField(_("place"), max_length=200, blank=True)
    about = models.TextField(_("what it is for"), max_length=1000, blank=True)
    unit = models.ForeignKey(Unit, on_delete=models.SET_NULL, null=True, blank=True, related_name="activities")
    team = models.ForeignKey(Team, on_delete=models.SET_NULL, null=True, blank=True, related_name="activities")
    series = models.ForeignKey(ActivitySeries, on_delete=models.SET_NULL, null=True, related_name="activities")
    # One of a series that is not like the others: somebody changed it alone, and those to come are not made after it.
    is_own_way = models.BooleanField(default=False, db_default=False, editable=False)
    skill = models.ForeignKey(Skill, on_delete=models.SET_NULL, null=True, blank=True, related_name="trainings")
    expected = models.PositiveSmallIntegerField(_("how many are expected"), null=True, blank=True)
    follow_up_days = models.PositiveSmallIntegerField(_("days to follow up with who is new"), default=3)
    # It was to be on this day before somebody moved it, at that moment: who said yes earlier meant the other day.
    moved_from = models.DateField(null=True, editable=False)
    moved_at = models.DateTimeField(null=True, editable=False)
    cancelled_at = models.DateTimeField(null=True, editable=False)
    cancelled_because = models.CharField(_("why"), max_length=200, blank=True)
    made_by = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, related_name="+")
    from_list = models.UUIDField(null=True, editable=False)
    created_at = models.DateTimeField(db_default=Now(), editable=False)

    objects: ClassVar[models.Manager["Activity"]] = models.Manager.from_queryset(ActivityQuerySet)()

    class Meta:
        ordering: ClassVar = ["-on", "folded", "id"]
        indexes: ClassVar = [models.Index(fields=["on"], name="activities_activity_on")]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(name=""),
                name="activities_activity_has_name",
                violation_error_message=_("Write what it is called."),
            ),
            models.CheckConstraint(
                condition=Q(
                    kind__in=["meeting", "action", "training", "text_bank", "canvass", "petition", "postcards"]
                ),
                name="activities_activity_kind_known",
                violation_error_message=_("Choose what it is."),
            ),
            models.CheckConstraint(
                condition=Q(ends=None) | Q(begins__isnull=False),
                name="activities_activity_ends_after_start",
                violation_error_message=_("Say when it begins before you say when it ends."),
            ),
            models.CheckConstraint(
                condition=Q(follow_up_days__lte=MOST_DAYS),
                name="activities_activity_follow_up_soon",
                violation_error_message=_("Follow up within 90 days."),
            ),
            models.CheckConstraint(
                condition=Q(cancelled_at__isnull=False) | Q(cancelled_because=""),
                name="activities_activity_cancelled_when",
                violation_error_message=_("Only what is cancelled has a reason why."),
            ),
            models.CheckConstraint(
                condition=Q(moved_from=None, moved_at=None) | Q(moved_from__isnull=False, moved_at__isnull=False),
                name="activities_activity_moved_when",
                violation_error_message=_("What was moved was moved from some day."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def starts_at(self, zone: ZoneInfo) -> datetime:
        """Return the moment it begins; without a time, the beginning of its day."""
        return datetime.combine(self.on, self.begins or time(), zone)

    def ends_at(self, zone: ZoneInfo) -> datetime:
        """Return the moment it is over; two hours after it begins where nobody said."""
        if self.ends is None:
            return self.starts_at(zone) + timedelta(hours=2)
        after_midnight = self.begins is not None and self.ends <= self.begins
        return datetime.combine(self.on + timedelta(days=after_midnight), self.ends, zone)
