"""A report comes again by the right of who set it up, once for each period, and tells whom it is for."""

from datetime import timedelta

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone

from audit.models import AuditEvent
from conversations.models import Notice
from dashboards.handing_on import look
from dashboards.models import Report, ReportSchedule, ScheduledReport
from dashboards.reports import actions as reports
from dashboards.schedules import actions, mailing
from ladders.models import Ladder
from members.models import SavedView
from organizations import outbox
from organizations.models import Membership
from stpnet.in_org import on_public_side
from tests.organizations.cells.reports import COUNTED

pytestmark = pytest.mark.django_db
HERE = "/o/north/reports/"


@pytest.fixture
def like(north, person):
    return Report.objects.create(
        kind="members",
        first="2026-01-01",
        last="2026-03-31",
        language="en",
        ladder=Ladder.objects.get(is_default=True),
        asked_by=person("director"),
        status="done",
        snapshot=COUNTED,
        counted_at="2026-03-31T12:00Z",
    )


@pytest.fixture
def schedule(sign_in, like, person):
    given = {"every": "month", "readers": [person("owner").pk, person("viewer").pk]}
    assert sign_in("director").post(f"{HERE}{like.pk}/schedule/", given).url == f"{HERE}schedules/"
    return ReportSchedule.objects.get()


def hour_comes(schedule):
    """Let the clock look, twice, as two workers might."""
    ReportSchedule.objects.filter(pk=schedule.pk).update(due_at=timezone.now() - timedelta(minutes=1))
    look()
    look()


def letters():
    with on_public_side():
        outbox.send_waiting()
    return {letter.to[0]: letter for letter in mail.outbox}


def test_it_comes_once_for_a_period_and_mails_its_headline_and_a_link(schedule, like, north, settings):
    hour_comes(schedule)
    report = ScheduledReport.objects.get().report
    reports.work(report.pk)
    look()
    look()

    found = letters()
    assert set(found) == {"owner@north.example.org", "viewer@north.example.org"}
    body = found["viewer@north.example.org"].body
    assert f"{settings.SITE_URL}{HERE}{report.pk}/" in body
    assert "/mail/reports/stop/" in body
    schedule.refresh_from_db()
    assert (report.kind, report.last, schedule.due_at > timezone.now()) == (like.kind, _last(north), True)
    hour_comes(schedule)
    assert ScheduledReport.objects.count() == 1


def _last(organization):
    return organization.today().replace(day=1) - timedelta(days=1)


def test_who_has_no_right_any_more_pauses_it_and_owners_are_told(schedule, north, person, sign_in):
    user = person("director").user_id
    with on_public_side():
        Membership.objects.get(user=user, organization=north).roles.update(role="organizer")

    hour_comes(schedule)

    schedule.refresh_from_db()
    assert (schedule.due_at, schedule.paused_at is not None, ScheduledReport.objects.count()) == (None, True, 0)
    assert [notice.to for notice in Notice.objects.filter(kind=actions.PAUSED)] == [person("owner")]
    owner = sign_in("owner")
    assert "comes no more" in owner.get("/o/north/notices/").text
    owner.post(f"{HERE}schedules/{schedule.pk}/go-on/")
    schedule.refresh_from_db()
    assert (schedule.made_by, schedule.paused_at) == (person("owner"), None)


def test_a_reader_who_left_or_wants_no_more_gets_nothing(schedule, north, person):
    user = person("viewer").user_id
    with on_public_side():
        Membership.objects.get(user=user, organization=north).roles.all().delete()
    reader = schedule.readers.get(member=person("owner"))
    address = f"/mail/reports/stop/{north.pk}/{mailing.token(north, reader)}/"
    with on_public_side():
        asked, stopped = Client().get(address), Client().post(address, {"List-Unsubscribe": "One-Click"})
        again = Client().get(address)

    hour_comes(schedule)
    reports.work(ScheduledReport.objects.get().report_id)
    look()

    assert ("Stop this mail?" in asked.text, stopped.text, "Undo" in again.text) == (True, "Stopped.", True)
    assert letters() == {}


def test_leaving_ends_what_one_let_come_and_what_one_is_told(
    schedule, north, person, sign_in, django_capture_on_commit_callbacks
):
    actions.leave(north, person("viewer").user_id)
    assert [reader.member for reader in schedule.readers.all()] == [person("owner")]

    with django_capture_on_commit_callbacks(execute=True):
        actions.leave(north, person("director").user_id)

    hour = ReportSchedule.objects.get()
    assert (hour.due_at, hour.ended_at is not None) == (None, True)
    assert AuditEvent.objects.filter(object_id=hour.pk, actor_id=None, fields=["ended_at"]).count() == 1
    assert "has left" in sign_in("owner").get("/o/north/notices/").text


def test_who_let_it_come_hears_that_it_could_not_be_made(schedule, north, person, sign_in):
    Report.objects.update(ladder=None)
    hour_comes(schedule)
    reports.work(ScheduledReport.objects.get().report_id)
    look()

    assert [notice.to for notice in Notice.objects.filter(kind=actions.FAILED)] == [person("director")]
    assert "The ladder it is about is gone." in sign_in("director").get("/o/north/notices/").text
    assert letters() == {}


@pytest.mark.parametrize(
    ("about", "says"),
    [({"own": True}, "Make your own"), ({"view": True}, "Ask them to share the view")],
    ids=["own people", "own view"],
)
def test_report_that_would_be_about_others_then_does_not_come_again(about, says, like, sign_in, person):
    mine = SavedView.objects.create(owner=person("organizer"), name="Mine", folded="mine")
    Report.objects.update(
        asked_by=person("organizer"),
        shared_at=timezone.now(),
        view=mine if "view" in about else None,
        snapshot=COUNTED | about,
    )
    client, given = sign_in("director"), {"every": "month", "readers": [person("owner").pk]}

    assert says in client.get(f"{HERE}{like.pk}/schedule/").text
    answer = client.post(f"{HERE}{like.pk}/schedule/", given)
    assert (answer.status_code, says in answer.text) == (422, True)
    assert not ReportSchedule.objects.exists()


def test_pattern_of_a_schedule_stays_when_its_report_is_long_deleted(schedule, like, person):
    reports.delete(like, by=person("director"))
    Report.objects.filter(pk=like.pk).update(deleted_at=timezone.now() - timedelta(days=31))

    reports.let_go()
    assert ReportSchedule.objects.get().like_id == like.pk
    actions.end(schedule, by=person("director"))
    reports.let_go()

    assert not Report.objects.filter(pk=like.pk).exists()


def test_a_stranger_reads_no_address_that_was_not_signed(north, south, schedule):
    token = mailing.token(north, schedule.readers.first())
    with on_public_side():
        answers = [
            Client().get(f"/mail/reports/stop/{pk}/{text}/") for pk, text in ((south.pk, token), (north.pk, "x"))
        ]
    assert [answer.status_code for answer in answers] == [404, 404]


def test_it_waits_goes_on_and_ends_as_somebody_says(schedule, sign_in):
    client = sign_in("owner")
    page = client.get(f"{HERE}schedules/").text
    assert "The ladder, for members, each month" in page

    for step, expected in (
        ("pause", "It waits until somebody"),
        ("go-on", "Next on"),
        ("end", "Nothing comes by itself"),
    ):
        client.post(f"{HERE}schedules/{schedule.pk}/{step}/")
        assert expected in client.get(f"{HERE}schedules/").text
    assert ReportSchedule.objects.get().ended_at is not None


def test_nobody_chosen_is_a_form_with_what_was_typed(sign_in, like):
    answer = sign_in("director").post(f"{HERE}{like.pk}/schedule/", {"every": "week"})
    assert (answer.status_code, "Choose at least one person." in answer.text) == (422, True)
