"""Rounds of calibration: one from last season that is over, and one in which an organizer has still to place people."""

from datetime import date, timedelta
from random import Random

from demo.assessing import Calendar
from demo.frame import Frame
from demo.shapes import Group
from ladders.calibrating import actions
from ladders.calibrating.actions import Given
from ladders.models import Calibration, CalibrationAssessor, Level, Place, Standing
from members.models import Member
from organizations.models import Role

PEOPLE = 8
# In a hundred: placements one level away from where somebody stands.
DIFFERENT = 22
SAW = (
    "Called back everyone on the list",
    "Comes, and leaves before there is work",
    "Three neighbors came because of that one ask",
    "Led the last part of the meeting alone",
)


def fill(rng: Random, group: Group, frame: Frame, calendar: Calendar, *, today: date) -> None:
    """Lay both rounds out, in groups with three who assess. It draws its own lots."""
    who = [frame.worker(group, role) for role in (Role.OWNER, Role.DIRECTOR, Role.ORGANIZER)]
    if len(set(who)) < len(who):
        return
    assessors = [Member.objects.get(pk=pk) for pk in who]
    last = _begin(rng, "Spring round", assessors)
    _place(rng, last, assessors)
    ended = calendar.at((today - calendar.first).days - 120)
    Calibration.objects.filter(pk=last.pk).update(created_at=ended - timedelta(days=9), closed_at=ended)
    _place(rng, _begin(rng, "Before the assembly", assessors), assessors[:2])


def _begin(rng: Random, name: str, assessors: list[Member]) -> Calibration:
    """Take people whom all three can place: those of the organizer."""
    *_others, organizer = assessors
    stands = Standing.objects.filter(ladder__is_default=True, place=Place.LEVEL, member__organizer=organizer)
    counted = Member.objects.counted()
    ids = sorted(stands.filter(member__in=counted).values_list("member", flat=True))
    chosen = rng.sample(ids, min(PEOPLE, len(ids)))
    ladder = Level.objects.select_related("ladder").filter(ladder__is_default=True)[0].ladder
    return actions.begin(name=name, ladder=ladder, members=chosen, assessors=assessors, by=assessors[1])


def _place(rng: Random, made: Calibration, assessors: list[Member]) -> None:
    """Place each where they stand, or now and then a level away."""
    levels = list(Level.objects.filter(ladder=made.ladder, retired_at=None).order_by("position"))
    here = dict(Standing.objects.filter(ladder=made.ladder).values_list("member", "level__position"))
    people = list(made.people.order_by("position"))
    for seat in (
        CalibrationAssessor.objects.filter(calibration=made, assessor__in=assessors)
        .select_related("assessor")
        .order_by("pk")
    ):
        given = {}
        for person in people:
            away = rng.choice((-1, 1)) if rng.randrange(100) < DIFFERENT else 0
            at = min(max((here[person.member_id] or 1) - 1 + away, 0), len(levels) - 1)
            given[person] = Given(Place.LEVEL, levels[at], rng.choice(SAW) if away else "")
        actions.place(seat, given, finishes=True, by=seat.assessor)
