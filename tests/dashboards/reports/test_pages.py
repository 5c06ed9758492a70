"""Pages of reports: asking, reading, handing over, sharing, deleting."""

from datetime import timedelta

import pytest
from django.db import connection
from django.db.models.functions import Now
from django.test.utils import CaptureQueriesContext

from audit.models import ReadEvent
from dashboards.models import Report
from dashboards.reports import actions
from members.exporting import files
from members.models import UnitKind
from organizations.models import Membership
from stpnet.in_org import on_public_side
from tests.dashboards.reports.conftest import work

pytestmark = pytest.mark.django_db
ROOT = "/o/north/reports/"


@pytest.fixture
def director(sign_in):
    return sign_in("director")


def form(ladder, **said):
    return {
        "period": "days",
        "since": "2026-01-31",
        "until": "2026-03-31",
        "ladder": ladder.pk,
        "language": "en",
        **said,
    }


def test_report_is_asked_for_and_read_as_it_will_be_printed(director, stood, ladder, levels):
    answer = director.post(f"{ROOT}new/?kind=members", form(ladder))
    report = Report.objects.get()
    waiting = director.get(answer.url).text
    actions.work(report.pk)
    page = director.get(answer.url).text

    assert "The report waits for its turn." in waiting
    assert "We are 18 people, and 12 of us took a step up" in page
    assert "12 steps up, one dot each" in page
    assert page.count('r="5.6"') == 12
    assert f"{ROOT}{report.pk}/files/pdf/" in page


@pytest.mark.parametrize("kind", ["board", "staff", "table", "partner"])
def test_each_kind_asks_what_it_needs(kind, director, stood, ladder):
    page = director.get(f"{ROOT}new/?kind={kind}").text

    assert ("id_partner" in page, "id_view" in page) == (kind == "partner", kind == "table")
    answer = director.post(f"{ROOT}new/?kind={kind}", {"since": "nonsense"})
    assert answer.status_code == 422


def test_days_to_come_and_turned_round_are_refused(director, stood, ladder):
    turned = director.post(f"{ROOT}new/", form(ladder, since="2026-03-31", until="2026-01-31"))
    ahead = director.post(f"{ROOT}new/", form(ladder, until="2999-01-01"))

    assert "The last day comes before the first." in turned.text
    assert "Nothing is known of days to come." in ahead.text
    assert not Report.objects.exists()


def test_files_are_handed_over_as_what_they_are(director, build):
    report = build()
    answers = {each: director.get(f"{ROOT}{report.pk}/files/{each}/") for each in report.files}

    assert answers["pdf"].content[:5] == b"%PDF-"
    assert answers["xlsx"].content[:2] == b"PK"
    assert answers["ladder"]["Content-Disposition"] == 'attachment; filename="members-2026-03-31-ladder.png"'


def test_report_is_its_makers_until_it_is_shared(director, sign_in, build):
    report = build("board", divided_by=UnitKind.objects.get(is_default=True))
    viewer, path = sign_in("viewer"), f"{ROOT}{report.pk}/"
    assert viewer.get(path).status_code == 404

    director.post(f"{path}share/")

    assert viewer.get(path).status_code == 200
    assert "Edit the words" not in viewer.get(path).text


def test_exact_figures_of_places_are_not_for_who_has_no_right_to_people(director, sign_in, build):
    report = build("staff", audience="staff")
    director.post(f"{ROOT}{report.pk}/share/")

    assert sign_in("viewer").get(f"{ROOT}{report.pk}/").status_code == 404
    assert sign_in("organizer").get(f"{ROOT}{report.pk}/").status_code == 200


def test_who_made_exact_figures_and_lost_the_right_to_people_reads_them_no_more(sign_in, build, north, person):
    report, user = build("staff", audience="staff"), person("director").user_id
    with on_public_side():
        Membership.objects.get(user=user, organization=north).roles.update(role="viewer")

    former = sign_in("director")
    answers = [former.get(f"{ROOT}{report.pk}/{path}") for path in ("", "files/csv/")]

    assert [answer.status_code for answer in answers] == [404, 404]


def test_reading_is_written_down_once_and_not_with_each_look_whether_it_is_there(director, ask):
    report = ask("board")
    part = {"HX-Request": "true", "HX-Target": "report"}
    director.get(f"{ROOT}{report.pk}/", headers=part)
    director.get(f"{ROOT}{report.pk}/")
    assert not ReadEvent.objects.filter(object_id=report.pk).exists()

    work(report)
    director.get(f"{ROOT}{report.pk}/", headers=part)
    director.get(f"{ROOT}{report.pk}/")

    assert ReadEvent.objects.filter(object_id=report.pk).count() == 1


def test_file_that_is_not_whole_is_not_offered(director, build):
    report = build("board")
    files.path(report.files["pdf"]).unlink()
    Report.objects.update(status="failed", trouble="Something went wrong.")
    path = f"{ROOT}{report.pk}/files/pdf/"

    assert path not in director.get(f"{ROOT}{report.pk}/").text
    assert director.get(path).status_code == 302


def test_deleted_report_loses_its_files_and_comes_back_with_the_same_figures(
    director, build, django_capture_on_commit_callbacks
):
    report = build()
    kept = [files.path(key) for key in report.files.values()]
    with django_capture_on_commit_callbacks(execute=True):
        director.post(f"{ROOT}{report.pk}/delete/")
    assert not any(path.exists() for path in kept)
    assert director.get(f"{ROOT}{report.pk}/").status_code == 404

    director.post(f"{ROOT}{report.pk}/bring-back/")
    actions.work(report.pk)

    assert set(Report.objects.get().files) == {"pdf", "xlsx", "csv", "ladder", "dots"}


def test_deleted_report_goes_for_good_after_a_while(build):
    report = build("board")
    Report.objects.update(deleted_at=Now() - actions.KEPT - timedelta(days=1))

    actions.let_go()

    assert not Report.objects.exists()
    assert not any(files.path(key).exists() for key in report.files.values())


def test_page_needs_as_many_statements_for_three_as_for_one(director, build):
    def statements():
        with CaptureQueriesContext(connection) as found:
            director.get(ROOT)
        return len([each for each in found if not each["sql"].startswith(("SET", "SAVEPOINT", "RELEASE"))])

    report = build()
    one = statements()
    for _ in range(2):
        Report.objects.create(
            kind="board", asked_by=report.asked_by, first=report.first, last=report.last, language="en"
        )

    assert statements() == one <= 12


def test_viewer_is_told_what_will_stand_here(sign_in, north):
    page = sign_in("viewer").get(ROOT).text

    assert "No report yet" in page
    assert "Make one" not in page
