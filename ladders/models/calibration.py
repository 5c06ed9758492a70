"""Calibration: several people place the same few members without seeing each other, and then talk about it."""

from typing import ClassVar, Self

from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils.translation import gettext_lazy as _

from ladders.models.ladder import Ladder, Level
from ladders.models.place import PLACE_AND_LEVEL, Assessment, Place
from members.models import Member
from stpnet.models import TenantModel, TenantQuerySet


class Calibration(TenantModel):
    """A round on one ladder. What is placed in it is no assessment: only what was settled becomes one."""

    name = models.CharField(_("name"), max_length=80)
    ladder = models.ForeignKey(Ladder, on_delete=models.CASCADE, related_name="calibrations")
    made_by = models.ForeignKey(Member, on_delete=models.SET_NULL, null=True, related_name="calibrations_made")
    created_at = models.DateTimeField(db_default=Now(), editable=False)
    closed_at = models.DateTimeField(null=True, editable=False)

    class Meta:
        ordering: ClassVar = ["-created_at"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(name=""),
                name="ladders_calibration_has_name",
                violation_error_message=_("Give the round a name."),
            )
        ]

    def __str__(self) -> str:
        return self.name


class CalibrationMember(TenantModel):
    """Someone who is placed in a round, and the assessment it was settled by."""

    calibration = models.ForeignKey(Calibration, on_delete=models.CASCADE, related_name="people")
    member = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="calibrated")
    position = models.PositiveSmallIntegerField()
    settled = models.ForeignKey(Assessment, on_delete=models.SET_NULL, null=True, related_name="+")

    class Meta:
        ordering: ClassVar = ["position"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["calibration", "member"],
                name="ladders_calibrationmember_once",
                violation_error_message=_("This person is in the round already."),
            ),
            models.UniqueConstraint(
                fields=["calibration", "position"],
                name="ladders_calibrationmember_position_once",
                violation_error_message=_("Somebody else has this turn."),
            ),
        ]

    def __str__(self) -> str:
        return str(self.position)


class AssessorQuerySet(TenantQuerySet["CalibrationAssessor"]):
    def taking_part(self) -> Self:
        """Leave out who left before they had finished."""
        return self.filter(left_at=None)

    def awaited(self) -> Self:
        """Keep those who have still to finish, on a ladder that is in use."""
        still = self.filter(finished_at=None, left_at=None, calibration__closed_at=None)
        return still.filter(calibration__ladder__put_away_at=None)


class CalibrationAssessor(TenantModel):
    """Someone who places the people of a round. Until they have finished they see nobody else's placements."""

    calibration = models.ForeignKey(Calibration, on_delete=models.CASCADE, related_name="assessors")
    assessor = models.ForeignKey(Member, on_delete=models.CASCADE, related_name="calibrating")
    finished_at = models.DateTimeField(null=True)
    left_at = models.DateTimeField(null=True)

    objects: ClassVar[models.Manager["CalibrationAssessor"]] = models.Manager.from_queryset(AssessorQuerySet)()

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["calibration", "assessor"],
                name="ladders_calibrationassessor_once",
                violation_error_message=_("This person takes part already."),
            ),
            models.CheckConstraint(
                condition=Q(left_at=None) | Q(finished_at=None),
                name="ladders_calibrationassessor_left_unfinished",
                violation_error_message=_("What was finished stays, also when somebody leaves."),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.assessor_id} in {self.calibration_id}"


class CalibrationPlacement(TenantModel):
    """Where one assessor would place one person, and what they saw."""

    by = models.ForeignKey(CalibrationAssessor, on_delete=models.CASCADE, related_name="placements")
    person = models.ForeignKey(CalibrationMember, on_delete=models.CASCADE, related_name="placements")
    place = models.CharField(max_length=10, choices=Place)
    level = models.ForeignKey(Level, on_delete=models.PROTECT, null=True, related_name="+")
    saw = models.CharField(_("what you saw"), max_length=400, blank=True)

    class Meta:
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["by", "person"],
                name="ladders_calibrationplacement_once",
                violation_error_message=_("An assessor places a person once."),
            ),
            models.CheckConstraint(
                condition=PLACE_AND_LEVEL & ~Q(place="quiet"),
                name="ladders_calibrationplacement_place_and_level",
                violation_error_message=_("Choose a level, not sure yet, or on no level."),
            ),
        ]

    def __str__(self) -> str:
        return self.place
