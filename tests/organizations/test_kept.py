"""What goes by itself: carried out each night, counted, and told on a page; also that it failed."""

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from audit import ruled
from audit.models import AuditEvent, RuleMonth
from members.models import Field, FieldValue, Member, SavedView
from organizations import registry, tasks
from organizations.models import Invitation
from organizations.registry import Rule
from stpnet.in_org import in_org, on_public_side

PAGE = "/o/north/settings/what-we-keep/"
LONG = timedelta(days=400)


def told(page):
    """Each rule with what its cells say."""
    rows = re.findall(r"<th role=\"rowheader\"[^>]*>([^<]+)</th>(.*?)</tr>", page.text, re.DOTALL)
    return {name: [re.sub(r"<[^>]+>|\s+", " ", cell).split() for cell in rest.split("</td>")] for name, rest in rows}


@pytest.fixture
def old(north, person):
    """An answer kept too long, a view deleted and an invitation withdrawn long ago."""
    long_ago = timezone.now() - LONG
    field = Field.objects.create(name="Shift", folded="shift", months_kept=1, shortened_at=long_ago)
    ana = Member.objects.create(given_name="Ana", family_name="Ruiz")
    FieldValue.objects.create(member=ana, field=field, value="Nights", written_at=long_ago)
    FieldValue.objects.create(member=person("organizer"), field=field, value="Days")
    view = SavedView.objects.create(owner=ana, name="Old", folded="old", deleted_at=long_ago)
    with on_public_side():
        Invitation.objects.create(
            organization=north, email="ida@example.org", token_hash="x" * 64,
            confirmed_at=long_ago - timedelta(days=7), expires_at=long_ago,
        )  # fmt: skip
    return view


def test_each_night_what_is_old_goes_and_the_page_says_what(old, sign_in, north):
    client = sign_in("owner")
    with CaptureQueriesContext(connection) as asked:
        before = told(client.get(PAGE))
    assert [
        before[name][-2][-1] for name in ("Answers to what the group asks", "Invitations used, withdrawn or run out")
    ] == ["1", "1"]
    assert {cells[1][-1] for cells in before.values()} == {"yet"}
    assert len([each for each in asked if not each["sql"].startswith(("SET ", "SAVEPOINT", "RELEASE"))]) <= 24

    with on_public_side():
        tasks.clear()

    after = told(client.get(PAGE))
    for name in ("Answers to what the group asks", "Invitations used, withdrawn or run out"):
        assert [after[name][2][-1], after[name][3][-1]] == ["1", "0"], after[name]
    assert not SavedView.objects.filter(pk=old.pk).exists()
    assert list(FieldValue.objects.values_list("value", flat=True)) == ["Days"]
    event = AuditEvent.objects.get(action="field.expire")
    assert (event.fields, event.actor_id) == (["people:1"], None)
    assert "yet" not in {cells[1][-1] for cells in after.values()}
    assert "Change" in client.get(PAGE).text
    assert "Change<" not in sign_in("director").get(PAGE).text


def test_a_rule_that_failed_is_said_and_keeps_no_other_from_its_work(old, sign_in, monkeypatch):
    broken = Rule("broken", "Old hats", 1, lambda _: "1 day", lambda _, _at: 3, lambda: 1 // 0)
    monkeypatch.setattr(registry, "rules", [broken, *registry.rules])
    with on_public_side():
        tasks.clear()

    assert not SavedView.objects.filter(pk=old.pk).exists()
    assert "Failed" in told(sign_in("owner").get(PAGE))["Old hats"][1]
    RuleMonth.objects.update(ran_at=timezone.now() - timedelta(days=3), failed_at=None)
    assert "Late" in told(sign_in("owner").get(PAGE))["Old hats"][1] or "Late" in sign_in("owner").get(PAGE).text


def test_months_add_up_for_a_year_and_go_after_two(north):
    today = north.today().replace(day=1)
    for years, n in ((0, 1), (1, 10), (3, 100)):
        RuleMonth.objects.create(rule="notes", month=today.replace(year=today.year - years), n=n)
    with in_org(north):
        ruled.note("notes", 4)
        ruled.note("notes", None)
        ruled.forget()
    known = ruled.known()["notes"]
    assert (known.n, known.failed_at >= known.at) == (5, True)
    assert RuleMonth.objects.count() == 2
