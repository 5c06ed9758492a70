"""What all long work has in common: the row that workers look for; and, for work on people, whom it is about."""

import uuid
from datetime import timedelta
from typing import Any, ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import F
from django.db.models.functions import Now
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from members.models.person import Member
from stpnet.models import TenantModel, TenantQuerySet


class LongJobQuerySet[M: "LongJob"](TenantQuerySet[M]):
    def claim(self, pk: uuid.UUID | str) -> M | None:
        """Take a waiting row for this worker; None when another has it or it has ended."""
        taken = self.filter(pk=pk, status=LongJob.Status.QUEUED).update(
            status=LongJob.Status.RUNNING,
            claim=uuid.uuid4(),
            heartbeat_at=Now(),
            started_at=Now(),
            n_attempts=F("n_attempts") + 1,
        )
        return self.get(pk=pk) if taken else None

    def going_on(self) -> Self:
        """Keep what waits for a worker or has one."""
        return self.filter(status__in=[LongJob.Status.QUEUED, LongJob.Status.RUNNING])


class LongJob(TenantModel):
    """Work that somebody asked for and that takes a while: the row is the queue, the message only says "look"."""

    class Status(models.TextChoices):
        QUEUED = "queued", _("Waiting")
        RUNNING = "running", _("Under way")
        DONE = "done", _("Done")
        FAILED = "failed", _("Did not work")
        STOPPED = "stopped", _("Stopped")

    asked_by = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, related_name="+")
    # How much there was to do when it was asked for, and how much of it is done.
    n_asked = models.PositiveIntegerField(default=0)
    n_done = models.PositiveIntegerField(default=0)
    status = models.CharField(max_length=8, choices=Status, default=Status.QUEUED)
    # The worker that has it: a worker that lost its claim stops at its next chunk.
    claim = models.UUIDField(null=True)
    heartbeat_at = models.DateTimeField(null=True)
    n_attempts = models.PositiveSmallIntegerField(default=0)
    trouble = models.CharField(max_length=500, blank=True)
    created_at = models.DateTimeField(db_default=Now(), editable=False)
    queued_at = models.DateTimeField(db_default=Now())
    started_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)

    class Meta:
        abstract = True
        ordering: ClassVar[Any] = ["-created_at", "-id"]

    @property
    def goes_on(self) -> bool:
        return self.status in (self.Status.QUEUED, self.Status.RUNNING)

    @property
    def is_alone(self) -> bool:
        """Whether nobody has taken it up for a while, or its worker went silent."""
        silent = timedelta(seconds=settings.WORKER_SILENT_SECONDS)
        since = self.heartbeat_at if self.status == self.Status.RUNNING else self.queued_at
        return self.goes_on and since is not None and since < timezone.now() - silent


class PeopleJob(LongJob):
    """Work on a list of people."""

    # Whom it is about: those who were ticked, or everyone whom a tree of filters keeps, with the words in it.
    picks = models.JSONField(null=True)
    filters = models.JSONField(default=dict)
    sort = models.CharField(max_length=60, blank=True)

    class Meta(LongJob.Meta):
        abstract = True
