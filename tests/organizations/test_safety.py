"""The self-check, and the page that says what is held."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from audit.models import AuditEvent
from conversations.models import Conversation
from imports.models import ImportBatch
from members.models import Export, Member
from organizations.models import Organization, User
from stpnet.in_org import on_public_side
from tests.seeds import of

CHECK, HELD = "/o/north/settings/safety/", "/o/north/settings/what-we-hold/"


def told(page):
    """Each question with whether it is marked as good."""
    lines = re.findall(r"<b>([^<]+\?)</b>(.*?)</li>", page.text, re.DOTALL)
    return {question: "chip ok" in rest for question, rest in lines}


@pytest.fixture
def neglected(north, person):
    """A group that has looked after nothing for long."""
    organizer, long_ago = person("organizer"), timezone.now() - timedelta(days=800)
    Member.objects.filter(pk=organizer.pk).update(status=Member.Status.FORMER)
    Export.objects.create(asked_by=organizer, reason="The bank", status=Export.Status.DONE)
    batch = ImportBatch.objects.create(started_by=organizer, name="a.csv", status=ImportBatch.Status.TO_MATCH)
    ImportBatch.objects.filter(pk=batch.pk).update(created_at=long_ago)
    talk = Conversation.objects.create(author=organizer, on=long_ago.date(), story="Her rent", kind="in_person")
    with on_public_side():
        User.objects.filter(email__startswith="coach@north").update(last_login=long_ago)
    return talk


def test_the_system_sees_what_was_neglected_and_says_what_to_do(neglected, sign_in):
    page = sign_in("owner").get(CHECK)
    found = told(page)

    assert [question for question, good in found.items() if good] == []
    assert len(found) == 14
    for said in ("Still let in: ", "1 file, by 1 of you.", "1 list waits", "1 story is older", "Not seen: "):
        assert said in page.text
    assert "Her rent" not in page.text


def test_an_owner_answers_what_only_people_see_and_it_is_recorded(north, sign_in):
    client = sign_in("owner")
    assert client.post(f"{CHECK}looked/", {"question": "paper"}).url == CHECK

    assert of("north").looked_at == {"paper": of("north").today().isoformat()}
    assert AuditEvent.objects.filter(action="organization.settings").latest("seq").fields == ["looked_at"]
    assert told(client.get(CHECK))["Do you know where the sheets of the last meetings are, and when they are shredded?"]
    client.post(f"{CHECK}looked/", {"question": "nonsense"})
    assert list(of("north").looked_at) == ["paper"]
    with on_public_side():
        Organization.objects.filter(slug="north").update(looked_at={"paper": "2020-01-01"})
    assert "You last looked on Jan 1, 2020." in client.get(CHECK).text
    assert sum(told(client.get(CHECK)).values()) == sum(told(sign_in("director").get(CHECK)).values())
    assert sign_in("director").post(f"{CHECK}looked/", {"question": "paper"}).status_code == 403


def test_what_is_held_is_counted_and_its_end_is_told(neglected, sign_in, settings):
    settings.HOSTED_BY = "The Cedar co-op, in Portland, Oregon."
    client = sign_in("director")
    with CaptureQueriesContext(connection) as asked:
        page = client.get(HELD)

    assert "The Cedar co-op, in Portland, Oregon." in page.text
    assert "What a court could get" in page.text
    row = re.search(r"Stories from conversations</th>\s*<td[^>]*>(\d+)</td>", page.text)
    assert row[1] == "1"
    assert len([each for each in asked if "SET search_path" not in each["sql"]]) <= 14


def test_self_check_asks_little_of_the_database(neglected, sign_in):
    client = sign_in("owner")
    with CaptureQueriesContext(connection) as asked:
        client.get(CHECK)

    told = [each["sql"] for each in asked if not each["sql"].startswith(("SET ", "SAVEPOINT", "RELEASE", "INSERT"))]
    assert len(told) <= 12, told
