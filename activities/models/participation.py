"""Participation: what somebody answered when they were asked to an activity, and whether they came."""

from typing import ClassVar, Self

from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from activities.models.activity import Activity
from members.models import Member
from stpnet.models import TenantModel, TenantQuerySet


class ParticipationQuerySet(TenantQuerySet["Participation"]):
    def standing(self) -> Self:
        """Leave out rows of who was put together with another who was there too: one person came once."""
        return self.filter(member__merged_into=None)

    def came(self) -> Self:
        """Keep who was there."""
        return self.standing().filter(outcome=Participation.Outcome.CAME)

    def awaited(self) -> Self:
        """Keep who was asked, did not say no, and of whom nobody has said whether they came."""
        return self.standing().filter(outcome="", answer__in=[Participation.Answer.INVITED, Participation.Answer.YES])

    def first_times(self) -> Self:
        """Keep those who came and had come to nothing on any day before."""
        before = Participation.objects.filter(
            member=OuterRef("member"), outcome=Participation.Outcome.CAME, activity__on__lt=OuterRef("activity__on")
        )
        return self.came().filter(~Exists(before))


class Participation(TenantModel):
    """One person and one activity: one row, however many phones check them in.

    Answer and outcome are two things: undoing a check-in leaves what somebody had answered.
    """

    class Answer(models.TextChoices):
        INVITED = "invited", _("Invited")
        YES = "yes", _("Said yes")
        NO = "no", _("Cannot come")

    class Outcome(models.TextChoices):
        CAME = "came", _("Came")
        ABSENT = "absent", _("Did not come")

    activity = models.ForeignKey(Activity, on_delete=models.CASCADE, related_name="people")
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="participations")
    answer = models.CharField(_("what they answered"), max_length=7, choices=Answer, blank=True)
    answered_at = models.DateTimeField(null=True, editable=False)
    outcome = models.CharField(_("whether they came"), max_length=6, choices=Outcome, blank=True)
    checked_in_at = models.DateTimeField(null=True, editable=False)
    checked_in_by = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, related_name="+")
    is_host = models.BooleanField(_("hosts it"), default=False)
    role = models.CharField(_("what they did there"), max_length=80, blank=True)
    # Somebody new: who gets in touch with them, and by which day.
    follow_up_by = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, related_name="+")
    follow_up_on = models.DateField(null=True)
    added_by = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, related_name="+")
    # Which list made the row, and which said that they came: the same one, where nobody had invited them.
    from_list = models.UUIDField(null=True, editable=False)
    came_by_list = models.UUIDField(null=True, editable=False)
    # What stood here before a merge brought the further state of a second row, and what it made of it.
    before_merge = models.JSONField(null=True, editable=False)
    created_at = models.DateTimeField(db_default=Now(), editable=False)

    objects: ClassVar[models.Manager["Participation"]] = models.Manager.from_queryset(ParticipationQuerySet)()

    class Meta:
        ordering: ClassVar = ["created_at", "id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["activity", "member"],
                name="activities_participation_once",
                violation_error_message=_("This person stands there already."),
            ),
            models.CheckConstraint(
                condition=Q(answer__in=["", "invited", "yes", "no"]) & Q(outcome__in=["", "came", "absent"]),
                name="activities_participation_words_known",
                violation_error_message=_("Choose one of the answers."),
            ),
            models.CheckConstraint(
                condition=~Q(answer="", outcome="", is_host=False, role=""),
                name="activities_participation_says_something",
                violation_error_message=_("Say whether they were asked, came, or did something there."),
            ),
            models.CheckConstraint(
                condition=Q(checked_in_at=None, checked_in_by=None) | Q(outcome="came", checked_in_at__isnull=False),
                name="activities_participation_checked_in_came",
                violation_error_message=_("Who is checked in, came."),
            ),
            models.CheckConstraint(
                condition=Q(follow_up_by=None) | Q(follow_up_on__isnull=False),
                name="activities_participation_follow_up_has_day",
                violation_error_message=_("Say by which day somebody gets in touch."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.member_id} at {self.activity_id}"

    @property
    def is_walk_in(self) -> bool:
        """Whether they came without having been asked."""
        return self.outcome == self.Outcome.CAME and not self.answer and not self.is_host
