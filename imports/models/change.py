"""What an import did to whom, so that it can be taken back; and what stays when it is."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from imports.models.batch import ImportBatch
from members.models import Member
from stpnet.models import TenantModel


class ImportChange(TenantModel):
    """What one chunk did to one person, step by step; without a person: the words it made for the list as a whole."""

    # The index below serves it too.
    batch = models.ForeignKey(ImportBatch, on_delete=models.CASCADE, related_name="changes", db_index=False)
    # A Member's id, without a key: nobody is kept from erasing a person by what an import did to them.
    about = models.UUIDField(null=True)
    # `Member.changed_at` stands at it until somebody changes the person again.
    at = models.DateTimeField()
    # `Member.changed_at` before; empty for somebody new.
    seen = models.DateTimeField(null=True)
    # [[model, what makes the row one of its kind…], before or null, after], as `imports/undo/slots.py` reads them.
    steps = models.JSONField(default=list)

    class Meta:
        indexes: ClassVar = [models.Index(fields=["batch", "about"], name="imports_importchange_about")]

    def __str__(self) -> str:
        return f"{len(self.steps)} steps about {self.about}"


class ImportKept(TenantModel):
    """Somebody, or a word, that stays when a list is taken back, and why. Names of fields only, never their values."""

    class Why(models.TextChoices):
        CHANGED = "changed", _("Changed since")
        ASSESSED = "assessed", _("Assessed since")
        LISTED = "listed", _("In another list since")
        SIGNS_IN = "signs_in", _("Signs in here")
        MERGED = "merged", _("Put together with someone else")
        ARCHIVED = "archived", _("Archived")
        ERASED = "erased", _("Erased")
        USED = "used", _("In use")
        GONE = "gone", _("What was there before is gone")

    batch = models.ForeignKey(ImportBatch, on_delete=models.CASCADE, related_name="kept")
    why = models.CharField(max_length=10, choices=Why)
    # The whole person stays, or only the named fields of someone who was here before.
    is_whole = models.BooleanField(default=False)
    fields = models.JSONField(default=list)
    member = models.ForeignKey(Member, on_delete=models.CASCADE, null=True, related_name="+")
    # A unit, tag or field made for the list, where it is about no person.
    word = models.CharField(max_length=130, blank=True)
    by = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(null=True)
    elsewhere = models.ForeignKey(ImportBatch, on_delete=models.SET_NULL, null=True, related_name="+")

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(member__isnull=False) | ~Q(word=""),
                name="imports_importkept_is_about_something",
                violation_error_message=_("Say who or what stays."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.why} {self.word or self.member_id}"
