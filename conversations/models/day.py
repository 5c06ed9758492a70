"""What an organizer's day has of its own: the number of one-to-ones they set themselves, and their calendar."""

from typing import ClassVar, Self

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from members.models import Member
from stpnet.models import TenantModel, TenantQuerySet

MOST_A_WEEK = 50


class OwnNumber(TenantModel):
    """How many one-to-ones a week somebody wants to have. They set it, they alone see it, and no row is no number."""

    member = models.OneToOneField(Member, on_delete=models.CASCADE, related_name="own_number", editable=False)
    n = models.PositiveSmallIntegerField(_("one-to-ones a week"))

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(n__gte=1, n__lte=MOST_A_WEEK),
                name="conversations_ownnumber_can_be_done",
                violation_error_message=_("Choose a number from 1 to 50."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.n} a week"


class FeedQuerySet(TenantQuerySet["Feed"]):
    def live(self) -> Self:
        """Keep those whose address still answers."""
        return self.filter(revoked_at=None)


class Feed(TenantModel):
    """An address that a calendar program reads without signing in. Only a hash of its secret is kept."""

    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="feeds")
    secret_hash = models.CharField(max_length=64, editable=False)
    # A calendar shows on other screens: names are in it only for who chose so.
    with_names = models.BooleanField(_("with names"), default=False)
    made_at = models.DateTimeField(db_default=Now(), editable=False)
    revoked_at = models.DateTimeField(null=True, editable=False)

    objects: ClassVar[models.Manager["Feed"]] = models.Manager.from_queryset(FeedQuerySet)()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["secret_hash"],
                name="conversations_feed_secret_once",
                violation_error_message=_("This address is taken. Make another one."),
            ),
        ]

    def __str__(self) -> str:
        return f"feed made {self.made_at}"
