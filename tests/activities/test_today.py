"""What Today says of activities, and the follow-up of who was there for the first time."""

import pytest
from django.urls import reverse

from activities import afterwards, door, inviting, newcomers
from conversations import actions as conversations
from conversations.models import Conversation, FollowUp
from conversations.promises import actions as promises
from members.models import Member
from tests.activities.conftest import came, days, someone, stands, url

pytestmark = pytest.mark.django_db


@pytest.fixture
def day(sign_in, north):
    """`day()`: the titles of Today, each with its lines, as the organizer reads it."""
    client = sign_in("organizer")

    def shown():
        page = client.get(reverse("today:today", args=["north"]))
        return {section.title: [item.title for item in section.items] for section in page.context["sections"]}

    return shown


def test_today_offers_the_door_and_who_is_new_among_ones_own_people(day, person, meeting, ana, ben):
    Member.objects.filter(pk=ana.pk).update(organizer=person("organizer"))
    came(meeting, ana, ben)
    assert day()["Today and tomorrow"] == ["General meeting"]
    assert day()["Were there for the first time"] == ["Ana Ito"]
    talk = conversations.log(by=person("director"), members=[ana], on=meeting.on, story="Her heat is off.")
    assert "Were there for the first time" not in day()
    Conversation.objects.filter(pk=talk.pk).update(on=meeting.on - days(1))
    assert day()["Were there for the first time"] == ["Ana Ito"]
    row = meeting.people.get(member=ana)
    newcomers.follow_up(row, who=person("director"), by_on=None, by=person("organizer"))
    assert "Were there for the first time" not in day()


def test_who_gets_in_touch_has_it_as_a_follow_up_and_done_there_it_is_done(sign_in, person, meeting, ana):
    by, other, row = person("director"), person("organizer"), came(meeting, ana)[0]
    newcomers.follow_up(row, who=by, by_on=None, by=by)
    newcomers.follow_up(row, who=other, by_on=meeting.on, by=by)
    made = FollowUp.objects.get()
    assert (made.owner, made.member, made.due, made.participation) == (other, ana, meeting.on, row)
    assert "General meeting" in made.what

    promises.do(made, by=other)
    assert f"{other} got in touch" in sign_in("director").get(url("activity", meeting)).text
    newcomers.follow_up(row, who=None, by_on=None, by=by)
    assert FollowUp.objects.get().done_on


def test_who_was_not_there_after_all_is_nobodys_to_get_in_touch_with(person, today, meeting, ana, ben):
    by, chidi = person("director"), someone("Chidi")
    rows = came(meeting, ana, ben, chidi)
    for row in rows:
        newcomers.follow_up(row, who=by, by_on=None, by=by)
    door.undo(rows[0], by=by)
    inviting.say(rows[1], answer="", outcome="absent", role="", is_host=False, by=by)
    afterwards.note(meeting, {rows[2].pk: afterwards.Seen("absent", "", ("came", ""))}, today=today, by=by)

    assert not FollowUp.objects.exists()
    assert stands(meeting) == [("Ben", "", "absent"), ("Chidi", "", "absent")]
    assert not meeting.people.exclude(follow_up_by=None).exists()


def test_nobody_asked_any_more_leaves_no_follow_up(person, meeting, ana):
    by, row = person("director"), came(meeting, ana)[0]
    newcomers.follow_up(row, who=by, by_on=None, by=by)
    newcomers.follow_up(row, who=None, by_on=None, by=by)
    assert not FollowUp.objects.exists()
