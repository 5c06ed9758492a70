"""A look over the whole list for people who are here twice, and what it found."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from members.models.person import Member
from stpnet.models import TenantModel, TenantQuerySet


class DuplicateRunQuerySet(TenantQuerySet["DuplicateRun"]):
    def claim(self, pk: uuid.UUID | str) -> "DuplicateRun | None":
        """Take a waiting run for this worker; None when another has it or it has ended."""
        status = DuplicateRun.Status
        taken = self.filter(pk=pk, status=status.QUEUED).update(
            status=status.RUNNING, claim=uuid.uuid4(), started_at=Now(), heartbeat_at=Now()
        )
        return self.get(pk=pk) if taken else None


class DuplicateRun(TenantModel):
    """One look over everyone: the row is what workers look for."""

    class Status(models.TextChoices):
        QUEUED = "queued", _("Waiting")
        RUNNING = "running", _("Looking")
        DONE = "done", _("Done")
        FAILED = "failed", _("Stopped")

    status = models.CharField(max_length=10, choices=Status, default=Status.QUEUED)
    asked_by = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, related_name="+")
    claim = models.UUIDField(null=True)
    heartbeat_at = models.DateTimeField(null=True)
    n_attempts = models.PositiveSmallIntegerField(default=0)
    created_at = models.DateTimeField(db_default=Now(), editable=False)
    queued_at = models.DateTimeField(db_default=Now())
    started_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)
    # Steps done, of STEPS.
    n_steps = models.PositiveSmallIntegerField(default=0)
    n_people = models.PositiveIntegerField(default=0)
    n_pairs = models.PositiveBigIntegerField(default=0)
    # The largest block of each key, and whether it was cut: so that a bad key is seen.
    blocks = models.JSONField(default=list)

    STEPS: ClassVar = 3
    objects: ClassVar[models.Manager["DuplicateRun"]] = models.Manager.from_queryset(DuplicateRunQuerySet)()

    class Meta:
        ordering: ClassVar = ["-created_at", "-id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                # All that go on are alike in this: only one does.
                models.Value(1),
                condition=Q(status__in=["queued", "running"]),
                name="members_duplicaterun_one_at_a_time",
                violation_error_message=_("A look over everyone is under way."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.status} {self.created_at}"

    @property
    def goes_on(self) -> bool:
        return self.status in (self.Status.QUEUED, self.Status.RUNNING)


class DuplicateGroup(TenantModel):
    """People who may be one, or who share a phone and are not."""

    class Kind(models.TextChoices):
        SAME = "same", _("May be one person")
        SHARED = "shared", _("Same phone, different people")

    run = models.ForeignKey(DuplicateRun, on_delete=models.CASCADE, related_name="groups")
    kind = models.CharField(max_length=10, choices=Kind)
    # From one half (as likely as not) to one.
    score = models.FloatField(default=0)
    # [[what is compared, its own name, degree]…], without any value.
    evidence = models.JSONField(default=list)

    class Meta:
        ordering: ClassVar = ["-score", "id"]
        indexes: ClassVar = [models.Index(fields=["kind", "-score", "id"], name="members_duplicategroup_best")]

    def __str__(self) -> str:
        return f"{self.kind} {self.score}"


class DuplicateMember(TenantModel):
    """Someone in a group."""

    group = models.ForeignKey(DuplicateGroup, on_delete=models.CASCADE, related_name="entries")
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["group", "member"],
                name="members_duplicatemember_once",
                violation_error_message=_("This person is in the group already."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.member_id} in {self.group_id}"
