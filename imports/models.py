"""A list brought in: the batch is the row that workers look for, and it keeps what happened to each line."""

import uuid
from typing import ClassVar, Self

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from ladders.models import Ladder
from members.models import Member
from stpnet.models import TenantModel, TenantQuerySet


class ImportBatchQuerySet(TenantQuerySet["ImportBatch"]):
    def claim(self, pk: uuid.UUID | str, waiting: "ImportBatch.Status") -> "ImportBatch | None":
        """Take a waiting batch for this worker; None when another has it or it has gone on."""
        taken = self.filter(pk=pk, status=waiting).update(
            status=waiting.running(),
            claim=uuid.uuid4(),
            heartbeat_at=Now(),
            started_at=Now(),
            n_attempts=F("n_attempts") + 1,
        )
        return self.get(pk=pk) if taken else None

    def waiting(self) -> Self:
        """Keep those that wait for a worker."""
        return self.filter(status__in=ImportBatch.Status.waiting())

    def running(self) -> Self:
        """Keep those that a worker has taken."""
        return self.filter(status__in=[status.running() for status in ImportBatch.Status.waiting()])


class ImportBatch(TenantModel):
    """One list on its way in: read, matched by a person, planned, confirmed by a person, applied."""

    class Status(models.TextChoices):
        TO_READ = "to_read", _("Waiting to be read")
        READING = "reading", _("Being read")
        TO_MATCH = "to_match", _("Columns to match")
        TO_PLAN = "to_plan", _("Waiting to be checked")
        PLANNING = "planning", _("Being checked")
        TO_CONFIRM = "to_confirm", _("Ready to bring in")
        TO_APPLY = "to_apply", _("Waiting to be brought in")
        APPLYING = "applying", _("Being brought in")
        DONE = "done", _("Brought in")
        FAILED = "failed", _("Could not be brought in")
        CANCELLED = "cancelled", _("Cancelled")

        @classmethod
        def waiting(cls) -> "list[ImportBatch.Status]":
            return [cls.TO_READ, cls.TO_PLAN, cls.TO_APPLY]

        def running(self) -> "ImportBatch.Status":
            """Return what a waiting status becomes when a worker takes it."""
            cls = type(self)
            return {cls.TO_READ: cls.READING, cls.TO_PLAN: cls.PLANNING, cls.TO_APPLY: cls.APPLYING}[self]

    name = models.CharField(_("file"), max_length=255)
    # Opaque place of the upload, `<organization>/<uuid4>`; empty once the file is deleted.
    stored_as = models.CharField(max_length=100, blank=True)
    started_by = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, related_name="imports")
    status = models.CharField(max_length=12, choices=Status, default=Status.TO_READ)
    # The worker that has it: a worker that lost its claim stops at its next chunk.
    claim = models.UUIDField(null=True)
    heartbeat_at = models.DateTimeField(null=True)
    n_attempts = models.PositiveSmallIntegerField(default=0)
    trouble = models.CharField(max_length=500, blank=True)

    # How the file was read; a person may choose another sheet or header row.
    layout = models.JSONField(default=dict)
    headers = models.JSONField(default=list)
    samples = models.JSONField(default=list)
    notes = models.JSONField(default=list)
    n_rows = models.PositiveIntegerField(default=0)

    # What the person decided: a target for each column (or nothing), in the order of the headers.
    mapping = models.JSONField(default=list)
    date_order = models.CharField(max_length=3, blank=True)
    ladder = models.ForeignKey(Ladder, on_delete=models.SET_NULL, null=True, related_name="+")
    as_of = models.DateField(_("levels as of"), null=True)
    holds_back = models.BooleanField(default=True)
    keeps_all_rows = models.BooleanField(default=False)
    is_baseline = models.BooleanField(default=False)

    # Where it stands and what came of it.
    n_looked_at = models.PositiveIntegerField(default=0)
    n_done = models.PositiveIntegerField(default=0)
    created_at = models.DateTimeField(db_default=Now(), editable=False)
    queued_at = models.DateTimeField(db_default=Now())
    started_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)

    objects: ClassVar[models.Manager["ImportBatch"]] = models.Manager.from_queryset(ImportBatchQuerySet)()

    class Meta:
        ordering: ClassVar = ["-created_at"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(status="failed") | ~Q(trouble=""),
                name="imports_importbatch_failure_is_told",
                violation_error_message=_("A list that could not be brought in says why."),
            ),
            models.CheckConstraint(
                condition=Q(date_order__in=["", "mdy", "dmy", "ymd"]),
                name="imports_importbatch_date_order_known",
                violation_error_message=_("Dates are month-day-year, day-month-year or year-month-day."),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class ImportRow(TenantModel):
    """One line of the list: what it said in the columns that were matched, and what became of it."""

    class Fate(models.TextChoices):
        CREATED = "created", _("New")
        UPDATED = "updated", _("Updated")
        UNCHANGED = "unchanged", _("Already here")
        HELD_BACK = "held_back", _("Needs a person's word")
        REFUSED = "refused", _("Left behind")

    class Decision(models.TextChoices):
        NONE = "", _("Not decided")
        SAME = "same", _("Same person")
        NEW = "new", _("Someone new")

    batch = models.ForeignKey(ImportBatch, on_delete=models.CASCADE, related_name="rows")
    # The spreadsheet's own row number, header = 1.
    number = models.PositiveIntegerField()
    cells = models.JSONField(default=dict)  # target -> list of texts as they stood
    clean = models.JSONField(default=dict)  # what will be stored
    problems = models.JSONField(default=list)  # [{"column", "value", "reason"}]
    plan = models.CharField(max_length=10, choices=Fate)  # the effect shown before the button
    fate = models.CharField(max_length=10, choices=Fate, blank=True)  # empty until applied
    reason = models.CharField(max_length=300, blank=True)
    decision = models.CharField(max_length=4, choices=Decision, blank=True, default=Decision.NONE)
    member = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, related_name="import_rows")
    # Who this may be, when a person has to say.
    candidate = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, related_name="+")

    class Meta:
        ordering: ClassVar = ["number"]
        indexes: ClassVar = [models.Index(fields=["batch", "fate", "number"], name="imports_importrow_fate")]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["batch", "number"],
                name="imports_importrow_number_once",
                violation_error_message=_("A line comes in once."),
            )
        ]

    def __str__(self) -> str:
        return f"row {self.number}"


class ImportChange(TenantModel):
    """One stored row that an import made or changed, with what stood there before: enough to take it back."""

    class Kind(models.TextChoices):
        CREATED = "created", _("Created")
        UPDATED = "updated", _("Updated")

    batch = models.ForeignKey(ImportBatch, on_delete=models.CASCADE, related_name="changes")
    row = models.ForeignKey(ImportRow, on_delete=models.CASCADE, related_name="changes")
    kind = models.CharField(max_length=10, choices=Kind)
    model = models.CharField(max_length=60)  # a label such as members.contactpoint
    object_id = models.UUIDField()
    before = models.JSONField(default=dict)  # column -> value, for what was updated
    after = models.JSONField(default=dict)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["batch", "model", "object_id"], name="imports_importchange_object")]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(kind="updated") | Q(before={}),
                name="imports_importchange_created_had_nothing",
                violation_error_message=_("What was created had nothing before."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.model} {self.object_id}"
