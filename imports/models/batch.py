"""A list brought in: the batch is the row that workers look for, and it keeps what happened to each line."""

import uuid
from datetime import datetime, timedelta
from typing import ClassVar, Self

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from imports.models.mapping import ImportMapping
from ladders.models import Ladder
from members.models import Member
from stpnet.models import TenantModel, TenantQuerySet

# So long the cells, and what stood before, are kept: for rows left behind and for taking a list back.
KEEP = timedelta(days=30)


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
        TO_WEIGH = "to_weigh", _("Waiting to see what taking back would do")
        WEIGHING = "weighing", _("Looking at what taking back would do")
        TO_AGREE = "to_agree", _("Ready to be taken back")
        TO_UNDO = "to_undo", _("Waiting to be taken back")
        UNDOING = "undoing", _("Being taken back")
        UNDONE = "undone", _("Taken back")
        COMPARED = "compared", _("Compared")

        @classmethod
        def waiting(cls) -> "list[ImportBatch.Status]":
            return [cls.TO_READ, cls.TO_PLAN, cls.TO_APPLY, cls.TO_WEIGH, cls.TO_UNDO]

        def running(self) -> "ImportBatch.Status":
            """Return what a waiting status becomes when a worker takes it."""
            cls = type(self)
            return {
                cls.TO_READ: cls.READING,
                cls.TO_PLAN: cls.PLANNING,
                cls.TO_APPLY: cls.APPLYING,
                cls.TO_WEIGH: cls.WEIGHING,
                cls.TO_UNDO: cls.UNDOING,
            }[self]

        @classmethod
        def ended(cls) -> "list[ImportBatch.Status]":
            """List where an import can come to rest: what is in by then is in, and can be taken back."""
            return [cls.DONE, cls.FAILED, cls.CANCELLED]

        @classmethod
        def going_back(cls) -> "list[ImportBatch.Status]":
            """List the steps of taking back, the last one left out."""
            return [cls.TO_WEIGH, cls.WEIGHING, cls.TO_AGREE, cls.TO_UNDO, cls.UNDOING]

    class Kind(models.TextChoices):
        FILE = "file", _("A file")
        PASTED = "pasted", _("Pasted")
        SHEET = "sheet", _("A sign-in sheet, typed")
        TERMINAL = "terminal", _("A file, from a terminal")

    class Purpose(models.TextChoices):
        BRING_IN = "", _("Bring in")
        COMPARE = "compare", _("Compare")
        CARRY = "carry", _("Bring over")

    name = models.CharField(_("file"), max_length=255)
    kind = models.CharField(max_length=8, choices=Kind, default=Kind.FILE)
    # Whose list this was, what its people were told, and when somebody has to think again whether to keep it.
    whose = models.CharField(_("Whose list is this?"), max_length=200, blank=True)
    promised = models.CharField(_("What were the people on it promised?"), max_length=500, blank=True)
    keep_until = models.DateField(_("Until when may you keep it?"), null=True, blank=True)
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
    # Which year a day without one is in: not said, "past" (the last time it came round), or the year itself.
    date_years = models.CharField(max_length=4, blank=True)
    # The words of columns that have few: {heading: [[word, how many rows], …]}, the most frequent first.
    spellings = models.JSONField(default=dict)
    ladder = models.ForeignKey(Ladder, on_delete=models.SET_NULL, null=True, related_name="+")
    as_of = models.DateField(_("levels as of"), null=True)
    holds_back = models.BooleanField(default=True)
    keeps_all_rows = models.BooleanField(default=False)
    is_baseline = models.BooleanField(default=False)
    # How the list comes to what is here already: a field's key, or "*" for all others -> `imports/ways.py`.
    modes = models.JSONField(default=dict)
    # Somebody said who is the same since the rows were looked at: the figures are to be counted again.
    is_to_recount = models.BooleanField(default=False)
    # What has no room here yet is kept until it has one, not for 30 days only.
    keeps_aside = models.BooleanField(default=False)
    # The matching of an earlier list by which the columns were guessed, or which was made of this list.
    like = models.ForeignKey(ImportMapping, on_delete=models.SET_NULL, null=True, related_name="+")

    # Of the people here whom the list names, how many are archived: it leaves them so.
    n_archived = models.PositiveIntegerField(default=0)

    # Where it stands and what came of it.
    n_looked_at = models.PositiveIntegerField(default=0)
    n_done = models.PositiveIntegerField(default=0)
    created_at = models.DateTimeField(db_default=Now(), editable=False)
    queued_at = models.DateTimeField(db_default=Now())
    started_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)

    # Taking back: where the list stood when it was asked for, how far it is, and what goes, comes back and stays.
    came_from = models.CharField(max_length=12, blank=True)
    n_weighed = models.PositiveIntegerField(default=0)
    undo = models.JSONField(default=dict)
    undone_by = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, related_name="+")
    undone_at = models.DateTimeField(null=True)
    # The list that was taken back and is brought in again with this one.
    again_of = models.ForeignKey("self", on_delete=models.SET_NULL, null=True, related_name="+")

    # The living spreadsheet of which this is an upload. One that is compared changes nobody; what is brought over
    # from it becomes a list of its own (`again_of` is the comparison), with its own undo.
    sheet = models.ForeignKey("imports.Sheet", on_delete=models.SET_NULL, null=True, blank=True, related_name="uploads")
    purpose = models.CharField(max_length=7, choices=Purpose, blank=True, default=Purpose.BRING_IN)
    compared = models.JSONField(default=dict)

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
                condition=Q(kind__in=["file", "pasted", "sheet", "terminal"]),
                name="imports_importbatch_kind_known",
                violation_error_message=_("A list is a file, pasted, or a sign-in sheet."),
            ),
            models.CheckConstraint(
                condition=Q(date_order__in=["", "mdy", "dmy", "ymd"]),
                name="imports_importbatch_date_order_known",
                violation_error_message=_("Dates are month-day-year, day-month-year or year-month-day."),
            ),
            models.CheckConstraint(
                condition=Q(date_years__regex=r"^(past|\d{4})?$"),
                name="imports_importbatch_date_years_known",
                violation_error_message=_("Say one year for all, or that the days are past."),
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def called(self) -> str:
        """What the list is called where people are told that someone came with it."""
        return self.whose or self.name

    @property
    def undo_until(self) -> datetime | None:
        """The moment from which on the list can no longer be taken back: what stood before is forgotten then."""
        return self.finished_at + KEEP if self.finished_at and self.status != self.Status.UNDONE else None

    @property
    def takes_lines(self) -> bool:
        """Whether this is a sheet that lines can be typed on: later what its lines did can no longer be told."""
        is_open = self.kind == self.Kind.SHEET and self.status == self.Status.DONE
        return is_open and bool(self.undo_until and self.undo_until > timezone.now())

    @property
    def is_going_back(self) -> bool:
        return self.status in self.Status.going_back()
