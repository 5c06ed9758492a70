"""What moves a round on: begun, placed, finished, left, settled, closed."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import NamedTuple, cast
from uuid import UUID

from django.db.models.functions import Now
from django.utils.text import get_text_list
from django.utils.translation import gettext as _

from audit.recording import action, record
from ladders import actions, history
from ladders.calibrating.assessors import Possible
from ladders.models import (
    Assessment,
    Calibration,
    CalibrationAssessor,
    CalibrationMember,
    CalibrationPlacement,
    Ladder,
    Level,
    Place,
)
from members.models import Member
from organizations.models import Organization
from stpnet.db.wrapper import current


class RoundRefused(Exception):
    """Why it cannot be done, in a sentence for the person who tried."""


class Given(NamedTuple):
    """Where an assessor would place someone, and what they saw."""

    place: Place
    level: Level | None
    saw: str


@action
def begin(
    *, name: str, ladder: Ladder, members: Sequence[UUID], assessors: Collection[Member], by: Member
) -> Calibration:
    """Ask these assessors to place these people, each alone."""
    made: Calibration = Calibration.objects.create(name=name, ladder=ladder, made_by=by)
    CalibrationMember.objects.bulk_create(
        CalibrationMember(calibration=made, member_id=pk, position=n) for n, pk in enumerate(members, start=1)
    )
    CalibrationAssessor.objects.bulk_create(CalibrationAssessor(calibration=made, assessor=each) for each in assessors)
    record("calibration.begin", of=made, by=by, fields=[f"people:{len(members)}", f"assessors:{len(assessors)}"])
    return made


@action
def place(
    seat: CalibrationAssessor, given: Mapping[CalibrationMember, Given], *, finishes: bool, by: Member
) -> CalibrationAssessor:
    """Keep where an assessor would place people; finished, it is laid beside the others' and stays. RoundRefused."""
    row = CalibrationAssessor.objects.select_for_update(of=("self",)).select_related("calibration").get(pk=seat.pk)
    if row.calibration.closed_at or row.left_at:
        raise RoundRefused(_("This round goes on without you, or is over. Nothing was kept."))
    if row.finished_at:
        raise RoundRefused(_("You have finished this round already. What you said then stays."))
    for person, each in given.items():
        CalibrationPlacement.objects.update_or_create(by=row, person=person, defaults=each._asdict())
    if finishes:
        CalibrationAssessor.objects.filter(pk=row.pk).update(finished_at=Now())
        record("calibration.finish", of=row.calibration, by=by)
    return row


@action
def go_on_without(seat: CalibrationAssessor, *, by: Member | None) -> bool:
    """Wait no longer for an assessor who has not finished; False when they have."""
    open_seats = CalibrationAssessor.objects.filter(pk=seat.pk, finished_at=None, left_at=None)
    if not open_seats.update(left_at=Now()):
        return False
    record("calibration.go_on_without", of=seat, by=by)
    return True


@action
def settle(
    person: CalibrationMember,
    *,
    place: Place,
    level: Level | None,
    words: str,
    by: Member,
    review_on: date | None = None,
    is_alike: bool = False,
    seconds: Collection[Possible] = (),
) -> Assessment:
    """Make what was talked over, or placed alike, an assessment. Raises RoundRefused and AssessmentRefused.

    Where the ladder asks for a second person, an assessor who had placed them there by themselves is one, as long as
    they are among `seconds`: those who may agree today, with their reach.
    """
    # Before the row of the round: whoever puts people together locks in this order.
    history.lock([person.member_id])
    row = CalibrationMember.objects.select_for_update(of=("self",)).select_related("settled").get(pk=person.pk)
    if row.settled and row.settled.voided_at is None:
        raise RoundRefused(_("This has been settled already. Look at the round again."))
    if row.member_id != person.member_id:
        # To lock another row now would be the other way round.
        raise RoundRefused(_("This person was put together with someone else just now. Look at the round again."))
    calibration = Calibration.objects.select_related("ladder").get(pk=row.calibration_id)
    made = actions.assess(
        Member.objects.get(pk=row.member_id),
        ladder=calibration.ladder,
        place=place,
        level=level,
        on=cast("Organization", current().tenant).today(),
        evidence=_seen(row, words),
        opening=_by_whom(calibration, is_alike=is_alike),
        by=by,
        source=Assessment.Source.REVIEW,
        review_on=review_on,
    )
    if made.waits and (second := _second(row, place, level, by, seconds)):
        made = actions.confirm(made, by=second)
    CalibrationMember.objects.filter(pk=row.pk).update(settled=made)
    return made


@action
def close(calibration: Calibration, *, by: Member) -> bool:
    """Ask nobody for anything more in this round; what was said in it can still be read."""
    if not Calibration.objects.filter(pk=calibration.pk, closed_at=None).update(closed_at=Now()):
        return False
    record("calibration.close", of=calibration, by=by)
    return True


def left(_organization: Organization, user_id: UUID) -> None:
    """Wait for nobody who no longer belongs here; what they had finished stays."""
    for seat in CalibrationAssessor.objects.filter(assessor__user_id=user_id, finished_at=None, left_at=None):
        go_on_without(seat, by=None)


def _by_whom(calibration: Calibration, *, is_alike: bool) -> str:
    """Say by whom, as the evidence of what is settled begins."""
    seats = calibration.assessors.exclude(finished_at=None).select_related("assessor").order_by("assessor__sorted_as")
    said = _("Placed alike by %s.") if is_alike else _("Talked over by %s.")
    return said % get_text_list([str(seat.assessor) for seat in seats], _("and"))


def _seen(person: CalibrationMember, words: str) -> str:
    """Put what decided it together with what each had seen before anybody talked."""
    told = person.placements.exclude(by__finished_at=None).exclude(saw="").select_related("by__assessor")
    lines = [
        _("%(who)s saw: “%(what)s”") % {"who": each.by.assessor, "what": each.saw}
        for each in told.order_by("by__assessor__sorted_as", "pk")
    ]
    return "\n".join(filter(None, [words, *lines]))


def _second(
    person: CalibrationMember, place: Place, level: Level | None, by: Member, seconds: Collection[Possible]
) -> Member | None:
    """Find an assessor other than who settles who placed them there before anybody talked, and may agree today."""
    may = {each.member.pk: each for each in seconds}
    theirs = CalibrationPlacement.objects.filter(person=person, place=place, level=level, by__finished_at__isnull=False)
    found = theirs.exclude(by__assessor=by).filter(by__assessor__in=may, by__assessor__archived_at=None)
    in_order = found.order_by("by__finished_at").values_list("by__assessor", flat=True)
    return next(
        (may[pk].member for pk in in_order if may[pk].reach().filter(pk=person.member_id).exists()),
        None,
    )
