"""Whom an hour hands out: the met and not written up first, then those nobody reached; one person to one of us."""

from datetime import timedelta
from functools import partial

import pytest
from django.utils import timezone

from activities.models import Activity, Participation
from conversations.actions import Promise, take_back
from conversations.hours import actions, figures, waiting
from conversations.hours.actions import HourRefused
from conversations.models import Conversation, FollowUp, HourTurn
from conversations.models.hour import HELD_FOR
from members.models import Member
from stpnet.in_org import in_org
from tests.committed import in_threads

TRIED = Conversation.Outcome.NO_ANSWER


@pytest.fixture
def line(north, person):
    """`line(hour)`: who waits of the organizer's people."""

    def names(hour, role="organizer"):
        people = Member.objects.people().filter(organizer=person(role))
        return [str(each) for each in waiting.queue(people, hour, north.today())]

    return names


@pytest.fixture
def taken(north, person):
    def one(hour, role="organizer"):
        people = Member.objects.people().filter(status="contact")
        queue = waiting.queue(people, hour, north.today())
        turn = actions.take(hour, waiting=queue, by=person(role))
        return turn and str(turn.member)

    return one


def test_who_was_met_and_not_written_up_comes_before_whom_nobody_reached(north, at, line, person, someone, heard):
    organizer, today = person("organizer"), north.today()
    met, reached, tried, _new = (someone(f"{name} Delgado") for name in ("Met", "Reached", "Tried", "New"))
    for each in (met, reached):
        FollowUp.objects.create(owner=organizer, member=each, what="Call", due=today - timedelta(days=1))
    heard(organizer, reached)
    heard(organizer, tried, outcome=TRIED, story="")
    someone("Works Here", status="staff")

    assert line(at(-1)) == ["Met Delgado", "New Delgado"]


def test_who_came_to_something_of_ours_was_met(north, at, someone):
    ana = someone("Ana Delgado")
    meeting = Activity.objects.create(name="Meeting", on=north.today() - timedelta(days=2))
    Participation.objects.create(activity=meeting, member=ana, outcome="came")
    people = waiting.queue(Member.objects.filter(pk=ana.pk), at(-1), north.today())

    assert [each.met_on for each in people] == [meeting.on]


def test_a_meeting_of_long_ago_is_in_nobodys_head(north, at, line, person, someone, heard):
    organizer, met = person("organizer"), someone("Met Delgado")
    heard(organizer, met)
    long_ago = north.today() - timedelta(days=40)
    Conversation.objects.update(on=long_ago)
    FollowUp.objects.create(owner=organizer, member=met, what="Call", due=long_ago + timedelta(days=3))

    assert line(at(-1)) == []


def test_no_two_get_the_same_person(at, taken, someone):
    someone("Ana Delgado"), someone("Ben Delgado")
    hour = at(-1)

    assert [taken(hour), taken(hour, "director"), taken(hour), taken(hour, "owner")] == [
        "Ana Delgado", "Ben Delgado", "Ana Delgado", None,
    ]  # fmt: skip


def test_who_did_not_come_back_holds_nobody_for_long(at, taken, someone):
    someone("Ana Delgado")
    hour = at(-30)
    taken(hour)
    HourTurn.objects.update(taken_at=timezone.now() - HELD_FOR)

    assert taken(hour, "director") == "Ana Delgado"
    assert HourTurn.objects.count() == 1


def test_logging_ends_a_turn_and_taking_it_back_lets_them_wait_again(at, taken, someone, heard, person):
    ana, hour = someone("Ana Delgado"), at(-1)
    taken(hour)
    conversation = heard(person("organizer"), ana)

    assert HourTurn.objects.get().outcome == "logged"
    assert taken(hour) is None
    take_back(conversation, by=person("organizer"))
    assert taken(hour) == "Ana Delgado"


def test_another_time_is_not_in_this_hour(at, taken, someone, person):
    someone("Ana Delgado"), someone("Ben Delgado")
    hour = at(-1)
    taken(hour)

    assert actions.leave(HourTurn.objects.get(), by=person("organizer"))
    assert taken(hour) == "Ben Delgado"
    assert not actions.leave(HourTurn.objects.get(member__given_name="Ana"), by=person("organizer"))


@pytest.mark.parametrize("minutes", [10, -70])
def test_nobody_is_handed_out_before_or_after(at, taken, someone, minutes):
    someone("Ana Delgado")

    with pytest.raises(HourRefused, match="does not go on"):
        taken(at(minutes))


def test_whoever_is_erased_was_in_no_hour(at, taken, someone):
    ana = someone("Ana Delgado")
    taken(at(-1))
    actions.forget(ana)

    assert not HourTurn.objects.exists()


def test_two_at_one_moment_get_two_people(east):
    with in_org(east):
        two = [Member.objects.get(name__startswith=f"{role} ") for role in ("Organizer", "Director")]
        people = [Member.objects.create(given_name=name) for name in ("Ana", "Ben")]
        begins = timezone.now()
        hour = actions.call(begins_at=begins, ends_at=begins + timedelta(hours=1), guests=[], by=two[0])

    def take(by):
        with in_org(east):
            queue = waiting.queue(Member.objects.filter(pk__in=[each.pk for each in people]), hour, east.today())
            return actions.take(hour, waiting=queue, by=by).member_id

    got = in_threads(*(partial(take, each) for each in two))

    assert sorted(got) == sorted(each.pk for each in people)


def test_what_it_brought_is_what_those_who_came_wrote_meanwhile(at, someone, heard, person):
    organizer, director, hour = person("organizer"), person("director"), at(-1)
    ana, ben, cleo = (someone(f"{name} Delgado") for name in ("Ana", "Ben", "Cleo"))
    heard(organizer, ana, ben, owes=[Promise("Bring the form")], said_yes=[Promise("Host")])
    heard(organizer, ben)
    heard(organizer, cleo, outcome=TRIED, story="")
    heard(director, cleo)
    take_back(heard(organizer, cleo), by=organizer)

    found = figures.read(hour.pk)

    assert (found.n_talks, found.n_reached, found.n_follow_ups, found.n_yes, found.n_tries) == (2, 2, 1, 1, 1)
    assert found.n_come == 1
