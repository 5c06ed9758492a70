"""Export: a list of people taken out as a file, by whom and for whom."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from members.models.job import LongJobQuerySet, PeopleJob


class Export(PeopleJob):
    """A file asked for, made in the background and kept for an hour. The row stays, to say who took what out and why."""

    class Shape(models.TextChoices):
        LIST = "list", _("A list, with the columns you choose")
        SPOKE = "spoke", _("For texting with Spoke")
        HUSTLE = "hustle", _("For texting with Hustle")
        RUMBLEUP = "rumbleup", _("For texting with RumbleUp")

    class Format(models.TextChoices):
        CSV = "csv", _("CSV, for any program")
        XLSX = "xlsx", _("Excel workbook")

    shape = models.CharField(max_length=10, choices=Shape, default=Shape.LIST)
    format = models.CharField(max_length=4, choices=Format, default=Format.CSV)
    # Names of columns, in their order.
    columns = models.JSONField(default=list)
    reason = models.CharField(_("who it is for, and what for"), max_length=300)
    # Opaque place of the file, `<organization>/<uuid4>`; empty before it is written and once it is deleted.
    stored_as = models.CharField(max_length=100, blank=True)
    n_written = models.PositiveIntegerField(default=0)
    # Why people are not in a file for texting, and how many: {reason: n}.
    left_out = models.JSONField(default=dict)
    # Some of those whose phone is several people's: someone has to look at them.
    shares_phone = models.JSONField(default=list)
    expires_at = models.DateTimeField(null=True)

    objects: ClassVar[models.Manager["Export"]] = models.Manager.from_queryset(LongJobQuerySet["Export"])()

    class Meta(PeopleJob.Meta):
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(reason=""),
                name="members_export_has_reason",
                violation_error_message=_("Say who the file is for, and what for."),
            ),
            models.CheckConstraint(
                condition=Q(shape="list") | Q(format="csv"),
                name="members_export_texting_is_csv",
                violation_error_message=_("Texting tools take CSV files."),
            ),
            models.CheckConstraint(
                condition=~Q(status="failed") | ~Q(trouble=""),
                name="members_export_failure_is_told",
                violation_error_message=_("A file that could not be made says why."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.shape} {self.format} {self.status}"

    @property
    def is_for_texting(self) -> bool:
        return self.shape != self.Shape.LIST

    @property
    def is_there(self) -> bool:
        """Whether the file can be fetched now."""
        return bool(self.stored_as and self.expires_at and self.expires_at > timezone.now())
