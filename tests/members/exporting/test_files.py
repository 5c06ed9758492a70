"""What stands in a file of people, and what became of it when something came between."""

import subprocess
import sys
from datetime import timedelta
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from django.db.models.functions import Now
from django.utils import timezone

from audit.models import AuditEvent
from members.exporting import actions, files, lists
from members.models import Export, Field, FieldValue
from organizations.models import Membership
from stpnet.in_org import on_public_side
from tests.members.conftest import tag
from tests.members.exporting.conftest import new, people, rows


def test_file_has_the_list_in_its_order_with_the_columns_chosen(ask, dolores):
    people("Zoe Alvarez")

    export = ask("?status=contact&sort=-name")

    assert rows(export) == [
        ["Given name", "Family name", "Status", "Phone"],
        ["Dolores", "Ankrah", "Contact", "(503) 555-0142"],
        ["Zoe", "Alvarez", "Contact", ""],
    ]
    assert (export.n_asked, export.n_written, export.n_done) == (2, 2, 2)


def test_name_that_the_list_shows_in_parts_is_in_it_once(keeper, ask, dolores):
    shown = "?columns=given_name,family_name,status"

    offered = keeper.get(new(shown)).context["form"].fields["columns"].choices
    assert offered[0] == ("status", "Status")
    assert rows(ask(shown, columns=["status"]))[0] == ["Given name", "Family name", "Status"]


def test_file_goes_on_over_chunks(ask, monkeypatch):
    monkeypatch.setattr(lists, "CHUNK", 2)
    people(*(f"P{n} Q{n}" for n in range(5)))

    assert [row[0] for row in rows(ask("?status=contact"))[1:]] == ["P0", "P1", "P2", "P3", "P4"]


def test_ticked_people_alone_are_in_it(ask, north):
    ann, _ben, cleo = people("Ann A", "Ben B", "Cleo C")

    assert [row[0] for row in rows(ask(pick=[ann.pk, cleo.pk]))[1:]] == ["Ann", "Cleo"]


def test_ticks_that_are_nobody_are_not_everybody(keeper, north):
    people("Ann A")

    answer = keeper.post("/o/north/people/export/", {"pick": ["nobody"], "reason": "x"})

    assert answer.status_code == 422
    assert "There is nobody on this list" in answer.text


def test_nothing_in_it_is_a_formula(ask, north):
    people("=1+1 +cmd|'/C'!A0")

    assert rows(ask("?status=contact"))[1][:2] == ["'=1+1", "'+cmd|'/C'!A0"]


def test_workbook_holds_text_numbers_and_days(ask, north):
    person = people("=1+1 B")[0]
    field = Field.objects.create(name="Dues", folded="dues", kind="number")
    FieldValue.objects.create(member=person, field=field, value="12.5")

    export = ask("?status=contact", format="xlsx", columns=["added", f"field-{field.pk}"])

    sheet = openpyxl.load_workbook(BytesIO(files.path(export.stored_as).read_bytes())).active
    given, family, added, dues = next(sheet.iter_rows(min_row=2))
    assert (given.value, given.data_type, family.value) == ("=1+1", "s", "B")
    assert (added.is_date, dues.value, dues.data_type) == (True, 12.5, "n")
    assert files.path(export.stored_as).stat().st_mode & 0o777 == 0o600


def test_it_is_written_down_with_count_and_names_of_columns(ask, person, north):
    people("Ann A")

    export = ask("?status=contact")

    events = AuditEvent.objects.filter(action="member.export", object_id=export.pk).order_by("seq")
    assert [(event.actor_id, event.fields) for event in events] == [
        (person("data_lead").pk, ["asked", "people:1", "phone", "status"]),
        (person("data_lead").pk, ["made", "people:1", "phone", "status"]),
    ]
    assert export.reason == "Bao, to call everyone"


def test_file_is_removed_after_its_hour(ask, north):
    export = ask()
    place = files.path(export.stored_as)
    assert place.is_file()
    assert export.expires_at - timezone.now() < timedelta(hours=1)

    Export.objects.update(expires_at=Now() - timedelta(seconds=1))
    actions.sweep()

    assert not place.exists()
    assert Export.objects.get().stored_as == ""


def test_who_lost_the_right_gets_no_file(keeper, north):
    keeper.post("/o/north/people/export/", {"reason": "x", "shape": "list", "format": "csv"})
    with on_public_side():
        Membership.objects.filter(user__email="data_lead@north.example.org").delete()

    actions.work(Export.objects.get().pk)

    export = Export.objects.get()
    assert (export.status, export.trouble) == ("failed", "Whoever asked for it may not take lists out any more.")


def test_filter_that_is_gone_gives_no_file_of_more_people(keeper, north):
    wanted = tag("steward")
    people("Ann A")[0].member_tags.create(tag=wanted)
    keeper.post(f"/o/north/people/export/?tag={wanted.pk}", {"reason": "x", "shape": "list", "format": "csv"})
    wanted.delete()

    export = Export.objects.get()
    actions.work(export.pk)
    export.refresh_from_db()

    assert export.n_written == 0


def test_full_disk_is_said_and_leaves_nothing(keeper, north, monkeypatch):
    people("Ann A")
    keeper.post("/o/north/people/export/", {"reason": "x", "shape": "list", "format": "csv", "columns": ["status"]})
    # The device of the system that is always full.
    monkeypatch.setattr(files, "made", lambda _key: Path("/dev/full"))

    actions.work(Export.objects.get().pk)

    export = Export.objects.get()
    assert (export.status, export.stored_as) == ("failed", "")
    assert export.trouble.startswith("There is no room left")


def test_worker_that_was_killed_leaves_half_a_file_and_the_next_one_makes_it_whole(keeper, north, settings):
    people("Ann A", "Ben B")
    keeper.post("/o/north/people/export/?status=contact", {"reason": "x", "shape": "list", "format": "csv"})
    export = Export.objects.claim(Export.objects.get().pk)
    half = files.new_key()
    files.made(half).write_text("half")
    Export.objects.update(stored_as=half, heartbeat_at=Now() - timedelta(hours=1))

    actions.sweep()
    actions.work(export.pk)

    export.refresh_from_db()
    assert (export.status, len(rows(export)), export.n_attempts) == ("done", 3, 2)
    assert not files.path(half).exists()


KILLED = """
import os, signal, sys
from pathlib import Path
from documents import xlsx

def rows():
    yield ["Ann A"]
    os.kill(os.getpid(), signal.SIGKILL)

xlsx.write(Path(sys.argv[1]), ["Name"], rows(), sheet="People", about={}, meanwhile=Path(sys.argv[2]))
"""


def test_nothing_of_a_killed_workbook_outlives_its_row(north):
    key = files.new_key()
    place, folder = files.made(key), files.aside(key)
    subprocess.run([sys.executable, "-c", KILLED, place, folder], check=False)
    assert list(folder.iterdir()), "the writer was killed over its work"
    Export.objects.create(stored_as=key, status="failed", trouble="Killed.", reason="x")

    actions.sweep()

    assert not [left for left in place.parent.iterdir() if left.name.startswith(place.name)]


def test_workbook_that_was_made_has_nothing_beside_it(ask, north):
    place = files.path(ask(format="xlsx").stored_as)

    assert [file.name for file in place.parent.glob(f"{place.name}*")] == [place.name]


def test_worker_that_was_overtaken_takes_its_own_file_away(keeper, north, monkeypatch):
    people("Ann A")
    keeper.post("/o/north/people/export/", {"reason": "x", "shape": "list", "format": "csv"})
    pk = Export.objects.get().pk
    write = actions._write

    def stopped_meanwhile(*given):
        n = write(*given)
        Export.objects.update(status="stopped", claim=None, finished_at=Now())
        return n

    monkeypatch.setattr(actions, "_write", stopped_meanwhile)
    actions.work(pk)

    export = Export.objects.get()
    assert (export.status, export.stored_as) == ("stopped", "")


def test_message_that_comes_twice_makes_one_file(ask, north):
    export = ask()

    actions.work(export.pk)

    assert Export.objects.get().stored_as == export.stored_as


def test_words_of_the_filter_are_forgotten_and_who_and_why_stay(ask, person, north):
    people("Ann A")
    export = ask("?status=contact")
    Export.objects.update(created_at=Now() - timedelta(days=31))

    actions.clear()

    export.refresh_from_db()
    assert (export.filters, export.picks, export.reason) == ({}, None, "Bao, to call everyone")
    assert export.asked_by == person("data_lead")


@pytest.mark.parametrize("attempt", [1, 2])
def test_trouble_is_tried_three_times(keeper, north, attempt):
    keeper.post("/o/north/people/export/", {"reason": "x", "shape": "list", "format": "csv"})
    Export.objects.update(status="running", n_attempts=attempt + 1, heartbeat_at=Now() - timedelta(hours=1))

    actions.sweep()

    assert Export.objects.get().status == ("queued" if attempt == 1 else "failed")
