"""Whom rules propose: never against a person's newer word, and nobody twice."""

import pytest
from django.db.models.functions import Now

from ladders import actions
from ladders import levels as levels_of
from ladders.models import Assessment, Ladder, LevelRule, Place, Proposal
from ladders.proposing import deciding, rules
from members import saved, state
from members.archiving.actions import archive, bring_back
from members.filters.tree import Condition, Group
from members.merging.actions import merge, unmerge
from members.models import Member, MergeRecord, Tag
from organizations.models import MembershipRole
from stpnet.in_org import on_public_side
from tests.ladders.proposing.conftest import fates, look, members_only, proposed


def status(member: Member, status: str) -> None:
    Member.objects.filter(pk=member.pk).update(status=status)


def test_who_fits_and_stands_lower_or_nowhere_is_proposed(people, rule, stands):
    below, above, there, never, other = people(5, status="member")
    status(other, "contact")
    for member, where in [(below, 1), (above, 4), (there, 3), (other, 1)]:
        stands(member, where)
    rule(3)

    assert look() == 2

    assert {member for member, _where in proposed()} == {below, never}
    made = Proposal.objects.get(member=below)
    assert (made.reason, made.from_place, made.from_level.position) == ("Status is Member", "level", 1)
    assert look() == 0


def test_only_the_highest_of_several_levels_is_proposed(people, rule):
    (member,) = people(1, status="member")
    rule(2)
    look()
    rule(4)
    rule(3)

    look()

    assert proposed() == [(member, "4")]
    assert fates(member) == ["higher", "open"]


def test_person_who_does_not_fit_any_more_is_not_proposed_any_more(people, rule):
    (member,) = people(1, status="member")
    rule(3)
    look()
    status(member, "contact")

    look()

    assert fates(member) == ["stopped"]


@pytest.mark.parametrize("source", ["page", "conversation", "review", "rule"])
def test_newer_word_of_a_person_stands(people, rule, stands, source):
    (member,) = people(1, status="member")
    rule(3)
    look()
    stands(member, 2, days=0, source=source)

    assert look() == 0
    assert fates(member) == ["said"]
    status(member, "contact")
    look()
    status(member, "member")
    assert look() == 1


def test_a_level_retired_from_under_somebody_is_no_word_on_them(people, rule, stands, ladder, levels, person):
    still, silent = people(1, status="member") + people(1, status="contact")
    Ladder.objects.update(quiet_after_days=180)
    rule(3)
    for member, days in [(still, 10), (silent, 200)]:
        stands(member, 2, days=days)
    look()

    levels_of.retire(levels[1], seen=0, to=levels[0], expected=2, by=person("director"))

    assert proposed() == []
    assert [fates(still), fates(silent)] == [["level"], ["level"]]
    look()
    # The third is the second now.
    assert proposed() == [(still, "2"), (silent, "quiet")]


def test_list_that_says_otherwise_is_no_word_of_a_person(people, rule, stands):
    (member,) = people(1, status="member")
    rule(3)
    look()
    stands(member, 1, days=0, source="import")

    look()

    assert fates(member) == ["open"]


def test_assessing_settles_at_once_whatever_is_proposed(people, rule, ladder, levels, person, today):
    (member,) = people(1, status="member")
    rule(3)
    look()

    actions.assess(
        member, ladder=ladder, place=Place.LEVEL, level=levels[1], on=today, evidence="Came", by=person("owner")
    )

    assert fates(member) == ["said"]


def test_who_waits_for_a_second_person_is_not_proposed(people, rule, stands):
    (member,) = people(1, status="member")
    stands(member, 2, waits_for_review=True)
    rule(3)

    assert look() == 0


@pytest.mark.parametrize("going", ["archived", "staff", "merged"])
def test_who_is_not_counted_any_more_is_not_proposed_any_more(people, rule, person, going):
    member, other = people(2, status="member")
    rule(3)
    look()

    if going == "archived":
        archive(member, by=person("owner"))
    elif going == "staff":
        status(member, "staff")
    else:
        merge(other, member, by=person("owner"))
    look()

    assert fates(member) == ["merged" if going == "merged" else "not counted"]
    assert proposed() == [(other, "3")]


def test_who_comes_back_is_proposed_again(people, rule, person):
    (member,) = people(1, status="member")
    rule(3)
    look()
    archive(member, by=person("owner"))
    look()
    bring_back(member, by=person("owner"))

    assert look() == 1


def test_people_taken_apart_are_each_proposed_again(people, rule, person):
    one, other = people(2, status="member")
    rule(3)
    look()
    merge(one, other, by=person("owner"))
    look()
    unmerge(MergeRecord.objects.get(), by=person("owner"))

    look()

    assert {member for member, _where in proposed()} == {one, other}


def test_dismissed_stays_dismissed_until_the_filter_stops_and_fits_again(people, rule, person):
    (member,) = people(1, status="member")
    rule(3)
    look()
    deciding.dismiss(Proposal.objects.get(), because="Moved away", by=person("organizer"))

    assert look() == 0
    status(member, "contact")
    assert look() == 0
    status(member, "member")
    assert look() == 1


def test_dismissed_is_asked_again_after_a_new_list(people, rule, stands, person):
    (member,) = people(1, status="member")
    rule(3)
    look()
    deciding.dismiss(Proposal.objects.get(), because="Too early", by=person("organizer"))
    stands(member, 2, days=0, source="import")

    assert look() == 1


def test_retired_level_is_proposed_to_nobody_until_it_is_back(people, rule, ladder, levels, person):
    (member,) = people(1, status="member")
    made = rule(3)
    look()

    levels_of.retire(levels[2], seen=ladder.version, to=None, expected=0, by=person("owner"))
    assert fates(member) == ["level"]
    look()
    assert proposed() == []
    made = LevelRule.objects.select_related("level", "view").get(pk=made.pk)
    assert rules.why_rests(made).startswith("The level is retired.")

    ladder.refresh_from_db()
    levels_of.restore(made.level, seen=ladder.version, by=person("owner"))
    assert look() == 1


def test_deleted_view_behind_a_rule_lets_it_rest(people, rule, person):
    (member,) = people(1, status="member")
    view = saved.save_view(state.State(members_only()), name="Members", is_shared=True, by=person("director"))
    made = rule(3, view=view)
    assert look() == 1
    saved.delete_view(view, by=person("director"))

    assert look() == 0

    assert fates(member) == ["open"]
    made.view.refresh_from_db()
    assert rules.why_rests(made).startswith("The view it goes by was deleted.")
    view.delete()
    assert look() == 0
    assert rules.why_rests(LevelRule.objects.get()).startswith("The view it goes by was deleted.")


def test_rule_follows_its_view(people, rule, person):
    member, other = people(2, status="member")
    status(other, "contact")
    view = saved.save_view(state.State(members_only()), name="Members", is_shared=True, by=person("director"))
    rule(3, view=view)
    look()
    saved.save_to(view, state.State(members_only("contact")), by=person("director"))

    look()

    assert proposed() == [(other, "3")]
    assert fates(member) == ["stopped"]


def test_rule_with_a_filter_that_is_gone_rests_and_leaves_all_as_it_is(people, rule):
    (member,) = people(1, status="member")
    tag = Tag.objects.create(name="Steward", folded="steward")
    made = rule(3)
    look()
    LevelRule.objects.update(filters={"field": "field-gone", "op": "is", "values": [str(tag.pk)]})

    look()

    made.refresh_from_db()
    assert fates(member) == ["open"]
    assert "not there any more" in rules.why_rests(made)


def test_rule_of_somebody_who_may_not_any_more_rests(people, rule, person):
    people(1, status="member")
    made = rule(3)
    user = person("director").user_id
    with on_public_side():
        MembershipRole.objects.filter(membership__user=user).delete()

    assert look() == 0

    made.refresh_from_db()
    assert rules.why_rests(made).startswith("Whoever saved it last may not")
    rules.save(made, filters=members_only(), by=person("owner"))
    assert look() == 1


def test_rule_put_away_takes_its_proposals_with_it(people, rule, person):
    (member,) = people(1, status="member")
    made = rule(3)
    look()

    assert rules.put_away(made, by=person("owner"))

    assert fates(member) == ["rule"]
    assert look() == 0
    assert not rules.put_away(made, by=person("owner"))


def test_rule_for_gone_quiet_proposes_those_on_a_level(people, rule, stands):
    member, _never = people(2, status="member")
    stands(member, 2)
    rule(None)

    look()

    assert proposed() == [(member, "quiet")]


def test_rule_that_fits_everyone_proposes_everyone_counted(people, rule):
    people(3)
    people(1, status="staff")
    rule(1, filters=Group())

    assert look() == 3


def test_ladders_do_not_mix(people, rule, stands):
    (member,) = people(1, status="member")
    other = Ladder.objects.create(name="Safety")
    Assessment.objects.create(member=member, ladder=other, place="off", on="2026-01-05", created_at=Now())
    rule(3)

    assert look() == 1


def test_what_a_rule_asks_of_somebody_is_kept_with_the_proposal(people, rule):
    people(1, status="member")
    rule(3, filters=Group("all", (Condition("status", "is", ("member",)), Condition("added", "last", ("30",)))))

    look()

    assert Proposal.objects.get().fields == ["added", "status"]
