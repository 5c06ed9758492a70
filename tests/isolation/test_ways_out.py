"""A8: finding, views, files, reports and mail of one group tell what is its own, and nothing of a neighbor's."""

from pathlib import Path

import pytest
from django.conf import settings

from conversations import digests
from conversations.reader import Reader
from dashboards.reports import actions as reports
from ladders.models import Ladder
from members.exporting import actions as exporting
from members.models import Export, Member, SavedView
from organizations.models import Role
from tests.isolation.answers import said, words
from tests.isolation.world import files_of_others, fill, foreign, just_now, told
from tests.organizations.cells import CELLS
from tests.organizations.test_every_cell import address

FINDS = sorted(name for name in CELLS if name.rpartition(":")[2].endswith(("find", "search")))
ASKED = dict.fromkeys(["q", "words", "search", "find", "text", "who", "name"], "Ana")


@pytest.fixture
def both(north, south):
    return [fill(north), fill(south)]


def taken_out(client) -> Export:
    """Take everybody out, with all that a list can tell."""
    sent = {"reason": "To call", "shape": "list", "format": "xlsx", "columns": ["status", "level", "unit", "tags"]}
    client.post("/o/north/people/export/", sent)
    made = Export.objects.latest("pk")
    exporting.work(made.pk)
    made.refresh_from_db()
    return made


def test_ways_out_tell_nothing_of_a_neighbor(north, sign_in, person, both):
    here, client, asked = both[0], just_now(sign_in("owner")), []
    for name in FINDS:
        for method in CELLS[name].methods.split():
            answer = getattr(client, method)(address(name, "north"), ASKED, follow=True)
            asked.append(here.word in said(answer))
            assert foreign(answer, here, both) == [], name
    for view in SavedView.objects.all():
        assert foreign(client.get(f"/o/north/people/?view={view.pk}"), here, both) == []
    owner, ladder = person("owner"), Ladder.objects.get(is_default=True)
    days = {"first": "2025-01-31", "last": "2026-03-31", "language": "en"}
    for kind in ("members", "staff", "board"):
        reports.work(reports.ask(kind=kind, by=owner, ladder=ladder, **days).pk)
    assert taken_out(client).status == Export.Status.DONE
    mail = digests.write(Reader(north, Member.objects.get(pk=owner.pk), [Role.OWNER], by_mail=True))
    made = [
        words(file.read_bytes()).lower()
        for file in Path(settings.MEDIA_ROOT, str(north.pk)).rglob("*")
        if file.is_file()
    ]
    told("A8 ways out", finds=len(asked), files=len(made), foreign=0)
    assert files_of_others(both) == []
    assert not any(mark in str(mail).lower() for mark in both[1].marks())
    # What is their own is there: in what was found, and in what was taken out.
    assert any(asked)
    assert any(here.word in text for text in made)
