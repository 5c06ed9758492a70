"""What a coach says: reviews with remarks, what was agreed with a group, and when they last looked."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from experiments.models.experiment import Experiment
from experiments.models.sign import Sign
from members.models import Member
from stpnet.models import TenantModel

LONGEST = 3000


class CoachReview(TenantModel):
    """A look at an experiment from outside the team: advice, and perhaps a question the team has to answer."""

    class Advice(models.TextChoices):
        GO_ON = "go_on", _("Keep going as it is")
        CHANGE = "change", _("Keep going, change one thing")
        STOP = "stop", _("Stop here and write up")

    experiment = models.ForeignKey(Experiment, on_delete=models.CASCADE, related_name="reviews")
    by = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, related_name="+", editable=False)
    on = models.DateField(_("day"), editable=False)
    advice = models.CharField(_("what do you advise?"), max_length=6, choices=Advice)
    text = models.TextField(_("one thing you would change"), max_length=LONGEST, blank=True)
    # Said by the reviewer, not worked out: hunch_open, signs_told, log_kept.
    ready = models.JSONField(default=list, editable=False)
    question = models.CharField(_("a question for the team"), max_length=1000, blank=True)
    answer = models.TextField(_("answer"), max_length=LONGEST, blank=True, editable=False)
    answered_by = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, related_name="+", editable=False)
    answered_on = models.DateField(null=True, editable=False)
    next_on = models.DateField(_("look again on"), null=True, blank=True)
    created_at = models.DateTimeField(db_default=Now(), editable=False)

    class Meta:
        ordering: ClassVar = ["-pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(advice="change") | ~Q(text=""),
                name="experiments_coachreview_says_the_change",
                violation_error_message=_("Say which one thing you would change."),
            ),
            models.CheckConstraint(
                condition=Q(answer="", answered_on=None)
                | ~Q(answer="") & ~Q(question="") & Q(answered_on__isnull=False),
                name="experiments_coachreview_answer_to_a_question",
                violation_error_message=_("There is no question to answer."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.experiment_id} on {self.on}"


class Remark(TenantModel):
    """What a reviewer says of one sign, of the hunch, or of the whole."""

    class About(models.TextChoices):
        SIGN = "sign", _("A sign")
        HUNCH = "hunch", _("Our hunch")
        WHOLE = "whole", _("All of it")

    review = models.ForeignKey(CoachReview, on_delete=models.CASCADE, related_name="remarks")
    about = models.CharField(max_length=5, choices=About)
    # Gone when the sign is: the remark keeps what it was about in `called`.
    sign = models.ForeignKey(Sign, on_delete=models.SET_NULL, null=True, related_name="remarks")
    called = models.CharField(max_length=1000, blank=True)
    text = models.CharField(_("remark"), max_length=1000)

    class Meta:
        ordering: ClassVar = ["pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(text=""),
                name="experiments_remark_has_text",
                violation_error_message=_("Write what you noticed."),
            ),
            models.CheckConstraint(
                condition=Q(sign=None) | Q(about="sign"),
                name="experiments_remark_about_its_sign",
                violation_error_message=_("A remark is about one sign, the hunch, or all of it."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.about} in {self.review_id}"


class CoachingNote(TenantModel):
    """What a coach and a team agreed on a day. They read it, and nobody else."""

    coach = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="coaching_notes", editable=False)
    on = models.DateField(_("day"))
    agreed = models.TextField(_("what we agreed"), max_length=LONGEST)
    next_on = models.DateField(_("we talk again on"), null=True, blank=True)

    class Meta:
        ordering: ClassVar = ["-on", "-pk"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(agreed=""),
                name="experiments_coachingnote_says_something",
                violation_error_message=_("Write what you agreed."),
            ),
            models.CheckConstraint(
                condition=Q(next_on=None) | Q(next_on__gt=models.F("on")),
                name="experiments_coachingnote_next_is_later",
                violation_error_message=_("The next talk comes after this one."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.coach_id} on {self.on}"


class AtCoaching(TenantModel):
    """That somebody of the team was there, and so reads what was agreed."""

    note = models.ForeignKey(CoachingNote, on_delete=models.CASCADE, related_name="there")
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="at_coaching")

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["note", "member"],
                name="experiments_atcoaching_once",
                violation_error_message=_("They are on the note already."),
            )
        ]

    def __str__(self) -> str:
        return f"{self.member_id} at {self.note_id}"


class LastLook(TenantModel):
    """Until when a coach has seen what this group did."""

    member = models.OneToOneField(Member, on_delete=models.CASCADE, related_name="last_look")
    at = models.DateTimeField(db_default=Now())

    def __str__(self) -> str:
        return f"{self.member_id} at {self.at}"
