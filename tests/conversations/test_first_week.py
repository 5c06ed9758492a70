"""The first week: five steps on a made-up person, on the real pages, and what is left of it."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from audit.models import AuditEvent
from conversations import first_week, practice
from conversations.actions import LogRefused, log
from conversations.models import Conversation, Practice
from ladders.models import Assessment, Ladder, LevelChange, Standing
from members.joining import join
from members.models import ContactPoint, Member
from organizations import registry
from organizations.models import Role, User
from stpnet.in_org import on_public_side
from tests.members.conftest import opened, url
from tests.seeds import of


def address(name, *args):
    return reverse(f"help:{name}", args=["north", *args])


@pytest.fixture
def learner(person):
    return person("organizer")


@pytest.fixture
def started(learner, north):
    return practice.start(by=learner, today=north.today())


def done(member):
    found = practice.latest(member)
    return first_week._done(found)


def correct(client, started, number="(503) 555-0163"):
    sent = opened(client, started.person)
    return client.post(url("edit", started.person), {**sent, "contacts-0-value": number})


def assess(client, started, where, **more):
    ladder = Ladder.objects.get(is_default=True)
    today = started.started_at.astimezone(of("north").zone).date().isoformat()
    sent = {"where": where, "evidence": "Brought two neighbors", "confidence": "clear", "on": today, **more}
    return client.post(reverse("ladders:assess", args=["north", ladder.pk, started.person.pk]), sent)


def a_level():
    return f"level-{Ladder.objects.get(is_default=True).levels.get(position=3).pk}"


def test_starting_makes_somebody_up_with_a_wrong_phone_and_a_path(learner, started):
    person = started.person

    assert (person.kind, person.made_up_for, person.status) == ("practice", learner, "contact")
    assert person.contact_points.get().value != started.right_phone
    assert LevelChange.objects.get(member=person).level.position == 1
    assert done(learner) == [False] * 5


def test_the_five_steps_show_in_the_real_rows(sign_in, learner, started, north):
    client, later = sign_in("organizer"), (north.today() + timedelta(days=20)).isoformat()

    client.post(address("open"))
    assert done(learner) == [True, False, False, False, False]
    assert correct(client, started).status_code == 303
    assert done(learner) == [True, True, False, False, False]
    assert assess(client, started, a_level()).status_code == 302
    assert done(learner) == [True, True, True, False, False]
    assert assess(client, started, "unsure", review_on=later).status_code == 302
    assert done(learner) == [True, True, True, True, False]
    assert client.post(address("finish")).status_code == 302
    assert done(learner) == [True] * 5


def test_another_wrong_number_is_not_the_right_one(sign_in, learner, started):
    assert correct(sign_in("organizer"), started, "(503) 555-0199").status_code == 303

    assert done(learner)[1] is False


def test_the_strip_counts_after_each_change_and_goes_when_all_is_done(sign_in, learner, started):
    client = sign_in("organizer")
    assert "Your first week: 0 of 5 steps." in client.get(url("list")).text

    client.post(address("open"))
    assert "Your first week: 1 of 5 steps." in client.get(url("list")).text
    correct(client, started)
    assert "Your first week: 2 of 5 steps." in client.get(url("list")).text

    client.post(address("finish"))
    assert "Your first week:" not in client.get(url("list")).text


def test_the_strip_can_be_put_away_and_practice_stays(sign_in, learner, started):
    client = sign_in("organizer")

    assert client.post(address("dismiss")).status_code == 302
    assert "Your first week:" not in client.get(url("list")).text
    assert "Rosa" in client.get(address("first_week")).text


def test_a_new_organizer_is_offered_it_and_a_viewer_is_not(person):
    assert person("organizer").first_week == 0
    assert {person(role).first_week for role in ("owner", "director", "data_lead", "coach", "viewer")} == {None}


def test_who_was_here_before_is_not_offered_it_again_each_day(north, person):
    """Offered on joining only: a later role, or a page, changes nothing."""
    member = person("organizer")
    first_week.put_away(member)
    first_week.count_again(Member.objects.get(pk=member.pk))

    assert Member.objects.get(pk=member.pk).first_week is None


def test_the_real_page_goes_along_step_by_step(sign_in, started):
    client = sign_in("organizer")

    first = client.get(url("detail", started.person)).text
    assert "Practice: only you see Rosa" in first
    assert "Step 2 of 5: Correct a phone number." in first
    assert "(503) 555-0163" in first
    assert "Practice: only you see Rosa" in client.get(url("edit", started.person)).text


def test_pages_of_real_people_say_nothing_of_practice(sign_in, learner, started):
    ana = Member.objects.create(given_name="Ana", organizer=learner)

    assert "Practice:" not in sign_in("organizer").get(url("detail", ana)).text


def test_what_a_director_sees_counts_the_made_up_person_alone(sign_in, started):
    client = sign_in("organizer")
    Member.objects.create(given_name="Ana", status="member")
    assess(client, started, a_level())

    page = client.get(address("director"))

    assert page.context["table"]["on_ladder"].now.people == 1
    assert page.context["table"]["in_touch"].now.people == 0
    assert "1 person is on the ladder." in page.text
    assert "Brought two neighbors" in page.text


def test_a_ladder_without_unsure_asks_for_quiet(sign_in, learner, started):
    Ladder.objects.update(has_unsure=False)
    client = sign_in("organizer")
    assert "Say that they have gone quiet" in client.get(address("first_week")).text

    assess(client, started, "quiet")

    assert done(learner)[3] is True


def test_taking_back_what_was_said_opens_the_step_again(sign_in, learner, started):
    client = sign_in("organizer")
    assess(client, started, a_level())
    mine = Assessment.objects.get(assessed_by=learner)

    assert client.post(reverse("ladders:void", args=["north", mine.pk]), {"reason": "A slip"}).status_code == 302
    assert done(learner)[2] is False


def test_starting_again_throws_the_first_away(learner, started, north):
    again = practice.start(by=learner, today=north.today())

    assert Practice.objects.get() == again
    assert Member.objects.get(kind="practice") == again.person


def test_thrown_away_nothing_is_left_but_what_was_done(sign_in, learner, started):
    client, pk = sign_in("organizer"), started.person.pk
    assess(client, started, a_level())

    assert client.post(address("throw_away")).status_code == 302

    assert not Member.objects.filter(kind="practice").exists()
    for model in (Practice, Assessment, Standing, LevelChange, ContactPoint):
        assert not model.objects.exists()
    done_to_them = AuditEvent.objects.filter(object_id=pk).order_by("seq").values_list("action", flat=True)
    assert list(done_to_them) == ["practice.start", "practice.end"]
    assert client.get(url("detail", started.person)).status_code == 404


def test_a_talk_with_others_is_no_practice_and_is_never_thrown_away(started, learner, north):
    maria = Member.objects.create(given_name="Maria", family_name="Cruz", organizer=learner)
    given = {"by": learner, "on": north.today(), "story": "Rent went up."}

    with pytest.raises(LogRefused, match="made up to practice with"):
        log(members=[started.person, maria], **given)
    log(members=[started.person], **given)
    # As it could be written once.
    mixed = log(members=[maria], **given)
    mixed.participants.create(member=started.person)
    practice.throw_away(by=learner)

    assert list(Conversation.objects.in_earnest()) == [mixed] == list(Conversation.objects.all())


def test_who_leaves_takes_the_made_up_person_along(learner, started, north):
    for handle in registry.on_leave:
        handle(north, learner.user_id)

    assert not Member.objects.filter(kind="practice").exists()


@pytest.mark.parametrize(("days", "is_kept"), [(29, True), (31, False)])
def test_the_clock_throws_away_after_thirty_days(started, days, is_kept):
    Practice.objects.update(started_at=timezone.now() - timedelta(days=days))

    practice.forget()

    assert Member.objects.filter(kind="practice").exists() is is_kept


def test_nobody_practices_on_themselves(learner):
    with pytest.raises(IntegrityError, match="practice_on_another"), transaction.atomic():
        Practice.objects.create(learner=learner, person=learner, right_phone="+15035550163")


def test_two_learn_side_by_side(person, started, north):
    other = practice.start(by=person("director"), today=north.today())

    assert {each.person for each in Practice.objects.all()} == {started.person, other.person}


def test_without_a_ladder_there_is_nothing_to_practice(sign_in, learner, started):
    practice.throw_away(by=learner)
    Ladder.objects.all().delete()
    client = sign_in("organizer")

    assert client.post(address("open")).url == address("first_week")
    assert client.post(address("start"), follow=True).status_code == 200
    assert client.get(address("director")).status_code == 302


@pytest.mark.parametrize("role", ["data_lead", "coach", "viewer"])
def test_practice_is_for_those_who_assess_and_the_page_for_all(sign_in, north, role):
    client = sign_in(role)

    assert client.get(address("first_week")).status_code == 200
    assert client.post(address("start")).status_code == 403


@pytest.mark.parametrize("name", ["start", "open", "throw_away", "finish", "dismiss"])
def test_changes_take_a_post_of_someone_who_belongs(sign_in, north, name):
    assert sign_in("organizer").get(address(name)).status_code == 405
    assert Client().post(address(name)).status_code == 302
    assert sign_in("organizer", "south").post(address(name)).status_code == 404


@pytest.mark.parametrize("name", ["first_week", "director"])
def test_pages_refuse_strangers_and_posts(sign_in, north, name):
    assert Client().get(address(name)).status_code == 302
    assert sign_in("organizer", "south").get(address(name)).status_code == 404
    assert sign_in("organizer").post(address(name)).status_code == 405


def test_the_page_takes_few_statements(sign_in, started):
    client = sign_in("organizer")
    with CaptureQueriesContext(connection) as asked:
        client.get(address("first_week"))

    assert len([each for each in asked if not each["sql"].startswith("SET")]) <= 12


def test_joining_again_offers_it_again(north, person):
    member = person("organizer")
    first_week.put_away(member)
    with on_public_side():
        user = User.objects.get(pk=member.user_id)

    join(north, user, [Role.ORGANIZER])
    first_week.offer(north, user, [Role.ORGANIZER])

    assert Member.objects.get(pk=member.pk).first_week == 0
