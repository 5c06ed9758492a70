"""What phones send is kept once, for whom it is certain; else it waits, closed, for who wrote it."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.utils import timezone

from conversations.models import Commitment, Conversation, Draft, FollowUp
from members.merging.actions import merge
from members.models import Member
from tests.conversations.drafts.conftest import RECEIVE

pytestmark = pytest.mark.django_db


def people_of(conversation):
    return {part.member_id for part in conversation.participants.all()}


def test_name_that_is_one_persons_becomes_a_conversation(north, send, someone):
    rosa = someone("Rosa Delgado")
    someone("Rosalind Delgado")
    answer = send(person="rosa  DELGADO", draft_key=uuid4(), said_yes="host", said_yes_by="2026-04-01", owe="call her")
    kept = Conversation.objects.get()
    assert answer.json()["state"] == "kept"
    assert (kept.kind, kept.on, kept.source, people_of(kept)) == ("house_visit", date(2026, 3, 1), "phone", {rosa.pk})
    assert Commitment.objects.get().by == date(2026, 4, 1)
    assert FollowUp.objects.get().what == "call her"


@pytest.mark.parametrize("typed", ["Rosa", "Ros", "Maria", "", "\U0001f600"])
def test_name_of_several_or_of_nobody_waits_closed(north, send, someone, person, typed):
    someone("Rosa Delgado")
    someone("Rosa Parks")
    answer = send(person=typed, draft_key=uuid4()).json()
    waiting = Draft.objects.get()
    assert answer["state"] == "asks"
    assert answer["url"] == f"/o/north/conversations/drafts/{waiting.pk}/"
    assert (waiting.owner, waiting.typed["person"][0], Conversation.objects.count()) == (person("organizer"), typed, 0)
    assert "boiler" not in waiting.sealed


@pytest.mark.parametrize("name", ["Rosa Delgado", "Nobody Known"])
def test_draft_sent_twice_is_kept_once(north, send, someone, name):
    someone("Rosa Delgado")
    key = uuid4()
    first, second = (send(person=name, draft_key=key).json() for _ in range(2))
    assert first == second
    assert (Draft.objects.count(), Conversation.objects.count()) == (1, int(name == "Rosa Delgado"))


def test_same_words_from_two_phones_are_one_conversation(north, send, someone):
    someone("Rosa Delgado")
    someone("Ana Lucía Prado")
    for name in ("Rosa Delgado", "Rosa Delgado", "Ana Lucia Prado"):
        send(person=name, draft_key=uuid4())
    assert Conversation.objects.count() == 2
    send(person="Rosa Delgado", draft_key=uuid4(), story="The boiler works.")
    assert Conversation.objects.count() == 3


def test_who_was_put_together_meanwhile_is_who_they_are_today(north, send, someone, person):
    was, is_now = someone("Rosa Delgado"), someone("Rose Delgado")
    merge(is_now, was, by=person("director"))
    send(member=str(was.pk), draft_key=uuid4())
    assert people_of(Conversation.objects.get()) == {is_now.pk}


def test_person_out_of_reach_is_asked_for(north, send, someone, person):
    elsewhere = someone("Rosa Delgado", organizer=person("director"))
    for typed in ({"member": str(elsewhere.pk)}, {"member": "nonsense"}, {"person": "Rosa Delgado"}):
        assert send(draft_key=uuid4(), **typed).json()["state"] == "asks"


def test_words_that_cannot_be_kept_are_refused_with_a_sentence(north, send, someone):
    someone("Rosa Delgado")
    tomorrow = (north.today() + timedelta(days=1)).isoformat()
    for typed, why in [
        ({"on": tomorrow}, "Choose today or a day before: this has not happened yet."),
        ({"story": " "}, "Write what you heard, a line is enough."),
        ({"story": "a" * 20_001}, "A story has 20000 characters at most, and this one has 20001."),
        ({"said_yes_by": "soon"}, "Choose a day, as 2026-03-14."),
    ]:
        answer = send(person="Rosa Delgado", draft_key=uuid4(), **typed).json()
        assert answer == {"state": "refused", "why": [why]}


@pytest.mark.parametrize("story", ["\U0001f525" * 200, "التقينا عند الباب", "a" * 20_000])
def test_odd_words_are_kept_as_they_are(north, send, someone, story):
    someone("Rosa Delgado")
    send(person="Rosa Delgado", draft_key=uuid4(), story=story)
    assert Conversation.objects.get().story == story


def test_what_came_a_month_late_keeps_its_day(north, send, someone):
    someone("Rosa Delgado")
    send(person="Rosa Delgado", draft_key=uuid4(), on="", written="2025-11-30T10:00:00Z")
    assert Conversation.objects.get().on == date(2025, 11, 30)


def test_phone_where_it_is_tomorrow_already_means_today(north, send, someone):
    someone("Rosa Delgado")
    tomorrow = (north.today() + timedelta(days=1)).isoformat()

    answer = send(person="Rosa Delgado", draft_key=uuid4(), on=tomorrow, written=timezone.now().isoformat())

    assert (answer.json()["state"], Conversation.objects.get().on) == ("kept", north.today())


def test_nobody_sends_what_somebody_else_wrote(north, send, sign_in, person):
    mine = sign_in("organizer").get(RECEIVE).json()["whose"]
    answer = send("director", whose=mine, person="Rosa", draft_key=uuid4())
    assert answer.json() == {"state": "other"}
    assert Draft.objects.count() == 0


def test_key_of_somebody_else_is_refused(north, send, someone):
    key = uuid4()
    send(person="Maria", draft_key=key)
    answer = send("director", person="Maria", draft_key=key)
    assert answer.json()["why"] == ["Somebody else has sent this already. Copy the words and log it anew."]


def test_level_said_since_is_not_overruled_by_an_old_word(north, send, someone, person):
    from ladders.models import Assessment, Ladder, Place, Standing

    rosa, ladder = someone("Rosa Delgado"), Ladder.objects.get(is_default=True)
    low, high = ladder.levels.order_by("position")[:2]
    said = {"member": str(rosa.pk), "level_of": str(rosa.pk), "level_word": "changed", "level": str(low.pk)}
    later = {**said, "level": str(high.pk), "draft_key": uuid4(), "written": "2099-01-01T00:00:00Z"}
    send(**later)
    assert Standing.objects.get(member=rosa).level == high
    send(**said, draft_key=uuid4(), story="She came.")
    assert Standing.objects.get(member=rosa).level == high
    assert Assessment.objects.filter(member=rosa, place=Place.LEVEL).count() == 1
    assert Conversation.objects.count() == Draft.objects.count() == 2


def test_what_is_written_with_signal_goes_where_the_form_goes(north, send, someone):
    rosa = someone("Rosa Delgado")
    answer = send(person="Rosa Delgado", draft_key=uuid4(), fresh="yes").json()
    assert answer == {"state": "kept", "url": f"/o/north/people/{rosa.pk}/"}
    assert (Conversation.objects.get().source, Draft.objects.count()) == ("page", 0)
    assert send(person="Maria", draft_key=uuid4(), fresh="yes").json()["state"] == "refused"


def test_own_note_is_closed(north, send, someone):
    someone("Rosa Delgado")
    send(person="Rosa Delgado", draft_key=uuid4(), read_by="author")
    row = Conversation.objects.values("story", "sealed").get()
    assert row["story"] == ""
    assert "boiler" not in row["sealed"]


def test_members_of_other_groups_are_not_found(north, send):
    assert not Member.objects.filter(given_name="Nobody").exists()
    assert send(person="Owner South Hills", draft_key=uuid4()).json()["state"] == "asks"


def test_a_clock_that_is_years_off_says_no_day(north, send, someone):
    someone("Rosa Delgado")
    for written in ("0001-01-01T00:00:00Z", "9999-12-31T23:59:59Z"):
        send(person="Rosa Delgado", draft_key=uuid4(), on="", written=written, story=written)
    assert {each.on for each in Conversation.objects.all()} == {north.today()}
