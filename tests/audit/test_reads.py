"""What is read of people is written down before the page leaves."""

from types import ModuleType

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test.utils import CaptureQueriesContext
from django.urls import path

from audit import reads
from audit.models import ReadEvent
from organizations.access import allow
from stpnet.in_org import in_org
from tests import probes
from tests.seeds import of


@pytest.fixture
def page(settings):
    """`page(view)`: an address in north that shows the view."""

    def shows(view):
        addresses = ModuleType("addresses")
        addresses.urlpatterns = [*probes.urlpatterns, path("o/<slug:organization>/read/", view)]
        addresses.handler403 = probes.handler403
        settings.ROOT_URLCONF = addresses
        return "/o/north/read/"

    return shows


def reading(*notes):
    """A view that reads so much."""

    @allow("member.view")
    def view(request):
        for words in notes:
            reads.note(request, "member.view", **words)
        return HttpResponse("read")

    return view


SOMEONE = "01234567-89ab-7def-8123-456789abcdef"


def events():
    with in_org(of("north")):
        return [(str(event.object_id), event.n_objects) for event in ReadEvent.objects.order_by("n_objects")]


def test_profile_that_was_opened_is_an_event(sign_in, page):
    assert sign_in("director").get(page(reading({"of": SOMEONE}))).text == "read"

    assert events() == [(SOMEONE, 1)]


@pytest.mark.parametrize(("n", "noted"), [(0, []), (50, []), (51, [("None", 51)])])
def test_only_a_long_list_is_an_event(sign_in, page, n, noted):
    sign_in("director").get(page(reading({"n": n})))

    assert events() == noted


def test_event_names_who_read(sign_in, page, person):
    sign_in("director").get(page(reading({"n": 60})))

    with in_org(of("north")):
        assert ReadEvent.objects.get().actor_id == person("director").pk


def test_refused_page_is_no_read(sign_in, page):
    assert sign_in("viewer").get(page(reading({"n": 60}))).status_code == 403

    assert events() == []


def test_page_whose_reads_cannot_be_kept_is_not_shown(sign_in, page):
    client = sign_in("director")
    client.raise_request_exception = False

    response = client.get(page(reading({"of": "no key"})))
    assert (response.status_code, "read" in response.text.split()) == (500, False)


def test_reads_of_a_page_cost_one_statement(sign_in, page):
    client, address = sign_in("director"), page(reading({"n": 60}, {"n": 70}))
    with CaptureQueriesContext(connection) as asked:
        client.get(address)

    assert [query["sql"].split(" (")[0] for query in asked if "audit_" in query["sql"]] == [
        'INSERT INTO "audit_readevent"'
    ]
    assert events() == [("None", 60), ("None", 70)]
