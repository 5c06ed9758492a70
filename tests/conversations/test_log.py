"""What was heard is kept once, closed where it should be, and read by those it is for."""

from datetime import timedelta
from uuid import uuid4

import pytest

from conversations.actions import LogRefused, Promise, log, take_back
from conversations.models import Commitment, Conversation, FollowUp
from organizations.models import Role

pytestmark = pytest.mark.django_db


def said(north, person, **given):
    given = {"by": person("organizer"), "on": north.today(), "story": "The boiler broke again.", **given}
    return log(**given)


def readers(conversation, person):
    """Name the roles whose people read the words."""
    found = {}
    for role in Role.values:
        seen = Conversation.objects.seen_by([role], person(role)).filter(pk=conversation.pk).first()
        found[role] = "not seen" if seen is None else seen.words
    return found


@pytest.mark.parametrize(
    ("read_by", "who"),
    [
        ("organizers", {"owner", "director", "organizer"}),
        ("directors", {"owner", "director", "organizer"}),
        ("author", {"organizer"}),
    ],
)
def test_words_are_for_those_they_were_written_for(north, person, someone, read_by, who):
    conversation = said(north, person, members=[someone()], read_by=read_by)
    assert {role for role, words in readers(conversation, person).items() if words == "The boiler broke again."} == who


def test_a_note_for_its_author_stands_open_nowhere(north, person, someone):
    conversation = said(north, person, members=[someone()], read_by="author")
    row = Conversation.objects.filter(pk=conversation.pk).values("story", "sealed", "searched").get()
    assert row["story"] == row["searched"] == ""
    assert "boiler" not in row["sealed"]


def test_a_draft_sent_twice_is_kept_once(north, person, someone):
    key, who = uuid4(), someone()
    first, second = (said(north, person, members=[who], draft_key=key, owes=[Promise("call her")]) for _ in range(2))
    assert first.pk == second.pk
    assert FollowUp.objects.filter(member=who).count() == 1


def test_somebody_elses_draft_is_refused(north, person, someone):
    key = uuid4()
    said(north, person, members=[someone()], draft_key=key)
    with pytest.raises(LogRefused):
        said(north, person, members=[someone()], draft_key=key, by=person("director"))


def test_a_one_to_one_reached_exactly_one(north, person, someone):
    one, other = someone(), someone()
    alone = said(north, person, members=[one])
    said(north, person, members=[one, other])
    said(north, person, members=[one], kind="text")
    said(north, person, members=[one], outcome="no_answer", story="")
    assert list(Conversation.objects.one_to_ones()) == [alone]


def test_tomorrow_nobody_and_nothing_are_refused(north, person, someone):
    for given, field in [
        ({"members": [someone()], "on": north.today() + timedelta(days=1)}, "on"),
        ({"members": []}, "person"),
        ({"members": [someone()], "story": " \n"}, "story"),
        ({"members": [someone()], "story": "a" * 20_001}, "story"),
    ]:
        with pytest.raises(LogRefused) as refusal:
            said(north, person, **given)
        assert refusal.value.field == field


def test_what_was_logged_by_mistake_goes_with_its_open_promises(north, person, someone):
    who = someone()
    conversation = said(north, person, members=[who], said_yes=[Promise("host in May")], owes=[Promise("a ride")])
    assert take_back(conversation, by=person("organizer"))
    assert not take_back(conversation, by=person("organizer"))
    assert not Conversation.objects.kept().exists()
    assert not Commitment.objects.open().exists()
    assert not FollowUp.objects.open().exists()
