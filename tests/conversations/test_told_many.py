"""Long work on people that ended while nobody waited: whoever asked for it hears of it once."""

from datetime import timedelta

import pytest
from django.db.models.functions import Now

from conversations.models import Notice
from conversations.shown import happened
from members.bulk import actions as bulk
from members.exporting import actions as exporting
from members.models import ChangeSet, Export, Member
from organizations.models import Membership
from stpnet.in_org import on_public_side
from tests.members.bulk.conftest import changed, director, of, people, send
from tests.seeds import PASSWORD

__all__ = ["director"]


def said(reader):
    return [(told.line.title, told.line.text) for told in happened(reader)]


@pytest.fixture
def asked(director, monkeypatch) -> ChangeSet:
    """Four people to become members, by a worker."""
    monkeypatch.setattr(bulk, "AT_ONCE", 3)
    people(4)
    send(director, "status", n=4, value="member")
    return changed()


def test_who_changed_many_hears_when_it_is_done_and_when_it_is_taken_back(asked, director, reader):
    bulk.work(asked.pk)
    bulk.work(asked.pk)

    (told,) = happened(reader("director"))
    assert told.line.title == "Your change of many is done. Status: 4 people."
    assert (told.line.text, told.line.url) == ("4 people are changed.", of("bulk_done", asked))
    director.post(of("bulk_undo", asked))
    bulk.work(asked.pk)
    assert said(reader("director"))[0] == (
        "Your change of many is taken back. Status: 4 people.",
        "Undone: 4 people.",
    )
    assert "Status: 4 people" in director.get("/o/north/notices/").text


def test_what_is_done_while_the_page_waits_is_no_news(director, reader):
    people(2)
    send(director, "status", n=2, value="member")
    director.post(of("bulk_undo", changed()))

    assert Member.objects.filter(status="member").count() == 0
    assert said(reader("director")) == []


def test_who_changed_many_hears_that_it_was_not_finished(asked, director, reader):
    ChangeSet.objects.update(status="running", n_attempts=3, heartbeat_at=Now() - timedelta(hours=1))

    bulk.sweep()

    (title, text), *others = said(reader("director"))
    assert title == "Your change of many did not get to its end. Status: 4 people."
    assert text.startswith("Something went wrong three times.")
    assert others == []


def test_a_stop_is_no_news_to_who_stopped_it(asked, director, reader):
    director.post(of("bulk_stop", asked))

    assert said(reader("director")) == []


def test_who_lost_the_right_keeps_the_sentence_and_no_link(asked, reader):
    with on_public_side():
        Membership.objects.filter(user__email="director@north.example.org").delete()
    bulk.work(asked.pk)

    (notice,) = Notice.objects.all()
    assert (notice.kind, notice.to_id) == ("members.bulk_failed", asked.by_id)


def test_who_waits_for_a_file_hears_that_none_will_come(director, reader):
    director.post("/accounts/reauthenticate/", {"password": PASSWORD})
    director.post("/o/north/people/export/", {"reason": "Bao", "shape": "list", "format": "csv", "columns": []})
    export = Export.objects.get()
    Export.objects.update(n_attempts=3, status="running", heartbeat_at=Now() - timedelta(hours=1))

    exporting.sweep()

    (told,) = happened(reader("director"))
    assert told.line.title.startswith("Your file could not be made:")
    assert told.line.text.startswith("Something went wrong three times.")
    assert told.line.url.endswith(f"/exports/{export.pk}/")
