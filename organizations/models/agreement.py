"""An owner's word that somebody's lost second step be taken off."""

from datetime import timedelta
from typing import ClassVar, Self

from django.db import models
from django.db.models.functions import UUID7
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from organizations.models.organization import Organization
from organizations.models.user import User

# How long an owner's word waits for those of other groups.
LIVES = timedelta(days=7)


class AgreementQuerySet(models.QuerySet["Agreement"]):
    def live(self) -> Self:
        """Leave out what has waited too long."""
        return self.filter(agreed_at__gt=timezone.now() - LIVES)


class Agreement(models.Model):
    """One organization's owner agrees. A second step protects every group of a person, so each that asks is asked."""

    id = models.UUIDField(primary_key=True, db_default=UUID7(), editable=False)
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="agreements")
    organization = models.ForeignKey(Organization, on_delete=models.CASCADE, related_name="agreements")
    by = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    agreed_at = models.DateTimeField(default=timezone.now)

    objects: ClassVar = models.Manager.from_queryset(AgreementQuerySet)()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["user", "organization"],
                name="organizations_agreement_once",
                violation_error_message=_("An owner of this group has agreed already."),
            ),
            models.CheckConstraint(
                condition=~models.Q(by=models.F("user")),
                name="organizations_agreement_by_another",
                violation_error_message=_("Nobody agrees to their own."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user_id} in {self.organization_id}"
