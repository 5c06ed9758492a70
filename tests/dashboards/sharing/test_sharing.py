"""A link shows one report to whoever has it, until its day, until it is taken back, and names nobody."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from conversations.models import Quote
from conversations.quotes import actions as quotes
from dashboards.models import Report, ShareLink
from dashboards.reports import actions as reports
from dashboards.sharing import actions
from members.models import Member
from organizations.people import Refused
from stpnet.in_org import in_org, on_public_side
from tests.organizations.cells.reports import COUNTED

pytestmark = pytest.mark.django_db


@pytest.fixture
def report(north, person):
    return Report.objects.create(
        kind="members",
        first="2026-01-01",
        last="2026-03-31",
        language="en",
        asked_by=person("director"),
        status="done",
        snapshot=COUNTED,
        counted_at="2026-03-31T12:00Z",
    )


@pytest.fixture
def path(sign_in, report):
    """The path of a new link, as its page shows it once."""
    here, client = f"/o/north/reports/{report.pk}/links/", sign_in("director")
    assert client.post(here, {"whom": "The board", "days": "7"}).url == here
    found = re.search(r"<code>https?://[^/]+(/s/[^<]+)</code>", client.get(here).text)
    assert "<code>" not in client.get(here).text
    return found[1]


def opened(path, method="get"):
    with on_public_side():
        return getattr(Client(), method)(path)


def test_it_shows_the_report_and_counts_who_opened_it(path, north):
    answer = opened(path)

    assert answer.status_code == 200
    assert {"no-store", "private"} <= set(answer.headers["Cache-Control"].split(", "))
    assert answer.headers["X-Robots-Tag"] == "noindex, nofollow, noarchive"
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert "North River shows you this report" in answer.text
    opened(path, "head")
    with in_org(north):
        assert ShareLink.objects.get().n_visits == 1


def revoked(report, sign_in, person):
    sign_in("director").post(f"/o/north/reports/links/{report.links.get().pk}/revoke/")


def run_out(report, sign_in, person):
    now = timezone.now()
    report.links.update(made_at=now - timedelta(days=8), expires_at=now - timedelta(days=1))


def deleted(report, sign_in, person):
    reports.delete(report, by=person("director"))


@pytest.mark.parametrize("ends", [revoked, run_out, deleted])
def test_afterwards_it_says_that_it_is_closed_and_nothing_else(ends, path, report, sign_in, person, north):
    with in_org(north):
        ends(report, sign_in, person)

    answer = opened(path)

    assert (answer.status_code, "This link is closed" in answer.text) == (410, True)
    assert not re.search("report-page|March|2026", answer.text.partition("<main")[2].partition("</main")[0])
    with in_org(north):
        assert ShareLink.objects.get().n_visits == 0


def test_when_the_report_is_gone_for_good_the_link_is_found_by_nobody(path, report, north):
    with in_org(north):
        report.delete()
    assert opened(path).status_code == 404


def test_another_organization_or_a_guess_is_not_found(path, south, north):
    token = path.rstrip("/").rpartition("/")[2]

    assert opened(f"/s/{south.pk}/{token}/").status_code == 404
    assert opened(f"/s/{north.pk}/guess/").status_code == 404
    assert opened(path, "post").status_code == 405


def test_who_guesses_too_often_waits(north):
    answers = {opened(f"/s/{north.pk}/guess-{n}/").status_code for n in range(61)}
    assert answers == {404, 429}


def test_only_a_hash_of_the_token_is_kept(path):
    token = path.rstrip("/").rpartition("/")[2]

    link = ShareLink.objects.get()
    assert (link.token_hash, token in str(link.__dict__)) == (actions.hash_of(token), False)


@pytest.mark.parametrize(("where", "shown"), [("report", False), ("outside", True)])
def test_words_stand_there_only_for_who_agreed_to_outside(where, shown, path, report, north, person):
    who = Member.objects.create(given_name="Dolores", family_name="Reyes")
    consent = quotes.Consent(Quote.Where(where), None, Quote.Named.FULL, "", north.today(), "")
    quote = quotes.keep(member=who, words="I pay twice.", consent=consent, by=person("director"))
    Report.objects.filter(pk=report.pk).update(snapshot=COUNTED | {"quotes": [str(quote.pk)]})

    assert ("I pay twice." in opened(path).text) is shown


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"kind": "staff", "audience": "staff"}, "stays inside"),
        ({"snapshot": {}}, "Wait until"),
        ({"deleted_at": "2026-04-01T12:00Z"}, "deleted"),
    ],
    ids=["for staff", "not counted", "deleted"],
)
def test_what_is_not_for_outside_gets_no_link(fields, says, report, person):
    Report.objects.filter(pk=report.pk).update(**fields)
    report.refresh_from_db()

    with pytest.raises(Refused, match=says):
        actions.make(report, whom="The board", days=7, by=person("director"))


def test_a_link_without_a_name_is_asked_for_one(sign_in, report):
    answer = sign_in("director").post(f"/o/north/reports/{report.pk}/links/", {"whom": "", "days": "7"})
    assert (answer.status_code, ShareLink.objects.count()) == (422, 0)
