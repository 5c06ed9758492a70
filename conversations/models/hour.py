"""A data hour: people sit down together and write up what nobody has written up yet."""

from datetime import datetime, timedelta
from typing import ClassVar, Self

from django.contrib.postgres.constraints import ExclusionConstraint
from django.contrib.postgres.fields import DateTimeRangeField, RangeOperators
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce, Now
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from conversations.models.conversation import Conversation
from members.models import Member
from stpnet.models import TenantModel, TenantQuerySet

# Whoever got somebody and did not come back keeps nobody from taking them.
HELD_FOR = timedelta(minutes=10)


class DataHourQuerySet(TenantQuerySet["DataHour"]):
    def to_come(self) -> Self:
        """Keep those that go on or are still to come, the next one first."""
        return self.filter(closed_at=None, ends_at__gt=timezone.now()).order_by("begins_at")

    def over(self) -> Self:
        """Keep those that have ended, the latest one first."""
        return self.filter(Q(closed_at__isnull=False) | Q(ends_at__lte=timezone.now())).order_by("-begins_at")


class DataHour(TenantModel):
    """An hour that was booked. It ends by the clock, or sooner when somebody closes it."""

    begins_at = models.DateTimeField(_("begins"))
    ends_at = models.DateTimeField(_("ends"))
    place = models.CharField(_("where"), max_length=200, blank=True)
    called_by = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, related_name="+", editable=False)
    closed_at = models.DateTimeField(null=True, editable=False)
    created_at = models.DateTimeField(db_default=Now(), editable=False)

    objects: ClassVar[models.Manager["DataHour"]] = models.Manager.from_queryset(DataHourQuerySet)()

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("begins_at")),
                name="conversations_datahour_ends_after_start",
                violation_error_message=_("An hour ends after it begins."),
            ),
            # Two hours at one time would give one person to two people.
            ExclusionConstraint(
                expressions=[
                    (
                        models.Func(
                            F("begins_at"),
                            Coalesce("closed_at", "ends_at"),
                            function="TSTZRANGE",
                            output_field=DateTimeRangeField(),
                        ),
                        RangeOperators.OVERLAPS,
                    )
                ],
                name="conversations_datahour_one_at_a_time",
                violation_error_message=_("There is a data hour at that time already. Come to that one."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.begins_at:%Y-%m-%d %H:%M}"

    @property
    def until(self) -> datetime:
        """When it ended, or is to end."""
        return self.closed_at or self.ends_at

    @property
    def is_ahead(self) -> bool:
        return self.begins_at > timezone.now()

    @property
    def is_over(self) -> bool:
        return self.until <= timezone.now()

    @property
    def goes_on(self) -> bool:
        return not self.is_ahead and not self.is_over

    @property
    def minutes_left(self) -> int:
        """Count the minutes that are left, the one that has begun too."""
        return max(0, -((timezone.now() - self.until) // timedelta(minutes=1)))


class HourGuest(TenantModel):
    """Someone who was asked to an hour, and what they answered."""

    class Answer(models.TextChoices):
        ASKED = "asked", _("No answer yet")
        YES = "yes", _("Comes")
        NO = "no", _("Cannot come")

    hour = models.ForeignKey(DataHour, on_delete=models.CASCADE, related_name="guests")
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    answer = models.CharField(max_length=5, choices=Answer, default=Answer.ASKED)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["hour", "member"],
                name="conversations_hourguest_once",
                violation_error_message=_("This person was asked already."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.member_id}: {self.answer}"


class HourTurnQuerySet(TenantQuerySet["HourTurn"]):
    def held(self) -> Self:
        """Keep people whom somebody has before them now."""
        return self.filter(outcome="", taken_at__gt=timezone.now() - HELD_FOR)

    def gone(self) -> Self:
        """Keep people who need nobody else in this hour: held, written up, or left for another time."""
        return self.exclude(outcome="", taken_at__lte=timezone.now() - HELD_FOR)


class HourTurn(TenantModel):
    """Whom somebody took from the queue of an hour, and what came of it. In one hour nobody has a person twice."""

    class Outcome(models.TextChoices):
        LOGGED = "logged", _("Written up")
        LATER = "later", _("Another time")

    hour = models.ForeignKey(DataHour, on_delete=models.CASCADE, related_name="turns")
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    taken_by = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    taken_at = models.DateTimeField(db_default=Now())
    outcome = models.CharField(max_length=6, choices=Outcome, blank=True)
    conversation = models.ForeignKey(Conversation, on_delete=models.SET_NULL, null=True, related_name="+")

    objects: ClassVar[models.Manager["HourTurn"]] = models.Manager.from_queryset(HourTurnQuerySet)()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["hour", "member"],
                name="conversations_hourturn_person_once",
                violation_error_message=_("Somebody has this person already."),
            ),
            models.CheckConstraint(
                condition=Q(conversation=None) | Q(outcome="logged"),
                name="conversations_hourturn_logged_when_kept",
                violation_error_message=_("What was kept was written up."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.member_id} with {self.taken_by_id}"
