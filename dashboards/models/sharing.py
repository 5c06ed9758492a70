"""ShareLink: an address that shows one report, or the story of one experiment, to whoever has it."""

from typing import ClassVar, Self

from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Now
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from dashboards.models.report import Report
from experiments.models import Experiment
from members.models import Member
from stpnet.models import TenantModel, TenantQuerySet


class ShareLinkQuerySet(TenantQuerySet["ShareLink"]):
    def live(self) -> Self:
        """Keep those that still show what they are to."""
        return self.filter(revoked_at=None, expires_at__gt=Now(), report__deleted_at=None)

    def of(self, shown: Report | Experiment) -> Self:
        """Keep those that were made for one report or story."""
        return self.filter(report=shown) if isinstance(shown, Report) else self.filter(experiment=shown)


class ShareLink(TenantModel):
    """Shows one thing outside the group, without names, until a day. Of its token only a hash is kept."""

    report = models.ForeignKey(Report, on_delete=models.CASCADE, null=True, related_name="links")
    experiment = models.ForeignKey(Experiment, on_delete=models.CASCADE, null=True, related_name="links")
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
                condition=Q(report=None, experiment__isnull=False) | Q(report__isnull=False, experiment=None),
                name="dashboards_sharelink_shows_one_thing",
                violation_error_message=_("A link shows one report, or the story of one experiment."),
            ),
            models.CheckConstraint(
                condition=~Q(whom=""),
                name="dashboards_sharelink_is_for_someone",
                violation_error_message=_("Say whom the link is for."),
            ),
        ]

    def __str__(self) -> str:
        return f"link to {self.report_id or self.experiment_id} until {self.expires_at}"

    @property
    def shows(self) -> Report | Experiment:
        """What whoever has it reads; fetched with it."""
        found: Report | Experiment | None = self.report or self.experiment
        assert found is not None  # noqa: S101 - a constraint holds it
        return found

    @property
    def has_ended(self) -> bool:
        return self.revoked_at is not None or self.expires_at <= timezone.now()
