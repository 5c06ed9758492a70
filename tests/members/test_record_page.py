"""The record that owners look into: who did what, who read whom, narrowed down by the address."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from audit.models import ReadEvent
from audit.recording import action, record
from members.models import Member
from members.record.asked import PER_PAGE
from stpnet.in_org import in_org
from tests.seeds import of

PAGE = "/o/north/settings/record/"


@action
def do(name, *, by, of=None, fields=()):
    record(name, of=of, by=by, fields=fields)


@pytest.fixture
def owner(sign_in):
    return sign_in("owner")


@pytest.fixture
def people(north, person):
    """Who did things here, and whom they were done to."""
    director, ana = person("director"), Member.objects.create(given_name="Ana", family_name="Quispe")
    do("member.edit", by=director, of=ana, fields=["employer", "phone"])
    do("tag.edit", by=None)
    ReadEvent.objects.create(actor_id=director.pk, action="member.view", object_id=ana.pk)
    return director, ana


def rows(client, query=""):
    answer = client.get(PAGE + query)
    assert answer.status_code == 200
    return [line.what for line in answer.context["lines"]]


def test_it_says_who_did_what_to_whom_and_never_what_stood_there(owner, people):
    page = owner.get(PAGE).text

    assert "Director" in page
    assert "Ana Quispe" in page
    assert "work, phone" in page
    assert "The clock, or a terminal" in page


def test_it_is_narrowed_down_by_who_what_and_about_whom(owner, people):
    director, ana = people
    tag, edit = "Make and rename tags", "Add people and correct what is on file"

    assert rows(owner)[:2] == [tag, edit]
    assert rows(owner, f"?who={director.pk}") == [edit]
    assert tag in rows(owner, "?who=nobody")
    assert rows(owner, "?what=tag.edit") == [tag]
    assert rows(owner, f"?of={ana.pk}") == [edit]
    assert rows(owner, f"?kind=reads&of={ana.pk}") == ["See people, by list, search and page"]


def test_days_are_those_of_the_organization(owner, people):
    with in_org(of("north")):
        today = of("north").today()

    assert rows(owner, f"?since={today}&until={today}&what=tag.edit") != []
    assert rows(owner, f"?since={today + timedelta(days=1)}") == []
    assert rows(owner, f"?until={today - timedelta(days=1)}") == []
    assert rows(owner, "?until=9999-12-31&what=tag.edit") != []


@pytest.mark.parametrize(
    "query", ["?who=x", "?what=nothing", "?since=yesterday", "?before=x", "?of=1", "?kind=all", "?kind=reads&before=7"]
)
def test_an_address_that_means_nothing_shows_a_page(owner, people, query):
    assert owner.get(PAGE + query).status_code == 200


@pytest.mark.parametrize("kind", ["changes", "reads"])
def test_older_ones_follow_with_none_twice_and_none_left_out(owner, north, person, kind):
    director = person("director")
    for _number in range(PER_PAGE + 5):
        do("tag.edit", by=director)
        ReadEvent.objects.create(actor_id=director.pk, action="tag.edit", object_id=director.pk, at=timezone.now())
    first = owner.get(f"{PAGE}?kind={kind}&what=tag.edit")
    second = owner.get(f"{PAGE}?kind={kind}&what=tag.edit&before={first.context['older']}")

    shown = [line.event.pk for page in (first, second) for line in page.context["lines"]]
    assert (len(shown), len(set(shown)), second.context["older"]) == (PER_PAGE + 5, PER_PAGE + 5, None)


def test_who_looks_into_the_record_is_in_it(owner, north):
    owner.get(PAGE)

    assert ReadEvent.objects.get(action="audit.view").object_id == of("north").pk


def test_statements_stay_few_with_many_events(owner, people):
    def statements():
        with CaptureQueriesContext(connection) as seen:
            owner.get(PAGE)
        return sum(not query["sql"].startswith(("SET", "SAVEPOINT", "RELEASE")) for query in seen.captured_queries)

    few = statements()
    for number in range(30):
        ana = Member.objects.create(given_name=f"Ana {number}")
        do("member.edit", by=people[0], of=ana)
    assert statements() == few <= 12


def test_nobody_is_named_who_was_erased(owner, people):
    _director, ana = people
    Member.objects.filter(pk=ana.pk).update(given_name="", family_name="", folded="", erased_at=timezone.now())

    page = owner.get(PAGE).text
    assert "Quispe" not in page
