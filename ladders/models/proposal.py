"""Proposal: a place that a rule suggests for somebody, until a person has decided."""

from datetime import timedelta
from typing import ClassVar, Self

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from ladders.models.ladder import Ladder, Level
from ladders.models.place import PLACE_AND_LEVEL, Assessment, Place
from ladders.models.rule import LevelRule
from members.models import Member
from stpnet.models import TenantModel, TenantQuerySet

# So long what was accepted together can be taken back together.
TAKEN_BACK_FOR = timedelta(days=30)


class QuietRound(TenantModel):
    """Everybody who was accepted as gone quiet in one go, so that it can be taken back in one go."""

    ladder = models.ForeignKey(Ladder, on_delete=models.CASCADE, related_name="+")
    by = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, related_name="+")
    n_people = models.PositiveIntegerField()
    at = models.DateTimeField(db_default=Now())
    taken_back_at = models.DateTimeField(null=True)

    class Meta:
        ordering: ClassVar = ["-at"]

    def __str__(self) -> str:
        return f"{self.n_people} at {self.at}"


class ProposalQuerySet(TenantQuerySet["Proposal"]):
    def open(self) -> Self:
        """Keep those that nobody has decided, and nothing has settled."""
        return self.filter(state=Proposal.State.OPEN)

    def close(self, why: str) -> int:
        """Settle the open ones of these without anybody's decision."""
        return self.open().update(state=Proposal.State.CLOSED, because=why, decided_at=Now())


class Proposal(TenantModel):
    """What a rule saw, and what a person made of it."""

    class State(models.TextChoices):
        OPEN = "open", _("Waiting")
        ACCEPTED = "accepted", _("Accepted")
        DISMISSED = "dismissed", _("Dismissed")
        CLOSED = "closed", _("Settled by itself")

    class Why(models.TextChoices):
        """How a proposal settled without a decision."""

        MERGED = "merged", _("This row was put together with another one.")
        NOT_COUNTED = "not counted", _("This person is not counted any more.")
        LEVEL = "level", _("The level was retired.")
        RULE = "rule", _("The rule was put away.")
        STOPPED = "stopped", _("The rule’s filter does not fit them any more.")
        REACHED = "reached", _("Something has reached them since.")
        SAID = "said", _("Someone has said since where they stand.")
        HIGHER = "higher", _("A rule of a higher level fits them now.")

    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="proposals")
    ladder = models.ForeignKey(Ladder, on_delete=models.CASCADE, related_name="proposals")
    place = models.CharField(max_length=10, choices=Place)
    level = models.ForeignKey(Level, on_delete=models.CASCADE, null=True, related_name="proposals")
    # None: nothing has reached them for as long as the ladder says.
    rule = models.ForeignKey(LevelRule, on_delete=models.SET_NULL, null=True, related_name="proposals")
    # What was true then: the filter's words and the fields in them, where they stood, the day they were last reached.
    reason = models.TextField()
    fields = models.JSONField(default=list)
    from_place = models.CharField(max_length=10, choices=Place)
    from_level = models.ForeignKey(Level, on_delete=models.SET_NULL, null=True, related_name="+")
    reached_on = models.DateField(null=True)
    created_at = models.DateTimeField(db_default=Now(), editable=False)
    state = models.CharField(max_length=10, choices=State, default=State.OPEN)
    decided_by = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)
    # A `Why` where it settled by itself, a person's words where it was dismissed.
    because = models.CharField(max_length=200, blank=True)
    assessment = models.ForeignKey(Assessment, on_delete=models.SET_NULL, null=True, related_name="proposals")
    quiet_round = models.ForeignKey(QuietRound, on_delete=models.SET_NULL, null=True, related_name="proposals")

    objects: ClassVar[models.Manager["Proposal"]] = models.Manager.from_queryset(ProposalQuerySet)()

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["ladder", "place"], condition=Q(state="open"), name="ladders_proposal_open"),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["member", "ladder", "place", "level"],
                condition=Q(state="open"),
                nulls_distinct=False,
                name="ladders_proposal_open_once",
                violation_error_message=_("This is proposed already."),
            ),
            models.CheckConstraint(
                condition=PLACE_AND_LEVEL & Q(place__in=["level", "quiet"]),
                name="ladders_proposal_place_and_level",
                violation_error_message=_("A proposal is of a level, or that somebody has gone quiet."),
            ),
            models.CheckConstraint(
                condition=Q(state="open", decided_at=None, decided_by=None)
                | (~Q(state="open") & Q(decided_at__isnull=False)),
                name="ladders_proposal_decided_when",
                violation_error_message=_("What is decided was decided at some time."),
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["dismissed", "closed"]) | ~Q(because=""),
                name="ladders_proposal_dismissed_why",
                violation_error_message=_("Say why not."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.place}, {self.state}"
