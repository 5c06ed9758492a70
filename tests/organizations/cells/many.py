"""Assessing many, one after the other, and several placing the same few."""

from ladders.calibrating import actions as calibrating
from ladders.models import Calibration, Ladder
from ladders.queue import actions as queue
from tests.organizations.cells.scene import BOTH, GET, POST, Cell, Made, Scene, on_file


def a_queue(scene: Scene) -> Made:
    """Of theirs, or of a colleague."""
    to_assess, colleague = on_file(scene, mine=True), on_file(scene, mine=False)
    owner = scene.member if scene.mine else colleague
    return {"pk": queue.begin([to_assess.pk], ladder=_ladder(), title="Everyone", by=owner).pk}


def a_round(scene: Scene) -> Made:
    """One they take part in, or one of two colleagues."""
    return {"pk": _round(scene).pk}


def round_and_person(scene: Scene) -> Made:
    made = _round(scene)
    return {"pk": made.pk, "person": made.people.get().pk}


def round_and_seat(scene: Scene) -> Made:
    made = _round(scene)
    return {"pk": made.pk, "seat": made.assessors.earliest("pk").pk}


def _round(scene: Scene) -> Calibration:
    colleagues = [on_file(scene, mine=False) for _ in range(2)]
    assessors = [scene.member, colleagues[0]] if scene.mine else colleagues
    people = [on_file(scene, mine=True).pk]
    return calibrating.begin(name="Round", ladder=_ladder(), members=people, assessors=assessors, by=scene.member)


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
    "ladders:calibrations": Cell("assessment.make", GET),
    "ladders:calibration_new": Cell("ladder.edit", BOTH),
    "ladders:calibration": Cell("assessment.make", GET, a_round),
    "ladders:calibration_counted": Cell("assessment.make", GET, a_round),
    "ladders:calibration_place": Cell("assessment.make", BOTH, a_round, personal=True),
    "ladders:calibration_settle": Cell("ladder.edit", BOTH, round_and_person),
    "ladders:calibration_settle_alike": Cell("ladder.edit", POST, a_round),
    "ladders:calibration_without": Cell("ladder.edit", POST, round_and_seat),
    "ladders:calibration_close": Cell("ladder.edit", POST, a_round),
}
