"""Assessing many, one after the other."""

from ladders.models import Ladder
from ladders.queue import actions as queue
from tests.organizations.cells.scene import BOTH, GET, POST, Cell, Made, Scene, on_file


def a_queue(scene: Scene) -> Made:
    """Of theirs, or of a colleague."""
    to_assess, colleague = on_file(scene, mine=True), on_file(scene, mine=False)
    owner = scene.member if scene.mine else colleague
    return {"pk": queue.begin([to_assess.pk], ladder=_ladder(), title="Everyone", by=owner).pk}


def _ladder() -> Ladder:
    return Ladder.objects.get(is_default=True)


CELLS = {
    "ladders:unsure": Cell("member.view", GET),
    "ladders:queues": Cell("assessment.make", GET),
    "ladders:queue_new": Cell("assessment.make", BOTH),
    "ladders:queue": Cell("assessment.make", BOTH, a_queue, personal=True),
    "ladders:queue_skip": Cell("assessment.make", POST, a_queue, personal=True),
    "ladders:queue_undo": Cell("assessment.make", POST, a_queue, personal=True),
    "ladders:queue_again": Cell("assessment.make", POST, a_queue, personal=True),
    "ladders:queue_put_away": Cell("assessment.make", POST, a_queue, personal=True),
}
