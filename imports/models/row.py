"""A line of a list: what it said, and what became of it."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from imports.models.batch import ImportBatch
from members.models import Member
from stpnet.models import TenantModel


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
        LATER = "later", _("Later")

    # The index of the numbers serves it too.
    batch = models.ForeignKey(ImportBatch, on_delete=models.CASCADE, related_name="rows", db_index=False)
    # The spreadsheet's own row number, header = 1.
    number = models.PositiveIntegerField()
    cells = models.JSONField(default=dict)  # target -> list of texts as they stood
    clean = models.JSONField(default=dict)  # what will be stored
    problems = models.JSONField(default=list)  # cells that stay out: [{"column", "value", "reason", "offer"}]
    offers = models.JSONField(default=list)  # cells that come in, but may be a slip: the same
    notes = models.JSONField(default=list)  # what was put right by itself: [{"column", "value", "now", "reason"}]
    plan = models.CharField(max_length=10, choices=Fate)  # the effect shown before the button
    fate = models.CharField(max_length=10, choices=Fate, blank=True)  # empty until applied
    reason = models.CharField(max_length=300, blank=True)
    decision = models.CharField(max_length=5, choices=Decision, blank=True, default=Decision.NONE)
    # These three have indexes of the rows that name somebody: most name nobody, and each row is written twice.
    member = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, related_name="import_rows", db_index=False)
    # Who this may be, when a person has to say.
    candidate = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, related_name="+", db_index=False)
    # Or the number of an earlier row of the list.
    candidate_row = models.PositiveIntegerField(null=True)
    # Whom it may be by the weight of evidence, the likeliest first: [[id of a member or number of a row, score, what
    # agrees and what does not]]. No value of anybody's.
    likely = models.JSONField(null=True)
    # Of whom a person said that they are someone else: ids of members, numbers of rows.
    not_these = models.JSONField(default=list)
    # What the same person keeps: a field's key -> how the row comes to it (`imports/ways.py`).
    choices = models.JSONField(default=dict)
    decided_by = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, related_name="+", db_index=False)
    # The fields that the row changes, by their keys: never their values.
    changes = models.JSONField(default=list)

    class Meta:
        ordering: ClassVar = ["number"]
        indexes: ClassVar = [
            models.Index(fields=["batch", "fate", "number"], name="imports_importrow_fate"),
            *(
                models.Index(fields=[who], name=f"imports_importrow_{who}", condition=Q(**{f"{who}__isnull": False}))
                for who in ("member", "candidate", "decided_by")
            ),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["batch", "number"],
                name="imports_importrow_number_once",
                violation_error_message=_("A line comes in once."),
            )
        ]

    def __str__(self) -> str:
        return f"row {self.number}"
