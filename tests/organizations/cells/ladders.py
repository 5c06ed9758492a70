"""Ladders, levels, and words on people."""

from typing import Any

from django.db.models.functions import Now

from ladders.models import Assessment, Goal, Ladder, LevelRule, OwnWord, Place, Proposal, QuietRound
from members.models import Member
from tests.organizations.cells.scene import BOTH, GET, POST, Cell, Made, Scene, on_file


def someone_and_a_ladder(scene: Scene) -> Made:
    return {"pk": _ladder().pk, "member": on_file(scene, mine=scene.mine).pk}


def someone_for_a_ladder(scene: Scene) -> Made:
    return {"member": on_file(scene, mine=scene.mine).pk}


def own_word(scene: Scene) -> Made:
    """What somebody says of their own place."""
    said = {"words": "I bring people", "on": "2026-01-05", "written_by": scene.member}
    return {"pk": OwnWord.objects.create(member=on_file(scene, mine=scene.mine), ladder=_ladder(), **said).pk}


def word_that_waits(scene: Scene) -> Made:
    """Somebody else's word on a person: nobody can agree to their own."""
    return {"pk": _assessed(on_file(scene, mine=scene.mine), by=None, waits_for_review=True).pk}


def word_on_their_own(scene: Scene) -> Made:
    """Their own word, or a colleague's, on somebody they organize."""
    return {"pk": _assessed(on_file(scene, mine=True), by=scene.member if scene.mine else None).pk}


def a_ladder(_scene: Scene) -> Made:
    return {"pk": _ladder().pk}


def ladder_and_key(_scene: Scene) -> Made:
    return {"pk": _ladder().pk, "key": "tenants"}


def level_in_use(_scene: Scene) -> Made:
    """The first there is; where a long run has put all of them away, one more."""
    ladder = _ladder()
    level = ladder.levels.active().first() or ladder.levels.create(position=1, name="Comes")
    return {"pk": ladder.pk, "level": level.pk}


def retired_level(_scene: Scene) -> Made:
    ladder = _ladder()
    level = ladder.levels.create(position=90, name="Came once", retired_at=Now())
    return {"pk": ladder.pk, "level": level.pk}


def proposal(scene: Scene) -> Made:
    """Proposed for somebody: one's own, or a colleague's."""
    member, ladder = on_file(scene, mine=scene.mine), _ladder()
    made = Proposal.objects.create(member=member, ladder=ladder, place="quiet", from_place="level", reason="Silence.")
    return {"pk": made.pk}


def quiet_round(scene: Scene) -> Made:
    """Accepted by oneself, or by a colleague."""
    by = scene.member if scene.mine else None
    return {"pk": QuietRound.objects.create(ladder=_ladder(), by=by, n_people=1).pk}


def rule(scene: Scene) -> Made:
    return {"pk": LevelRule.objects.create(ladder=_ladder(), place="quiet", by=scene.member).pk}


def ladder_and_place(_scene: Scene) -> Made:
    return {"pk": _ladder().pk, "where": "quiet"}


def goal(scene: Scene) -> Made:
    soon = scene.organization.today()
    made = Goal.objects.create(ladder=_ladder(), wanted=5, due=soon, baseline=1, baseline_on=soon, by=scene.member)
    return {"pk": made.pk}


def _assessed(member: Member, *, by: Member | None, **fields: Any) -> Assessment:
    level, today = _ladder().levels.earliest("position"), "2026-01-05"
    return Assessment.objects.create(
        member=member, ladder=level.ladder, place=Place.LEVEL, level=level, on=today, assessed_by=by, **fields
    )


def _ladder() -> Ladder:
    return Ladder.objects.get(is_default=True)


SHARED = {goal, rule, ladder_and_place, a_ladder, ladder_and_key, level_in_use, retired_level}
CELLS = {
    "ladders:ladder": Cell("ladder.view", GET),
    "ladders:other": Cell("ladder.view", GET, a_ladder),
    "ladders:read_default": Cell("ladder.view", GET),
    "ladders:read": Cell("ladder.view", GET, a_ladder),
    "ladders:list": Cell("ladder.edit", GET),
    "ladders:new": Cell("ladder.edit", BOTH),
    "ladders:make_default": Cell("ladder.edit", POST, a_ladder),
    "ladders:put_away": Cell("ladder.edit", POST, a_ladder),
    "ladders:use_again": Cell("ladder.edit", POST, a_ladder),
    "ladders:colors": Cell("ladder.edit", BOTH, a_ladder),
    "ladders:default_levels": Cell("ladder.edit", GET),
    "ladders:levels": Cell("ladder.edit", GET, a_ladder),
    "ladders:reorder": Cell("ladder.edit", POST, a_ladder),
    "ladders:write": Cell("ladder.edit", BOTH, a_ladder),
    "ladders:add_level": Cell("ladder.edit", BOTH, a_ladder),
    "ladders:ready": Cell("ladder.edit", BOTH, ladder_and_key),
    "ladders:retire": Cell("ladder.edit", BOTH, level_in_use),
    "ladders:restore": Cell("ladder.edit", POST, retired_level),
    "ladders:settings": Cell("ladder.edit", BOTH, a_ladder),
    "ladders:default_goals": Cell("ladder.view", GET),
    "ladders:goals": Cell("ladder.view", GET, a_ladder),
    "ladders:add_goal": Cell("goal.edit", BOTH, a_ladder),
    "ladders:goal": Cell("goal.edit", BOTH, goal),
    "ladders:put_away_goal": Cell("goal.edit", POST, goal),
    "ladders:goal_back": Cell("goal.edit", POST, goal),
    "ladders:default_proposals": Cell("proposal.decide", GET),
    "ladders:proposals": Cell("proposal.decide", GET, a_ladder),
    "ladders:look_now": Cell("proposal.decide", POST, a_ladder),
    "ladders:accept_quiet": Cell("proposal.decide", BOTH, a_ladder),
    "ladders:accept": Cell("proposal.decide", BOTH, proposal),
    "ladders:dismiss": Cell("proposal.decide", BOTH, proposal),
    "ladders:take_back_quiet": Cell("proposal.decide", POST, quiet_round),
    "ladders:rules": Cell("ladder.edit", GET, a_ladder),
    "ladders:add_rule": Cell("ladder.edit", BOTH, ladder_and_place),
    "ladders:rule": Cell("ladder.edit", BOTH, rule),
    "ladders:change_rule": Cell("ladder.edit", POST, rule),
    "ladders:put_away_rule": Cell("ladder.edit", POST, rule),
    "ladders:assess": Cell("assessment.make", BOTH, someone_and_a_ladder),
    "ladders:assess_default": Cell("assessment.make", GET, someone_for_a_ladder),
    "ladders:ahead": Cell("assessment.make", POST, someone_and_a_ladder),
    "ladders:own_word": Cell("assessment.make", BOTH, someone_and_a_ladder),
    "ladders:own_word_away": Cell("assessment.make", POST, own_word),
    "ladders:own_word_back": Cell("assessment.make", POST, own_word),
    "ladders:together": Cell("assessment.make", BOTH, someone_for_a_ladder),
    "ladders:waiting": Cell("assessment.confirm", GET),
    "ladders:confirm": Cell("assessment.confirm", POST, word_that_waits),
    "ladders:void": Cell("assessment.void", BOTH, word_on_their_own),
}
