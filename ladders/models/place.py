"""Assessment: someone's dated word on where a member stands, with what they saw."""

from typing import ClassVar, Self

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from ladders.models.ladder import Ladder, Level
from members.models import Member
from stpnet.models import TenantModel, TenantQuerySet


class Place(models.TextChoices):
    """Where a counted person is on a ladder: exactly one of these on each day."""

    LEVEL = "level", _("On a level")
    UNSURE = "unsure", _("Not sure yet")
    QUIET = "quiet", _("Gone quiet")
    OFF = "off", _("Not on the ladder")


# The place "level" and a level go together; every table that has both holds this.
PLACE_AND_LEVEL = Q(place="level", level__isnull=False) | (Q(level=None) & Q(place__in=["unsure", "quiet", "off"]))


class AssessmentQuerySet(TenantQuerySet["Assessment"]):
    def of_people(self) -> Self:
        """Leave out what was said of guests and of those made up for practice."""
        return self.filter(member__kind=Member.Kind.PERSON)

    def in_earnest(self) -> Self:
        """Leave out practice."""
        return self.exclude(member__kind=Member.Kind.PRACTICE)

    def counting(self) -> Self:
        """Leave out what was voided and what still waits for a second person."""
        return self.filter(voided_at=None).exclude(waits_for_review=True, confirmed_at=None)

    def waiting(self) -> Self:
        """Keep what a second person has still to agree to."""
        return self.filter(waits_for_review=True, confirmed_at=None, voided_at=None)

    def to_agree(self) -> Self:
        """Of what waits, keep what can still be agreed to: its ladder and its level are in use."""
        return self.waiting().filter(ladder__put_away_at=None, level__retired_at=None)

    def latest_first(self) -> Self:
        """In the order in which they win: day, then which was made later."""
        return self.order_by("-on", "-created_at", "-pk")


class Assessment(TenantModel):
    """Never edited: a correction is a new one, or a void with a reason. Takes effect on its own date."""

    class Confidence(models.TextChoices):
        CLEAR = "clear", _("Clear")
        UNSURE = "unsure", _("Not quite sure")

    class Source(models.TextChoices):
        PAGE = "page", _("Assessed here")
        CONVERSATION = "conversation", _("From a conversation")
        IMPORT = "import", _("From a list")
        REVIEW = "review", _("From a review")
        API = "api", _("From another system")
        RULE = "rule", _("A proposal someone accepted")
        LADDER = "ladder", _("A level was retired")

    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="assessments")
    ladder = models.ForeignKey(Ladder, on_delete=models.CASCADE, related_name="assessments")
    place = models.CharField(max_length=10, choices=Place)
    level = models.ForeignKey(Level, on_delete=models.PROTECT, null=True, blank=True, related_name="assessments")
    on = models.DateField(_("on"))
    confidence = models.CharField(max_length=10, choices=Confidence, default=Confidence.CLEAR)
    evidence = models.TextField(_("what you saw"), blank=True, max_length=4000)
    review_on = models.DateField(_("look again on"), null=True, blank=True)
    source = models.CharField(max_length=20, choices=Source, default=Source.PAGE)
    assessed_by = models.ForeignKey(
        Member, on_delete=models.SET_NULL, null=True, blank=True, related_name="assessments_made"
    )
    # The import that brought it: an id without a key, as imports stand to the right.
    import_id = models.UUIDField(null=True, blank=True, editable=False, db_index=True)
    # Part of the first list that put people on this ladder: nobody joined or moved up by it.
    is_baseline = models.BooleanField(default=False, editable=False)
    waits_for_review = models.BooleanField(default=False, editable=False)
    confirmed_by = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    confirmed_at = models.DateTimeField(null=True, blank=True, editable=False)
    voided_by = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    voided_at = models.DateTimeField(null=True, blank=True, editable=False)
    void_reason = models.CharField(max_length=200, blank=True)
    created_at = models.DateTimeField(db_default=Now(), editable=False)

    objects: ClassVar[models.Manager["Assessment"]] = models.Manager.from_queryset(AssessmentQuerySet)()

    class Meta:
        indexes: ClassVar = [
            models.Index(fields=["ladder", "member", "on", "created_at"], name="ladders_assessment_history"),
            # Few of many, and every page's bell asks for them.
            models.Index(
                fields=["created_at"],
                condition=Q(waits_for_review=True, confirmed_at=None, voided_at=None),
                name="ladders_assessment_waiting",
            ),
            # Who is not to be looked at again yet.
            models.Index(fields=["review_on"], condition=Q(review_on__isnull=False), name="ladders_assessment_review"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=PLACE_AND_LEVEL,
                name="ladders_assessment_place_and_level",
                violation_error_message=_("Choose a level, or one of the places outside the levels."),
            ),
            models.CheckConstraint(
                condition=Q(voided_at=None, void_reason="") | (Q(voided_at__isnull=False) & ~Q(void_reason="")),
                name="ladders_assessment_void_has_reason",
                violation_error_message=_("Say why it does not count."),
            ),
            models.CheckConstraint(
                condition=Q(confirmed_by=None) | Q(confirmed_at__isnull=False),
                name="ladders_assessment_confirmed_when",
                violation_error_message=_("Who agreed, agreed at some time."),
            ),
            models.CheckConstraint(
                condition=Q(confirmed_by=None) | Q(assessed_by=None) | ~Q(confirmed_by=models.F("assessed_by")),
                name="ladders_assessment_second_person",
                violation_error_message=_("Someone other than the assessor has to agree."),
            ),
            models.CheckConstraint(
                condition=Q(review_on=None) | Q(place="unsure"),
                name="ladders_assessment_review_when_unsure",
                violation_error_message=_("A day to look again goes with “not sure yet”."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.place} on {self.on}"

    @property
    def waits(self) -> bool:
        return self.waits_for_review and self.confirmed_at is None and self.voided_at is None
