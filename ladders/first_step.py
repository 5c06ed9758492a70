"""The step of the first hour that makes the ladder the group's own."""

from django.utils.translation import gettext_lazy as _

from ladders.models import Ladder
from organizations.registry import FirstStep
from organizations.requests import OrganizationRequest


def _is_their_own(_request: OrganizationRequest) -> bool:
    return Ladder.objects.filter(is_default=True, version__gt=0).exists()


STEP = FirstStep(
    "levels",
    _("Name the levels of your ladder"),
    _("What do people do, from showing up to leading others? Adapt one of three ready ladders, or write your own."),
    _("Name the levels"),
    "ladders:default_levels",
    "ladder.edit",
    20,
    done=_is_their_own,
)
