"""Change sets: cells of people changed together, with what stood there, so that all of it can be undone at once."""

import uuid
from datetime import timedelta
from typing import ClassVar, Self

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from members.models.person import Member
from stpnet.models import TenantModel, TenantQuerySet

# So long what stood there is kept, and can be put back.
UNDONE_FOR = timedelta(days=30)


class ChangeSetQuerySet(TenantQuerySet["ChangeSet"]):
    def typed_by(self, member: Member) -> Self:
        """Keep what someone typed or pasted into the list and can still take back, in the order it was done."""
        mine = self.filter(by=member, kind=ChangeSet.Kind.GRID, status=ChangeSet.Status.DONE)
        return mine.filter(created_at__gt=Now() - UNDONE_FOR).order_by("created_at", "pk")

    def claim(self, pk: uuid.UUID | str) -> "ChangeSet | None":
        """Take a waiting set for this worker; None when another has it or it has ended."""
        status = ChangeSet.Status
        taken = self.filter(pk=pk, status=status.QUEUED).update(
            status=status.RUNNING,
            claim=uuid.uuid4(),
            started_at=Now(),
            heartbeat_at=Now(),
            n_attempts=models.F("n_attempts") + 1,
        )
        return self.get(pk=pk) if taken else None


class ChangeSet(TenantModel):
    """What one person changed in one go: cells of the list, or many people at once in the background."""

    class Kind(models.TextChoices):
        GRID = "grid", _("Typed into the list")
        BULK = "bulk", _("For many at once")

    class Status(models.TextChoices):
        QUEUED = "queued", _("Waiting")
        RUNNING = "running", _("Working")
        DONE = "done", _("Done")
        FAILED = "failed", _("Failed")
        STOPPED = "stopped", _("Stopped")

    by = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, related_name="change_sets")
    kind = models.CharField(max_length=10, choices=Kind, default=Kind.GRID)
    # The parts of the sentence that says what was done: names of fields and numbers, no value and no person's name.
    says = models.JSONField(default=dict)
    # What is to be done in the background, and for whom; empty for cells.
    asked = models.JSONField(default=dict)
    status = models.CharField(max_length=10, choices=Status, default=Status.DONE)
    claim = models.UUIDField(null=True)
    heartbeat_at = models.DateTimeField(null=True)
    n_attempts = models.PositiveSmallIntegerField(default=0)
    n_people = models.PositiveIntegerField(default=0)
    n_done = models.PositiveIntegerField(default=0)
    created_at = models.DateTimeField(db_default=Now(), editable=False)
    queued_at = models.DateTimeField(db_default=Now())
    started_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)
    undone_at = models.DateTimeField(null=True)
    undone_by = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, related_name="+")
    redone_at = models.DateTimeField(null=True)

    objects: ClassVar[models.Manager["ChangeSet"]] = models.Manager.from_queryset(ChangeSetQuerySet)()

    class Meta:
        ordering: ClassVar = ["-created_at", "-id"]
        indexes: ClassVar = [models.Index(fields=["by", "-created_at"], name="members_changeset_by")]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(undone_by=None) | Q(undone_at__isnull=False),
                name="members_changeset_undone_when",
                violation_error_message=_("Who undid it, did so at some time."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.created_at}"

    @property
    def goes_on(self) -> bool:
        return self.status in (self.Status.QUEUED, self.Status.RUNNING)


class CellChange(TenantModel):
    """One cell of a set. After 30 days the values are forgotten; that it was changed, when and by whom stays."""

    change_set = models.ForeignKey(ChangeSet, on_delete=models.CASCADE, related_name="cells")
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="cell_changes")
    # A column of the row, "organizer", "tags", "unit:<kind>", "field:<id>" or "contact:<id>".
    field = models.CharField(max_length=80)
    before = models.JSONField(null=True)
    after = models.JSONField(null=True)
    # An undo put back what stood there before, and it was not done again; one that the undo left alone is not.
    is_back = models.BooleanField(default=False, db_default=False)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["change_set", "member", "field"],
                name="members_cellchange_once",
                violation_error_message=_("A cell is changed once in a set."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.field} of {self.member_id}"
