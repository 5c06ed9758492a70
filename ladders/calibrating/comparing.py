"""What assessors said of the same people, side by side. Only who has finished is laid open, and only to who may look."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from ladders.models import (
    Calibration,
    CalibrationAssessor,
    CalibrationMember,
    CalibrationPlacement,
    Place,
)
from members.models import Member
from members.requests import OrgRequest
from organizations.access import may
from organizations.permissions import row_of


class Line(NamedTuple):
    """One person, with what each of the assessors said; None where one could not place them."""

    person: CalibrationMember
    placements: Sequence[CalibrationPlacement | None]
    seats: Sequence[CalibrationAssessor]

    @property
    def pairs(self) -> list[tuple[CalibrationAssessor, CalibrationPlacement | None]]:
        """Each assessor with what they said."""
        return list(zip(self.seats, self.placements, strict=True))

    @property
    def is_complete(self) -> bool:
        return len(self.placements) > 1 and None not in self.placements

    @property
    def places(self) -> list[str]:
        return [f"level-{each.level_id}" if each.level_id else each.place for each in self.placements if each]

    @property
    def is_alike(self) -> bool:
        return self.is_complete and len(set(self.places)) == 1

    @property
    def apart(self) -> int:
        """How many levels lie between the lowest and the highest."""
        levels = [each.level.position for each in self.placements if each and each.level]
        return max(levels) - min(levels) if levels else 0

    @property
    def agreed(self) -> CalibrationPlacement | None:
        """What everyone said, where it can be kept as it is: "not sure yet" asks for a day first."""
        first = self.placements[0] if self.is_alike else None
        return first if first and first.place != Place.UNSURE and not self.is_settled else None

    @property
    def is_settled(self) -> bool:
        return bool(self.person.settled and self.person.settled.voided_at is None)


def open_to(request: OrgRequest) -> QuerySet[Calibration]:
    """Return the rounds that someone takes part in, and to those who begin them all of them."""
    rounds = Calibration.objects.select_related("ladder", "made_by")
    if leads(request):
        return rounds
    mine = CalibrationAssessor.objects.taking_part().filter(assessor=request.member, calibration=OuterRef("pk"))
    return rounds.filter(Exists(mine))


def leads(request: OrgRequest) -> bool:
    """Whether someone begins rounds and settles them."""
    return may(request, "ladder.edit")


def within_reach(request: OrgRequest) -> Q:
    """Say in SQL whom the signed-in person can place in a round: nobody themselves."""
    reach = row_of("assessment.make").scope(request.roles)
    return Q(member__in=Member.objects.people().within(reach, request.member)) & ~Q(member=request.member)


@dataclass
class Comparison:
    """A round as it stands."""

    request: OrgRequest
    calibration: Calibration

    @cached_property
    def seats(self) -> list[CalibrationAssessor]:
        seats = CalibrationAssessor.objects.filter(calibration=self.calibration).select_related("assessor")
        return list(seats.order_by("assessor__sorted_as", "pk"))

    @property
    def finished(self) -> list[CalibrationAssessor]:
        return [seat for seat in self.seats if seat.finished_at]

    @property
    def awaited(self) -> list[CalibrationAssessor]:
        if self.calibration.closed_at:
            return []
        return [seat for seat in self.seats if not seat.finished_at and not seat.left_at]

    @property
    def gone(self) -> list[CalibrationAssessor]:
        return [seat for seat in self.seats if seat.left_at]

    @cached_property
    def own(self) -> CalibrationAssessor | None:
        return next((seat for seat in self.seats if seat.assessor_id == self.request.member.pk), None)

    @property
    def is_blind(self) -> bool:
        """Whether the reader still has to place by themselves, and so sees nothing of the others."""
        return self.own in self.awaited if self.own else False

    @cached_property
    def lines(self) -> list[Line]:
        """Those who are still here, the furthest apart first."""
        said = CalibrationPlacement.objects.filter(by__in=self.finished).select_related("level")
        people = CalibrationMember.objects.filter(within_reach(self.request), calibration=self.calibration)
        rows = people.select_related("member", "settled__level").prefetch_related(
            Prefetch("placements", queryset=said, to_attr="said")
        )
        lines = [self._line(row) for row in rows]
        return sorted(lines, key=lambda line: (line.is_alike, -line.apart, line.person.position))

    @property
    def complete(self) -> list[Line]:
        return [line for line in self.lines if line.is_complete]

    @property
    def alike(self) -> list[Line]:
        return [line for line in self.lines if line.is_alike]

    @cached_property
    def n_missing(self) -> int:
        """How many of the round are not on file any more, or out of the reader's reach."""
        return CalibrationMember.objects.filter(calibration=self.calibration).count() - len(self.lines)

    @property
    def headline(self) -> str:
        """Say what to do next, from what was found."""
        n, alike = len(self.complete), len(self.alike)
        if len(self.finished) < 2:  # noqa: PLR2004 - one alone compares with nobody
            return _("Not enough have placed yet to compare.") if self.awaited else _("There is nothing to compare.")
        if not n:
            return _("Nobody was placed by all of you.")
        if n == alike:
            return ngettext("You agree on the one person.", "You agree on all %(n)d.", n) % {"n": n}
        talk = ngettext("Talk about this one.", "Talk about these %(n)d.", n - alike) % {"n": n - alike}
        return f"{_('You agree on %(alike)d of %(n)d.') % {'alike': alike, 'n': n}} {talk}"

    def _line(self, row: CalibrationMember) -> Line:
        said: dict[object, CalibrationPlacement] = {each.by_id: each for each in row.said}  # type: ignore[attr-defined]
        return Line(row, [said.get(seat.pk) for seat in self.finished], self.finished)
