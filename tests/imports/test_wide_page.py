"""Wide lists on the page of the columns: many columns alike are one decision."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from imports import actions
from imports.models import ImportBatch, ImportMapping
from members.models import Tag
from organizations.models import Organization
from tests.conftest import SignIn
from tests.imports.conftest import apply, posted, receive, url

MEETINGS = "name,phone,3/7/2026,3/14/2026,4/2/2026,Drives,Cooks,Sings\nMaria Lopez,503-555-0101,x,,x,x,,\nOmar Haddad,,,y,,,x,x\n"
PERIODS = "name,phone,Q1 2026,Mar 2026,4/5/2026\nMaria Lopez,503-555-0101,1,2,3\n"


@pytest.fixture
def client(north: Organization, sign_in: SignIn) -> Client:
    return sign_in("data_lead")


def send(client: Client, batch: ImportBatch, **changes: str):
    return client.post(url("match", batch.pk), posted(batch, client) | changes)


def test_columns_alike_stand_together_with_one_choice(client: Client):
    batch = receive(MEETINGS)

    page = client.get(url("detail", batch.pk))

    assert [column.header for column in page.context["columns"]] == ["name", "phone"]
    meetings, tags = page.context["groups"]
    assert meetings.title == "3 columns look like meetings, with a mark for who came"
    assert [f"{column.on:%m-%d}" for column in meetings.columns] == ["03-07", "03-14", "04-02"]
    assert tags.title == "3 columns look like tags, with a mark for who has them"
    assert "If a column is kept aside" in page.text


def test_one_word_decides_for_all_and_one_column_may_differ(client: Client):
    batch = receive(MEETINGS)

    assert send(client, batch, g0="tag", c4="", keeps_aside="yes").status_code == 303

    batch.refresh_from_db()
    assert batch.mapping[2:5] == ["tag", "tag", None]
    assert not batch.keeps_aside  # no column is kept aside any more
    apply(actions.work_now(batch))
    assert set(Tag.objects.values_list("name", flat=True)) == {"3/7/2026", "3/14/2026", "Drives", "Cooks", "Sings"}


def test_what_was_chosen_is_shown_when_one_comes_back(client: Client):
    batch = receive(MEETINGS)
    send(client, batch, g1="", c6="newfield", keeps_aside="yes")
    batch.refresh_from_db()
    actions.work_now(batch)

    form = client.get(url("match", batch.pk)).context["form"]

    assert (form["g1"].value(), form["c5"].value(), form["c6"].value()) == ("", "=", "newfield")
    assert form["keeps_aside"].value() == "yes"


def test_headings_that_can_be_read_two_ways_are_asked_about(client: Client):
    batch = receive(PERIODS)

    said = send(client, batch)

    assert list(said.context["form"].errors) == ["date_order"]
    assert "4/5/2026 is April 5" in said.text
    assert send(client, batch, date_order="mdy").status_code == 303
    batch.refresh_from_db()
    assert batch.ladder is not None
    actions.work_now(batch)
    assert [on for _level, on in batch.rows.get().clean["levels"]] == ["2026-03-31", "2026-03-31", "2026-04-05"]


def test_a_heading_without_a_time_cannot_hold_levels_over_time(client: Client):
    batch = receive("name,phone,soon\nMaria Lopez,503-555-0101,2\n")

    said = send(client, batch, c2="period_level")

    assert "names no time that we can read" in said.context["form"].errors["c2"][0]


def test_what_goes_with_a_level_needs_one(client: Client):
    batch = receive("name,phone,assessor\nMaria Lopez,503-555-0101,\n")

    assert list(send(client, batch, c2="level_by").context["form"].errors) == ["c2"]


def test_two_thousand_columns_do_not_kill_the_page(client: Client):
    """The reader stops at 500 today; the page bears more."""
    batch, n = receive("name,phone\nMaria Lopez,503-555-0101\n"), 1998
    batch.headers += [f"Thing {at}" for at in range(n)]
    batch.mapping += ["newfield"] * n
    batch.samples = [["some"] * (n + 2)]
    batch.layout["guessed"] += [["newfield", "none"]] * n
    batch.save()

    with CaptureQueriesContext(connection) as asked:
        page = client.get(url("detail", batch.pk))

    assert len(asked) <= 12 + 4  # with SET and SAVEPOINT
    assert (len(page.context["columns"]), len(page.context["rest"])) == (200, 1800)
    assert len(page.content) < 2_500_000
    assert send(client, batch, c1999="").status_code == 303


def test_statements_do_not_grow_with_matchings(client: Client):
    batch, counts = receive(MEETINGS), []
    for n in range(2):
        ImportMapping.objects.create(name=f"M{n}", columns={"name": ["name", "full_name"]})
        with CaptureQueriesContext(connection) as asked:
            client.get(url("detail", batch.pk))
        counts.append(len(asked))

    assert counts[0] == counts[1]
