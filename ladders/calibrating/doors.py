"""How the rest of the house leads to calibration, and what a round learns from it."""

from django.db.models import Count, Subquery
from django.db.models.expressions import Combinable
from django.utils.translation import gettext_lazy as _

from ladders import registry
from ladders.calibrating import actions, views
from ladders.models import CalibrationAssessor, Ladder
from members.bulk import registry as many
from members.requests import OrgRequest
from organizations import registry as organizations


def waiting(request: OrgRequest, ladder: Ladder) -> Combinable:
    """Say in SQL how many rounds wait for the signed-in person."""
    seats = CalibrationAssessor.objects.awaited().filter(assessor=request.member, calibration__ladder=ladder)
    return Subquery(seats.order_by().values("assessor").annotate(n=Count("pk")).values("n"))


def register() -> None:
    many.add_elsewhere(many.Elsewhere("calibrate", _("Calibrate on them"), "ladder.edit", views.new))
    registry.doors.append(registry.Door(_("Calibrate"), "ladders:calibrations", "assessment.make", 40, waiting))
    organizations.on_leave.append(actions.left)
