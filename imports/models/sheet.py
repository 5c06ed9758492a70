"""The spreadsheet a group still keeps beside us: what it said when it was last uploaded, and where the two differ."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower, Now
from django.utils.translation import gettext_lazy as _

from imports.models.batch import ImportBatch
from members.models import Member
from stpnet.models import TenantModel


class Sheet(TenantModel):
    """A living spreadsheet, by the name that people call it. Its uploads are lists that name it."""

    name = models.CharField(
        _("What people call it"),
        max_length=120,
        help_text=_("Such as “Master list”. Everyone who works with lists sees this name."),
    )
    named_by = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, related_name="+")
    created_at = models.DateTimeField(db_default=Now(), editable=False)
    # From this day on nobody keeps it any more.
    retired_on = models.DateField(_("Since which day"), null=True, blank=True)
    retired_by = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, related_name="+")

    class Meta:
        ordering: ClassVar = ["created_at", "pk"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                Lower("name"),
                name="imports_sheet_name_once",
                violation_error_message=_("There is a spreadsheet of this name already. Open it in the list below."),
            ),
            models.CheckConstraint(
                condition=~Q(name=""),
                name="imports_sheet_has_a_name",
                violation_error_message=_("Say what people call it."),
            ),
        ]

    def __str__(self) -> str:
        return self.name


class SheetLine(TenantModel):
    """A row of a compared sheet that is about somebody here. Kept of the latest upload only."""

    batch = models.ForeignKey(ImportBatch, on_delete=models.CASCADE, related_name="sheet_lines", db_index=False)
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    # What is compared -> a short keyed digest. It tells that a cell has changed, never what stood in it.
    said = models.JSONField(default=dict)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["batch", "member"], name="imports_sheetline_member")]

    def __str__(self) -> str:
        return f"{len(self.said)} values about {self.member_id}"


class SheetDifference(TenantModel):
    """Something a compared sheet says and we do not: a value of somebody here, or somebody who is not here at all."""

    class Newer(models.TextChoices):
        THERE = "there", _("Newer in the sheet")
        HERE = "here", _("Newer here")
        ASK = "ask", _("A person decides")
        PERSON = "person", _("Only in the sheet")

    class Why(models.TextChoices):
        NONE = "", ""
        BOTH = "both", _("Changed in the sheet and here since it last came in.")
        AS_BEFORE = "before", _("Differed when the sheet was last uploaded, and nobody has changed it since.")
        UNKNOWN = "unknown", _("Changed here. We no longer know what the sheet said the last time.")
        FIRST = "first", _("The sheet has never come in, so we cannot tell which is newer.")
        NO_STAYS = "no", _("Someone here does not want to be reached in this way. A list never changes that.")
        ACCOUNT = "account", _("They sign in here, so a list does not change their status.")
        KEPT = "kept", _("Somebody has decided that ours stays.")
        MAYBE = "maybe", _("Shares a phone or an e-mail with someone here, under another name. You are asked which.")
        AGAIN = "again", _("The same person as in a row above.")

    class Choice(models.TextChoices):
        NONE = "", _("Not decided")
        THERE = "there", _("What the sheet says")
        HERE = "here", _("What is here")

    batch = models.ForeignKey(ImportBatch, on_delete=models.CASCADE, related_name="differences", db_index=False)
    # The spreadsheet's own row number, header = 1.
    number = models.PositiveIntegerField()
    member = models.ForeignKey(Member, on_delete=models.CASCADE, null=True, related_name="+")
    # What differs, as `imports/leaving/values.py` names it; empty for a whole person.
    what = models.CharField(max_length=200, blank=True)
    newer = models.CharField(max_length=6, choices=Newer)
    why = models.CharField(max_length=8, choices=Why, blank=True, default=Why.NONE)
    # As people read them; forgotten with the cells of the list.
    there = models.TextField(blank=True)
    here = models.TextField(blank=True)
    # Who changed it here last: a person, or a list.
    changed_at = models.DateTimeField(null=True)
    changed_by = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, related_name="+")
    changed_in = models.ForeignKey(ImportBatch, on_delete=models.SET_NULL, null=True, related_name="+")

    choice = models.CharField(max_length=5, choices=Choice, blank=True, default=Choice.NONE)
    chosen_by = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, related_name="+")
    chosen_at = models.DateTimeField(null=True)
    # The list by which it was brought over, with an undo of its own.
    carried_in = models.ForeignKey(ImportBatch, on_delete=models.SET_NULL, null=True, related_name="carried")

    class Meta:
        ordering: ClassVar = ["number", "what"]
        indexes: ClassVar = [models.Index(fields=["batch", "newer", "number"], name="imports_sheetdifference_tab")]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["batch", "number", "what"],
                name="imports_sheetdifference_once",
                violation_error_message=_("A cell differs once."),
            ),
            models.CheckConstraint(
                condition=Q(choice="", chosen_at=None) | (~Q(choice="") & Q(chosen_at__isnull=False)),
                name="imports_sheetdifference_choice_has_its_day",
                violation_error_message=_("What was decided says when."),
            ),
        ]

    def __str__(self) -> str:
        return f"row {self.number} {self.what}"
