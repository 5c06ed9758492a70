"""Consent: what somebody said to being called, texted or written to, answer after answer."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from members.models.contact import ContactPoint
from members.models.person import Member
from stpnet.models import TenantModel


class Consent(TenantModel):
    """One answer for one channel of one contact. Triggers write it, whoever writes the contact, and it stays.

    It outlives the contact, without its number: that somebody refused is worth knowing when the number is gone.
    """

    class Channel(models.TextChoices):
        CALL = "call", _("May we call")
        TEXT = "text", _("May we text")
        MAIL = "mail", _("May we write")

    class Said(models.TextChoices):
        YES = "yes", _("Yes")
        NO = "no", _("No")
        BACK = "back", _("Taken back")

    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="consents")
    # The key of the contact, which may be gone.
    point = models.UUIDField()
    kind = models.CharField(_("kind of contact"), max_length=10, choices=ContactPoint.Kind)
    channel = models.CharField(_("asked"), max_length=4, choices=Channel)
    said = models.CharField(_("answer"), max_length=4, choices=Said)
    on = models.DateField(_("since"), null=True)
    source = models.CharField(_("how we know"), max_length=200, blank=True)
    written_at = models.DateTimeField(_("written down"), db_default=Now(), editable=False)

    class Meta:
        ordering: ClassVar = ["-written_at", "channel"]
        indexes: ClassVar = [models.Index(fields=["point", "-written_at"], name="members_consent_of_point")]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(channel__in=["call", "text", "mail"], said__in=["yes", "no", "back"]),
                name="members_consent_known",
                violation_error_message=_("An answer is yes, no or taken back, to a call, a text or a letter."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.channel} {self.said} of {self.member_id}"
