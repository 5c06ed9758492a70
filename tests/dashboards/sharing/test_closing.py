"""A link closes with the right of who made it, with their leaving, and with a report that is its maker's own again."""

import pytest

from audit.models import AuditEvent
from conversations.models import Notice
from dashboards.handing_on import look
from dashboards.models import Report, ShareLink
from dashboards.sharing import actions, closing
from organizations.models import Membership
from stpnet.in_org import in_org, on_public_side
from tests.dashboards.sharing.test_sharing import opened, path, report
from tests.organizations.cells.reports import COUNTED

__all__ = ["path", "report"]
pytestmark = pytest.mark.django_db
ALL = "/o/north/reports/links/"


def demoted(user, north):
    with on_public_side():
        Membership.objects.get(user=user, organization=north).roles.update(role="viewer")


def closed_by_nobody():
    return AuditEvent.objects.filter(action="share_link.revoke", actor_id=None).count()


def told(kind):
    return [notice.to for notice in Notice.objects.filter(kind=kind)]


def test_who_lost_the_right_shows_nothing_at_once_and_owners_hear_of_it(path, north, person, sign_in):
    demoted(person("director").user_id, north)
    assert opened(path).status_code == 410

    with in_org(north):
        look()
        look()
        assert (closed_by_nobody(), told(closing.CLOSED)) == (1, [person("owner")])
    assert "is closed" in sign_in("owner").get("/o/north/notices/").text


def test_who_leaves_leaves_no_link_open(path, north, person, django_capture_on_commit_callbacks):
    with in_org(north), django_capture_on_commit_callbacks(execute=True):
        closing.end(north, person("director").user_id)

    assert opened(path).status_code == 410
    with in_org(north):
        assert (closed_by_nobody(), told(closing.CLOSED)) == (1, [person("owner")])


def test_report_that_is_its_makers_alone_again_is_shown_to_nobody(report, sign_in, person, north):
    client = sign_in("director")
    client.post(f"/o/north/reports/{report.pk}/share/")
    made = actions.make(report, whom="The board", days=7, by=person("owner"))
    address = f"/s/{north.pk}/{made.token}/"
    assert opened(address).status_code == 200

    client.post(f"/o/north/reports/{report.pk}/share/")

    assert opened(address).status_code == 410


def test_all_links_stand_on_one_page_and_are_closed_there(path, report, sign_in, north):
    client = sign_in("owner")
    page = client.get(ALL).text
    assert ("The board" in page, "Open until" in page) == (True, True)
    # The report is its maker's own: an owner closes the link to it and does not read it.
    assert f"{report.pk}/links/" not in page
    with in_org(north):
        link = ShareLink.objects.get()

    assert client.post(f"/o/north/reports/links/{link.pk}/revoke/", {"all": "yes"}).url == ALL
    assert "Closed on" in client.get(ALL).text


def test_page_of_links_is_as_cheap_with_many(report, sign_in, person, django_assert_num_queries, north):
    client = sign_in("owner")
    assert "Nothing is shown outside" in client.get(ALL).text
    n = []
    for _ in range(2):
        actions.make(report, whom="The board", days=7, by=person("director"))
        with django_assert_num_queries(12, exact=False) as captured:
            client.get(ALL)
        n.append(len(captured))
    assert n[0] == n[1]


def test_view_has_no_name_outside(path, report, north):
    said = COUNTED | {"about": "Ana Ruiz's calls"}
    Report.objects.filter(pk=report.pk).update(kind="table", snapshot=said)

    page = opened(path).text

    assert "report-page" in page
    assert "Ana Ruiz" not in page
