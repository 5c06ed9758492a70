"""What a coach does: reviews and their answers, notes of what was agreed, one desk over all groups."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from conversations import notices
from conversations.models import Notice
from experiments.coaching import actions, desk, summing
from experiments.log import actions as log
from experiments.models import CoachingNote, CoachReview, Experiment
from experiments.writing import saying
from members.models import Member
from organizations.actions import add_person
from organizations.models import ExperimentSummary, Role, User
from stpnet.in_org import in_org, on_public_side

pytestmark = pytest.mark.django_db
LONG_AGO = datetime(2001, 1, 1, tzinfo=UTC)


@pytest.fixture
def lights(wrote, north, person):
    today = north.today()
    made = wrote(
        starts_on=(today - timedelta(days=10)).isoformat(),
        ends_on=(today + timedelta(days=12)).isoformat(),
        accountable=str(person("organizer").pk),
        success=[{"id": "", "text": "15 lights"}],
    )
    Experiment.objects.filter(pk=made.pk).update(status="running", coach=person("coach"))
    return made


def lights_due(experiment, north):
    """Let a look at it be due, and the public side know."""
    Experiment.objects.filter(pk=experiment.pk).update(ends_on=north.today() + timedelta(days=2))
    summing.make_good()


def url(name, *args):
    return reverse(f"experiments:{name}", args=["north", *args])


def test_review_with_remarks_and_a_question_reaches_the_team_and_is_answered(sign_in, lights, person):
    coach, team = sign_in("coach"), sign_in("organizer")
    told = {"advice": "change", "text": "Knock earlier", "question": "Who asked?", "about": str(lights.signs.get().pk),
            "remark": "Count them on one day"}  # fmt: skip
    page = coach.post(url("review", lights.pk), told, follow=True).text
    assert "Your review is sent" in page
    assert Notice.objects.filter(to=person("organizer"), kind=actions.REVIEWED).exists()
    review = CoachReview.objects.get()
    team.post(url("answer", lights.pk, review.pk), {"text": "We did"})
    read = team.get(url("experiment", lights.pk)).text
    for words in ("Knock earlier", "Who asked?", "15 lights", "Count them on one day", "We did"):
        assert words in read, words
    assert Notice.objects.filter(to=person("coach"), kind=actions.ANSWERED).exists()


def test_a_change_that_is_not_said_is_asked_for_with_everything_kept(sign_in, lights):
    again = sign_in("coach").post(url("review", lights.pk), {"advice": "change", "question": "Kept words"})
    assert again.status_code == 422
    assert "Say which one thing you would change." in again.text
    assert "Kept words" in again.text


def test_names_of_people_without_an_account_stay_hidden_in_answers(sign_in, lights, person):
    Member.objects.create(given_name="Marisela", family_name="Quill")
    lights.signs.update(text="Marisela Quill brings three")
    told = {"advice": "go_on", "question": "Who asked?"}
    review = actions.review(lights, told, [], ready=[], today=lights.starts_on, by=person("coach"))
    sign_in("organizer").post(url("answer", lights.pk, review.pk), {"text": "Marisela Quill did"})
    assert "Marisela Quill did" in sign_in("organizer").get(url("experiment", lights.pk)).text
    page = sign_in("coach").get(url("experiment", lights.pk)).text
    assert ("Marisela" in page, "a member did" in page) == (False, True)


def test_note_is_read_by_the_coach_and_who_was_there(sign_in, person, north):
    told = {"on": north.today().isoformat(), "agreed": "Two doors a day", "there": [str(person("organizer").pk)]}
    assert sign_in("coach").post(url("coaching_notes"), told).status_code == 302
    for role, reads in (("coach", True), ("organizer", True), ("director", False)):
        assert ("Two doors a day" in sign_in(role).get(url("coaching_notes")).text) is reads
    outsider = Member.objects.create(given_name="No", family_name="Account")
    assert sign_in("coach").post(url("coaching_notes"), told | {"there": [str(outsider.pk)]}).status_code == 422
    assert CoachingNote.objects.count() == 1


def test_coach_of_two_groups_finds_both_on_one_desk(sign_in, lights, south):
    with on_public_side():
        user = User.objects.get(email="coach@north.example.org")
        add_person(south, user, roles=[Role.COACH])
    with in_org(south):
        Experiment.objects.create(title="Lanterns", status="running", starts_on="2026-01-01", ends_on="2026-01-09")
        summing.make_good()
    summing.make_good()
    with on_public_side():
        assert ExperimentSummary.objects.count() == 2
    client = sign_in("coach")
    page = client.get("/coach/").text
    assert all(words in page for words in (str(lights), "Lanterns", "North", "South"))
    assert client.post(url("seen")).status_code == 303


def test_desk_needs_as_many_statements_for_many_groups(sign_in, lights, south, north, monkeypatch):
    """With one group a page, a second one is a page more; three of them stay within the twelve of any page."""

    def spent(at_once):
        monkeypatch.setattr(desk, "AT_ONCE", at_once)
        with CaptureQueriesContext(connection) as captured:
            page = client.get("/coach/")
        return sum(query["sql"].startswith("SELECT") for query in captured), page

    lights_due(lights, north)
    client = sign_in("coach")
    alone, _page = spent(1)
    with on_public_side():
        add_person(south, User.objects.get(email="coach@north.example.org"), roles=[Role.COACH])
    first, page = spent(1)
    assert "South" in client.get("/coach/?page=2").text
    both, _page = spent(2)
    assert (first, "Page 1 of 2" in page.text, "South" in page.text) == (alone, True, False)
    assert first + 2 * (both - first + 1) <= 12


def test_desk_of_who_coaches_nobody_says_so(sign_in, lights):
    summing.make_good()
    page = sign_in("organizer").get("/coach/").text
    assert ("You coach no group yet" in page, str(lights) in page) == (True, False)


def test_coach_begins_at_the_desk_and_finds_the_review_first(sign_in, lights):
    client = sign_in("coach")
    assert client.get("/o/north/", follow=True).redirect_chain[-1][0] == "/coach/"
    assert "coach-first" in client.get(url("experiment", lights.pk)).text
    assert "coach-first" not in sign_in("organizer").get(url("experiment", lights.pk)).text


@pytest.fixture
def named(lights):
    """Somebody without an account, by whom everything is called."""
    Member.objects.create(given_name="Marisela", family_name="Quill")
    lights.signs.update(text="Marisela Quill brings three")
    Experiment.objects.filter(pk=lights.pk).update(title="Marisela’s porch")
    return lights


def test_a_review_that_is_asked_for_again_names_nobody(sign_in, named):
    again = sign_in("coach").post(url("review", named.pk), {"advice": "change", "about": str(named.signs.get().pk)})
    assert (again.status_code, "Marisela" in again.text, "a member brings" in again.text) == (422, False, True)


def test_desk_and_notices_name_nobody(sign_in, named, person, north):
    lights_due(named, north)
    log.post(named, text="Look", on=north.today(), by=person("organizer"), mentions=[person("coach")])
    notices.tell(to=person("coach"), kind=actions.ANSWERED, by=person("organizer"), about=named.pk)
    for address in ("/coach/", "/o/north/notices/"):
        page = sign_in("coach").get(address).text
        assert ("Marisela" in page, "a member’s porch" in page) == (False, True), address


def test_what_others_agreed_names_nobody_to_a_coach(sign_in, named, person, north):
    there = [person("coach"), person("director")]
    told = {"on": north.today(), "agreed": "Marisela Quill knocks", "next_on": None}
    actions.keep_note(**told, there=there, by=person("owner"))
    for role, reads in (
        ("coach", "a member knocks"),
        ("director", "Marisela Quill knocks"),
        ("owner", "Marisela Quill"),
    ):
        assert reads in sign_in(role).get(url("coaching_notes")).text, role


def seen_since(experiment, django_capture_on_commit_callbacks, does):
    """Whether the desk holds the experiment for changed after something was done."""
    with on_public_side():
        ExperimentSummary.objects.update(changed_at=LONG_AGO)
    with django_capture_on_commit_callbacks(execute=True):
        does()
    with on_public_side():
        return ExperimentSummary.objects.get(experiment=experiment.pk).changed_at > LONG_AGO


def test_what_the_team_does_is_a_change_and_a_review_is_none(lights, person, django_capture_on_commit_callbacks):
    summing.make_good()
    step = lights.steps.create(text="Knock", position=9)
    today, team, coach = lights.starts_on, person("organizer"), person("coach")
    told = {"advice": "go_on", "question": "Who?"}
    done = [
        lambda: actions.review(lights, told, [], ready=[], today=today, by=coach),
        lambda: saying.tick(step, today=today, by=team),
        lambda: saying.untick(step, by=team),
        lambda: actions.answer(CoachReview.objects.get(), text="We", today=today, by=team),
    ]
    changes = [seen_since(lights, django_capture_on_commit_callbacks, each) for each in done]
    assert changes == [False, True, True, True]


def test_desk_tells_no_post_yet_from_quiet(sign_in, lights, person, north):
    assert "no post yet" in sign_in("coach").get("/coach/").text
    log.post(lights, text="Look", on=north.today(), by=person("organizer"), mentions=[])
    assert "no post yet" not in sign_in("coach").get("/coach/").text
