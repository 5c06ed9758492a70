"""The level as one line: still right, changed, not sure yet; with the story as evidence, and without one as a proposal."""

from datetime import timedelta

import pytest

from conversations.models import Conversation
from ladders.models import Assessment, Ladder, Place, Proposal, Standing
from tests.conversations.logging.conftest import NEW

pytestmark = pytest.mark.django_db


@pytest.fixture
def say(post, rosa):
    def said(word, **fields):
        post(member=[rosa.pk], level_of=rosa.pk, level_word=word, **fields)
        return Assessment.objects.filter(source="conversation").first()

    return said


def where(member):
    return Standing.objects.filter(member=member).values_list("place", "level__position").get()


def test_a_changed_level_points_at_the_story_and_copies_none_of_it(say, stands, rosa, levels):
    stands(rosa, 2)

    made = say("changed", level=levels[2].pk)

    assert where(rosa) == ("level", 3)
    assert made.evidence.startswith("Heard in the conversation on")
    assert "boiler" not in made.evidence
    assert Conversation.objects.get().assessment == made


@pytest.mark.parametrize("given", [{"sentence": "The boiler broke again."}, {"evidence": "The boiler broke again."}])
def test_a_tapped_sentence_or_a_line_is_the_evidence(say, stands, rosa, levels, given):
    stands(rosa, 2)

    assert say("changed", level=levels[2].pk, **given).evidence == "The boiler broke again."


@pytest.mark.parametrize("read_by", ["author", "directors"])
def test_without_evidence_that_others_may_read_the_level_waits_and_the_story_is_kept(
    say, stands, rosa, levels, read_by
):
    stands(rosa, 2)

    assert say("changed", level=levels[2].pk, read_by=read_by) is None

    assert where(rosa) == ("level", 2)
    waits = Proposal.objects.get()
    assert (waits.level, waits.state) == (levels[2], "open")
    assert "boiler" not in waits.reason
    assert Conversation.objects.exists()


def test_still_right_is_said_and_changes_nothing(say, stands, rosa, levels):
    stands(rosa, 2)

    assert say("still").level == levels[1]
    assert where(rosa) == ("level", 2)


def test_not_sure_yet_is_looked_at_again(say, stands, rosa, levels, north):
    stands(rosa, 2)

    made = say("unsure")

    assert where(rosa) == ("unsure", None)
    assert (made.review_on - north.today()).days == 30


def test_a_reviewed_ladder_lets_it_wait_for_a_second_person(say, stands, rosa, levels):
    stands(rosa, 2)
    Ladder.objects.update(needs_review=True)

    assert say("changed", level=levels[2].pk).waits
    assert where(rosa) == ("level", 2)


def test_who_went_quiet_comes_back_to_their_level_in_one_tap(say, sign_in, stands, rosa, levels):
    stands(rosa, 4)
    stands(rosa, Place.QUIET, days=5)
    page = sign_in("organizer").get(f"{NEW}?with={rosa.pk}").text
    assert "Gone quiet" in page
    assert "Came back" in page

    say("changed")

    assert where(rosa) == ("level", 4)


def test_the_level_is_only_said_of_whom_the_page_showed(post, someone, stands, rosa, levels):
    stands(rosa, 2)

    post(member=[someone("Ana Gil").pk], level_of=rosa.pk, level_word="changed", level=levels[2].pk)

    assert where(rosa) == ("level", 2)


def test_undo_takes_the_level_back_with_the_talk(say, sign_in, stands, rosa, levels):
    stands(rosa, 2)
    say("changed", level=levels[2].pk)

    sign_in("organizer").post(f"/o/north/conversations/logged/{Conversation.objects.get().pk}/undo/")

    assert where(rosa) == ("level", 2)


def test_still_right_is_left_out_where_another_level_was_said_meanwhile(say, stands, sign_in, rosa, levels):
    stands(rosa, 2)
    assert f'name="level_was" value="{levels[1].pk}"' in sign_in("organizer").get(f"{NEW}?with={rosa.pk}").text
    stands(rosa, 3, days=1)

    assert say("still", level_was=levels[1].pk) is None

    assert (where(rosa), Conversation.objects.count()) == (("level", 3), 1)


def test_still_right_of_a_talk_before_the_level_was_reached_changes_no_history(say, stands, north, rosa):
    stands(rosa, 2)
    stands(rosa, 3, days=7)

    assert say("still", on=north.today() - timedelta(days=14)) is None

    assert Standing.objects.get(member=rosa).since == north.today() - timedelta(days=7)


def test_undo_takes_back_the_level_that_waits_too(say, sign_in, stands, rosa, levels):
    stands(rosa, 2)
    say("changed", level=levels[2].pk, read_by="author")
    assert Proposal.objects.filter(state="open").count() == 1

    sign_in("organizer").post(f"/o/north/conversations/logged/{Conversation.objects.get().pk}/undo/")

    assert not Proposal.objects.exists()
