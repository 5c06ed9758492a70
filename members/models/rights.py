"""What somebody asks for who is on file: all that is held about them, and that it be put right."""

from typing import ClassVar, Self

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from members.models.job import LongJob, LongJobQuerySet
from members.models.person import Member
from stpnet.models import TenantModel, TenantQuerySet


class RightsFile(LongJob):
    """All that is held about one person as a file: made in the background, and fetched once, within an hour."""

    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="+")
    # Opaque place of the file, `<organization>/<uuid4>`; empty before it is written and once it is deleted.
    stored_as = models.CharField(max_length=100, blank=True)
    n_rows = models.PositiveIntegerField(default=0)
    n_bytes = models.PositiveBigIntegerField(default=0)
    expires_at = models.DateTimeField(null=True)

    objects: ClassVar[models.Manager["RightsFile"]] = models.Manager.from_queryset(LongJobQuerySet["RightsFile"])()

    class Meta(LongJob.Meta):
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(status="failed") | ~Q(trouble=""),
                name="members_rightsfile_failure_is_told",
                violation_error_message=_("A file that could not be made says why."),
            ),
        ]

    def __str__(self) -> str:
        return f"about one person, {self.status}"

    @property
    def is_there(self) -> bool:
        """Whether the file can be fetched now."""
        return bool(self.stored_as and self.expires_at and self.expires_at > timezone.now())


class CorrectionQuerySet(TenantQuerySet["Correction"]):
    def waiting(self) -> Self:
        """Keep those that nobody has decided."""
        return self.filter(done=None)


class Correction(TenantModel):
    """Somebody said that something about them is wrong; whoever keeps the lists puts it right, or says why not."""

    class What(models.TextChoices):
        NAME = "name", _("the name")
        CONTACT = "contact", _("a phone, an address or another way to reach them")
        BELONGING = "belonging", _("where they belong")
        FIELD = "field", _("an answer to something asked here")
        LEVEL = "level", _("the level")
        NOTE = "note", _("what a note says")
        OTHER = "other", _("something else")

    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="corrections")
    what = models.CharField(_("what is wrong"), max_length=10, choices=What)
    wrong = models.TextField(_("what it should say, in their words"), max_length=1000)
    asked_by = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, related_name="+")
    asked_at = models.DateTimeField(db_default=Now(), editable=False)
    # Empty while it waits.
    done = models.BooleanField(null=True)
    decided_by = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    answer = models.TextField(_("reason"), max_length=1000, blank=True)

    objects: ClassVar[models.Manager["Correction"]] = models.Manager.from_queryset(CorrectionQuerySet)()

    class Meta:
        ordering: ClassVar = ["-asked_at", "-id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(wrong=""),
                name="members_correction_says_what",
                violation_error_message=_("Write what it should say."),
            ),
            models.CheckConstraint(
                condition=~Q(done=False) | ~Q(answer=""),
                name="members_correction_no_says_why",
                violation_error_message=_("Say why it stays as it is: the person may ask."),
            ),
            models.CheckConstraint(
                condition=Q(done=None, decided_at=None) | Q(done__isnull=False, decided_at__isnull=False),
                name="members_correction_decided_once",
                violation_error_message=_("What was decided has a day, and what waits has none."),
            ),
        ]

    def __str__(self) -> str:
        return self.what
