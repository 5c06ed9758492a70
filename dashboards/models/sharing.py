"""ShareLink: an address that shows one report to whoever has it."""

from typing import ClassVar, Self

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dashboards.models.report import Report
from members.models import Member
from stpnet.models import TenantModel, TenantQuerySet


class ShareLinkQuerySet(TenantQuerySet["ShareLink"]):
    def live(self) -> Self:
        """Keep those that still show their report."""
        return self.filter(revoked_at=None, expires_at__gt=Now(), report__deleted_at=None)


class ShareLink(TenantModel):
    """Shows one report outside the group, without names, until a day. Of its token only a hash is kept."""

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="links")
    whom = models.CharField(_("whom it is for"), max_length=80)
    token_hash = models.CharField(max_length=64, editable=False)
    made_by = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, related_name="+", editable=False)
    made_at = models.DateTimeField(db_default=Now(), editable=False)
    expires_at = models.DateTimeField(editable=False)
    revoked_at = models.DateTimeField(null=True, editable=False)
    n_visits = models.PositiveIntegerField(default=0, editable=False)
    visited_at = models.DateTimeField(null=True, editable=False)

    objects: ClassVar[models.Manager["ShareLink"]] = models.Manager.from_queryset(ShareLinkQuerySet)()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["token_hash"],
                name="dashboards_sharelink_token_once",
                violation_error_message=_("This address is taken. Make another one."),
            ),
            models.CheckConstraint(
                condition=Q(expires_at__gt=F("made_at")),
                name="dashboards_sharelink_ends_later",
                violation_error_message=_("A link ends after it was made."),
            ),
            models.CheckConstraint(
                condition=~Q(whom=""),
                name="dashboards_sharelink_is_for_someone",
                violation_error_message=_("Say whom the link is for."),
            ),
        ]

    def __str__(self) -> str:
        return f"link to {self.report_id} until {self.expires_at}"

    @property
    def has_ended(self) -> bool:
        return self.revoked_at is not None or self.expires_at <= timezone.now()
