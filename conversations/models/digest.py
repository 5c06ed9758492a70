"""Mail that gathers what waits and what happened, as often as each person wants it."""

import uuid
from typing import ClassVar, Self

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from members.models import Member
from organizations.models import Organization, validate_time_zone
from stpnet.models import TenantModel, TenantQuerySet


class MailChoice(TenantModel):
    """How often someone wants mail from this organization; no row: never."""

    class Every(models.TextChoices):
        NEVER = "never", _("Never")
        DAY = "day", _("Every day")
        WEEK = "week", _("Once a week")

    class Weekday(models.IntegerChoices):
        MONDAY = 1, _("Monday")
        TUESDAY = 2, _("Tuesday")
        WEDNESDAY = 3, _("Wednesday")
        THURSDAY = 4, _("Thursday")
        FRIDAY = 5, _("Friday")
        SATURDAY = 6, _("Saturday")
        SUNDAY = 7, _("Sunday")

    member = models.OneToOneField(Member, on_delete=models.CASCADE, related_name="mail_choice", editable=False)
    every = models.CharField(_("how often"), max_length=5, choices=Every, default=Every.NEVER)
    weekday = models.PositiveSmallIntegerField(_("day"), choices=Weekday, default=Weekday.MONDAY)
    hour = models.PositiveSmallIntegerField(_("hour"), default=8)
    # Empty: the organization's, also when that changes.
    time_zone = models.CharField(
        _("your time zone"), max_length=60, blank=True, default="", validators=[validate_time_zone]
    )
    chosen_at = models.DateTimeField(db_default=Now(), editable=False)
    # By the link in a mail; what was chosen is kept so that it can be taken back.
    stopped_at = models.DateTimeField(null=True, editable=False)
    # When the next one is to go; the clock looks for these.
    due_at = models.DateTimeField(null=True, editable=False, db_index=True)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(every__in=["never", "day", "week"]),
                name="conversations_mailchoice_every_known",
                violation_error_message=_("Choose never, every day or once a week."),
            ),
            models.CheckConstraint(
                condition=Q(weekday__gte=1, weekday__lte=7),
                name="conversations_mailchoice_weekday",
                violation_error_message=_("Choose a day of the week."),
            ),
            models.CheckConstraint(
                condition=Q(hour__gte=0, hour__lte=23),
                name="conversations_mailchoice_hour",
                violation_error_message=_("Choose an hour of the day."),
            ),
            models.CheckConstraint(
                condition=Q(every="never", due_at=None)
                | Q(stopped_at__isnull=False, due_at=None)
                | (~Q(every="never") & Q(stopped_at=None, due_at__isnull=False)),
                name="conversations_mailchoice_due_when_wanted",
                violation_error_message=_("Mail that is wanted has a time to go, other mail has none."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.every} to {self.member_id}"

    @property
    def is_wanted(self) -> bool:
        return self.every != self.Every.NEVER and self.stopped_at is None

    def zone_name(self, organization: Organization) -> str:
        """Return the name of the zone whose clock it goes by."""
        return self.time_zone or organization.time_zone


class DigestQuerySet(TenantQuerySet["Digest"]):
    def claim(self, pk: uuid.UUID) -> "Digest | None":
        """Take a waiting digest for this worker; None when another has it or it is finished."""
        taken = self.filter(pk=pk, status=Digest.Status.QUEUED).update(status=Digest.Status.WRITING, claimed_at=Now())
        return self.select_related("member").get(pk=pk) if taken else None

    def queued(self) -> Self:
        """Keep those that nobody has taken."""
        return self.filter(status=Digest.Status.QUEUED)


class Digest(TenantModel):
    """One mail to one person for one time that they chose. The row is the queue, and it is there once."""

    class Status(models.TextChoices):
        QUEUED = "queued", _("Waiting")
        WRITING = "writing", _("Being written")
        MAILED = "mailed", _("Handed to the mail")
        EMPTY = "empty", _("Nothing to say")
        DROPPED = "dropped", _("Not wanted any more")

    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="digests")
    due_at = models.DateTimeField()
    status = models.CharField(max_length=8, choices=Status, default=Status.QUEUED)
    claimed_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)

    objects: ClassVar[models.Manager["Digest"]] = models.Manager.from_queryset(DigestQuerySet)()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["member", "due_at"],
                name="conversations_digest_once",
                violation_error_message=_("This mail has gone already."),
            ),
            models.CheckConstraint(
                condition=Q(status="queued", claimed_at=None, finished_at=None)
                | Q(status="writing", claimed_at__isnull=False, finished_at=None)
                | Q(status__in=["mailed", "empty", "dropped"], finished_at__isnull=False),
                name="conversations_digest_status_and_times",
                violation_error_message=_("A mail that is finished says when."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.status} for {self.member_id}"
