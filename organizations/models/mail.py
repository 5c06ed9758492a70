"""Mail on its way out: the row is the queue, and keeps what is in the mail no longer than it has to."""

import uuid
from datetime import timedelta
from typing import ClassVar, Self

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import UUID7, Now
from django.utils.translation import gettext_lazy as _

from organizations.models.invitation import Invitation
from organizations.models.organization import Organization

# A link in a mail is a secret: after a day it is neither sent nor kept, and the person can ask for a new one.
LIVES = timedelta(hours=24)


class OutgoingMailQuerySet(models.QuerySet["OutgoingMail"]):
    def waiting(self) -> Self:
        """Keep what nobody has tried to send just now."""
        return self.filter(status=OutgoingMail.Status.WAITING)

    def due(self) -> Self:
        """Keep what is to be tried now, what waits longest first."""
        return self.waiting().filter(next_try_at__lte=Now()).order_by("next_try_at", "pk")

    def claim(self, pk: uuid.UUID) -> "OutgoingMail | None":
        """Take a mail for this worker; None when another has it. From here on it is sent once or not at all."""
        taken = self.due().order_by().filter(pk=pk)
        claimed = taken.update(status=OutgoingMail.Status.SENDING, claimed_at=Now(), n_tries=F("n_tries") + 1)
        return self.get(pk=pk) if claimed else None


class OutgoingMail(models.Model):
    """One mail to one address. Text and address are encrypted, and gone once it is sent or given up."""

    class Status(models.TextChoices):
        WAITING = "waiting", _("Waiting")
        SENDING = "sending", _("Being sent")
        SENT = "sent", _("Sent")
        FAILED = "failed", _("Could not be sent")

    id = models.UUIDField(primary_key=True, db_default=UUID7(), editable=False)
    status = models.CharField(max_length=7, choices=Status, default=Status.WAITING)
    sealed = models.BinaryField(null=True)
    # Who asks twice for a mail with the same key asks for one mail.
    key = models.CharField(max_length=100, unique=True, null=True)
    # What its owner is told about: an invitation says on its page when its mail did not go.
    invitation = models.ForeignKey(Invitation, on_delete=models.CASCADE, null=True, related_name="mails")
    # Whose it is: when a group is closed, what waits of it is not sent any more.
    organization = models.ForeignKey(Organization, on_delete=models.CASCADE, null=True, related_name="mails")
    n_tries = models.PositiveSmallIntegerField(default=0)
    created_at = models.DateTimeField(db_default=Now())
    next_try_at = models.DateTimeField(db_default=Now())
    claimed_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)
    # The last trouble, in a sentence for the person who waits for it.
    trouble = models.CharField(max_length=200, blank=True)

    objects: ClassVar = models.Manager.from_queryset(OutgoingMailQuerySet)()

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["next_try_at"], condition=Q(status="waiting"), name="organizations_outgoingmail_due")
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(status__in=["waiting", "sending"], sealed__isnull=False, finished_at=None)
                | Q(status__in=["sent", "failed"], sealed=None, finished_at__isnull=False),
                name="organizations_outgoingmail_kept_while_needed",
                violation_error_message=_("What is in a mail is kept until it is sent or given up, and not after."),
            ),
            models.CheckConstraint(
                condition=~Q(status="failed") | ~Q(trouble=""),
                name="organizations_outgoingmail_failure_is_told",
                violation_error_message=_("A mail that could not be sent says why."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.id} {self.status}"
