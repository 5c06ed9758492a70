"""Why the group does this, in its own words; whom to ask; and what was asked."""

from typing import ClassVar, Self

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from members.models import Member
from stpnet.models import TenantModel, TenantQuerySet

LONGEST = 2000


class Why(TenantModel):
    """The page "Why we do this": one for each organization. No row, or no text: nobody has written it."""

    text = models.TextField(_("why we do this"), max_length=10_000, blank=True)
    # Empty: the owners.
    asked = models.ForeignKey(
        Member, on_delete=models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("whom to ask")
    )
    changed_by = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, related_name="+", editable=False)
    changed_at = models.DateTimeField(db_default=Now(), editable=False)
    # Always true, and unique: so there is one row at most.
    is_only = models.BooleanField(default=True, unique=True, editable=False)

    class Meta:
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(is_only=True),
                name="conversations_why_is_only",
                violation_error_message=_("There is one such page."),
            )
        ]

    def __str__(self) -> str:
        return f"asked: {self.asked_id}"


class HelpRequestQuerySet(TenantQuerySet["HelpRequest"]):
    def open(self) -> Self:
        """Keep those that wait for an answer."""
        return self.filter(answered_at=None)

    def put_to(self, member: Member, *, is_owner: bool) -> Self:
        """Keep what this person may answer: what went to them, and for owners what went to the owners."""
        return self.filter(Q(to=member) | Q(to=None) if is_owner else Q(to=member)).exclude(asker=member)

    def seen_by(self, member: Member, *, is_owner: bool) -> Self:
        """Keep what this person asked, may answer or has answered."""
        return self.filter(asker=member) | self.put_to(member, is_owner=is_owner) | self.filter(answered_by=member)


class HelpRequest(TenantModel):
    """A question to the person the group named, about a page of this organization, and the answer."""

    asker = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="help_requests")
    # Empty: the owners.
    to = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, related_name="+")
    # Behind the organization's own address, which can change: `people/?place=quiet`.
    page = models.CharField(max_length=500, blank=True)
    text = models.TextField(_("your question"), max_length=LONGEST)
    asked_at = models.DateTimeField(db_default=Now(), editable=False)
    answer = models.TextField(_("your answer"), max_length=LONGEST, blank=True)
    answered_by = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, related_name="+")
    answered_at = models.DateTimeField(null=True, editable=False)

    objects: ClassVar[models.Manager["HelpRequest"]] = models.Manager.from_queryset(HelpRequestQuerySet)()

    class Meta:
        indexes: ClassVar = [models.Index(fields=["to", "-asked_at"], name="conversations_helprequest_to")]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(text=""),
                name="conversations_helprequest_asks",
                violation_error_message=_("Write what you would like to know."),
            ),
            models.CheckConstraint(
                condition=Q(answer="", answered_at=None) | (~Q(answer="") & Q(answered_at__isnull=False)),
                name="conversations_helprequest_answer_has_time",
                violation_error_message=_("Write an answer."),
            ),
            models.CheckConstraint(
                condition=Q(to=None) | ~Q(to=models.F("asker")),
                name="conversations_helprequest_asks_another",
                violation_error_message=_("Ask someone else than yourself."),
            ),
        ]

    def __str__(self) -> str:
        return f"asked by {self.asker_id}"

    @property
    def is_open(self) -> bool:
        return self.answered_at is None
