"""Draft: a conversation that came in from a phone and still needs a word of who wrote it."""

from datetime import datetime, timedelta
from typing import ClassVar, Self

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from conversations.models.conversation import Conversation
from members.models import Member
from organizations.sealing import seal, unseal
from stpnet.models import TenantModel, TenantQuerySet

# What nobody said whom it is about goes then; its owner is told from the first day.
KEPT = timedelta(days=60)


class DraftQuerySet(TenantQuerySet["Draft"]):
    def of(self, member: Member) -> Self:
        """Keep what this person wrote: nobody else reads a draft, whatever their role."""
        return self.filter(owner=member)

    def unsettled(self) -> Self:
        """Keep those of which nobody knows yet whom they are about."""
        return self.filter(conversation=None)

    def too_old(self, now: datetime) -> Self:
        return self.filter(received_at__lt=now - KEPT)


class Draft(TenantModel):
    """What a phone sent. Until it is known whom it is about, everything typed stands here, closed, for its owner alone.

    Then it is a conversation, and the draft asks for what a page without data could not: themes, and a level.
    """

    key = models.UUIDField(editable=False)
    owner = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="drafts")
    sealed = models.TextField(blank=True, editable=False)
    conversation = models.ForeignKey(Conversation, on_delete=models.CASCADE, null=True, related_name="drafts")
    written_at = models.DateTimeField(editable=False)
    received_at = models.DateTimeField(db_default=Now(), editable=False)

    objects: ClassVar[models.Manager["Draft"]] = models.Manager.from_queryset(DraftQuerySet)()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["key"],
                name="conversations_draft_sent_once",
                violation_error_message=_("This was sent already."),
            ),
            models.CheckConstraint(
                condition=Q(sealed="", conversation__isnull=False) | (~Q(sealed="") & Q(conversation=None)),
                name="conversations_draft_waits_or_is_kept",
                violation_error_message=_("A draft either waits, or has become a conversation."),
            ),
        ]

    def __str__(self) -> str:
        return f"draft of {self.owner_id}"

    @property
    def typed(self) -> dict[str, list[str]]:
        """What was typed, by the names of the form's fields, each with its values. Empty when the keys were changed meanwhile."""
        return (unseal(self.sealed) or {}) if self.sealed else {}

    def close(self, typed: dict[str, list[str]]) -> Self:
        """Put in what was typed, closed."""
        self.sealed = seal(typed)
        return self

    @property
    def goes_at(self) -> datetime:
        return self.received_at + KEPT
