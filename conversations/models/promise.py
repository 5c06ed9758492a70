"""Promises: what a member said yes to, and what somebody here owes a member."""

from datetime import date, timedelta
from typing import ClassVar, Self

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from activities.models import Participation
from conversations.models.conversation import Conversation
from members.models import Member
from stpnet.models import TenantModel, TenantQuerySet

# What was promised in a talk that was taken back rests with it. No join: rows are settled by counted updates.
_STANDS = ~Exists(Conversation.objects.filter(pk=OuterRef("conversation"), removed_at__isnull=False))
# A promise without a day is not forgotten: after so long it is asked about.
WITHOUT_A_DAY = timedelta(days=14)


class CommitmentQuerySet(TenantQuerySet["Commitment"]):
    def standing(self) -> Self:
        """Leave out what is open still and rests with its talk."""
        return self.filter(_STANDS | ~Q(state=Commitment.State.OPEN))

    def open(self) -> Self:
        """Keep those of which nobody knows yet how they went."""
        return self.filter(_STANDS, state=Commitment.State.OPEN)

    def to_check(self, today: date) -> Self:
        """Keep the open ones whose day has come; one without a day comes back after a while."""
        return self.open().filter(Q(by__lte=today) | Q(by=None, said_on__lte=today - WITHOUT_A_DAY))


class Commitment(TenantModel):
    """What a member said yes to. It is later kept, not kept, or changed into another one."""

    class State(models.TextChoices):
        OPEN = "open", _("No word yet")
        KEPT = "kept", _("Kept")
        NOT_KEPT = "not_kept", _("Not kept")
        CHANGED = "changed", _("Changed")

    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="commitments")
    conversation = models.ForeignKey(Conversation, on_delete=models.SET_NULL, null=True, related_name="commitments")
    what = models.CharField(_("said yes to"), max_length=200)
    by = models.DateField(_("by"), null=True, blank=True)
    said_on = models.DateField(_("said on"))
    asked_by = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, related_name="+", editable=False)
    state = models.CharField(max_length=8, choices=State, default=State.OPEN, editable=False)
    settled_on = models.DateField(null=True, editable=False)
    settled_by = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, related_name="+", editable=False)
    note = models.CharField(_("how it went"), max_length=300, blank=True)
    # What it was changed into.
    became = models.ForeignKey("self", on_delete=models.SET_NULL, null=True, related_name="+", editable=False)
    created_at = models.DateTimeField(db_default=Now(), editable=False)

    objects: ClassVar[models.Manager["Commitment"]] = models.Manager.from_queryset(CommitmentQuerySet)()

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["member", "-said_on"], name="conversations_commitment_of"),
            models.Index(fields=["by"], condition=Q(state="open"), name="conversations_commitment_open"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(what=""),
                name="conversations_commitment_says_what",
                violation_error_message=_("Write what they said yes to."),
            ),
            models.CheckConstraint(
                condition=Q(state="open", settled_on=None) | (~Q(state="open") & Q(settled_on__isnull=False)),
                name="conversations_commitment_settled_has_day",
                violation_error_message=_("Say on which day it was settled."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.state} by {self.by}"


class FollowUpQuerySet(TenantQuerySet["FollowUp"]):
    def standing(self) -> Self:
        """Leave out what is open still and rests with its talk."""
        return self.filter(_STANDS | Q(done_on__isnull=False))

    def open(self) -> Self:
        """Keep what is still to be done."""
        return self.filter(_STANDS, done_on=None)

    def due(self, today: date) -> Self:
        """Keep what is to be done and has no later day; what has no day at all comes back after a while."""
        return self.open().filter(Q(due__lte=today) | Q(due=None, created_at__date__lte=today - WITHOUT_A_DAY))


class FollowUp(TenantModel):
    """What somebody here owes: a call, a ride, an answer. It is handed over, or done with a note."""

    owner = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="follow_ups")
    # Whom it is for; empty: nobody in particular.
    member = models.ForeignKey(Member, on_delete=models.CASCADE, null=True, related_name="follow_ups_about")
    conversation = models.ForeignKey(Conversation, on_delete=models.SET_NULL, null=True, related_name="follow_ups")
    # Somebody was at an activity for the first time, and is to hear from one of us.
    participation = models.ForeignKey(
        Participation, on_delete=models.SET_NULL, null=True, related_name="follow_ups", editable=False
    )
    what = models.CharField(_("what"), max_length=200)
    due = models.DateField(_("by"), null=True, blank=True)
    made_by = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, related_name="+", editable=False)
    handed_by = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, related_name="+", editable=False)
    handed_note = models.CharField(_("a word with it"), max_length=300, blank=True)
    created_at = models.DateTimeField(db_default=Now(), editable=False)
    done_on = models.DateField(null=True, editable=False)
    done_by = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, related_name="+", editable=False)
    note = models.CharField(_("how it went"), max_length=300, blank=True)

    objects: ClassVar[models.Manager["FollowUp"]] = models.Manager.from_queryset(FollowUpQuerySet)()

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["owner", "due"], condition=Q(done_on=None), name="conversations_followup_open"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(what=""),
                name="conversations_followup_says_what",
                violation_error_message=_("Write what is to be done."),
            )
        ]

    def __str__(self) -> str:
        return f"due {self.due}"
