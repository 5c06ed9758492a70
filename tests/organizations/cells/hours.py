"""Data hours: they belong to the group as a whole."""

from datetime import timedelta

from django.utils import timezone

from conversations.models import DataHour
from tests.organizations.cells.scene import BOTH, GET, POST, Cell, Made, Scene, number


def _hour(scene: Scene, begins: timedelta) -> Made:
    """Make one that overlaps with no other of the test, but for the one that goes on."""
    now = timezone.now()
    DataHour.objects.filter(begins_at__lte=now).delete()
    at = now + begins
    return {"pk": DataHour.objects.create(begins_at=at, ends_at=at + timedelta(hours=1), called_by=scene.member).pk}


def ahead(scene: Scene) -> Made:
    return _hour(scene, timedelta(days=next(number) + 1))


def going_on(scene: Scene) -> Made:
    return _hour(scene, -timedelta(minutes=5))


SHARED = {ahead, going_on}
LOGS = "conversation.log"
CELLS = {
    "hours:list": Cell(LOGS, GET),
    "hours:new": Cell(LOGS, BOTH),
    "hours:hour": Cell(LOGS, GET, going_on),
    "hours:answer": Cell(LOGS, POST, ahead),
    "hours:begin": Cell(LOGS, POST, ahead),
    "hours:take": Cell(LOGS, POST, going_on),
    "hours:later": Cell(LOGS, POST, going_on),
    "hours:close": Cell(LOGS, POST, going_on),
    "hours:call_off": Cell(LOGS, POST, ahead),
}
