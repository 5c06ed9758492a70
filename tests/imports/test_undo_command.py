"""`undo_import`, as scripts call it."""

import json
from io import StringIO
from uuid import uuid4

import pytest
from django.core.management import CommandError, call_command
from django.test import Client

from audit.models import AuditEvent
from imports.models import ImportBatch
from members.models import Member
from stpnet.in_org import in_org, on_public_side
from tests.imports.conftest import Bring
from tests.imports.undoing import differing, everything

TEXT = "name,phone\nMaria Lopez,503-555-0101\nOmar Haddad,503-555-0102\n"


def run(*args: object, **options: object) -> str:
    out = StringIO()
    with on_public_side():
        call_command("undo_import", *map(str, args), stdout=out, **options)
    return out.getvalue()


def test_a_list_goes_and_the_answer_says_what_went(bring: Bring):
    before = everything()
    batch = bring(TEXT)

    told = json.loads(run(batch.pk, "--json"))

    assert differing(before, everything()) == {}
    assert (told["batch"], told["status"], told["people"], told["contacts"]) == (str(batch.pk), "undone", 2, 2)
    assert told["stays"] == []
    assert json.loads(run(batch.pk, "--json")) == told


def test_a_dry_run_says_the_same_and_leaves_no_trace(bring: Bring):
    batch = bring(TEXT)
    Member.objects.filter(given_name="Maria").update(pronouns="she")
    before, events = everything(), AuditEvent.objects.count()

    told = json.loads(run(batch.pk, "--json", "--dry-run"))

    batch.refresh_from_db()
    assert differing(before, everything()) == {}
    assert (batch.status, batch.kept.count(), AuditEvent.objects.count()) == ("done", 0, events)
    maria = Member.objects.get(given_name="Maria")
    assert told["stays"] == [
        {"id": str(maria.pk), "word": "", "fields": ["pronouns"], "why": "changed", "whole": True},
    ]


def test_without_json_it_says_it_in_words(bring: Bring):
    batch = bring(TEXT)
    Member.objects.filter(given_name="Maria").update(pronouns="she")

    said = run(batch.pk, "--organization", "north")

    assert said.startswith("1 people, 1 contacts, ")
    assert "stays (pronouns): changed" in said


def test_what_cannot_be_taken_back_is_refused(bring: Bring):
    bring(TEXT)
    second = bring(TEXT)

    with pytest.raises(CommandError, match="changed nothing") as refused:
        run(second.pk)

    assert refused.value.returncode == 1


def test_a_list_that_is_not_there_is_refused(bring: Bring, south):
    with in_org(south):
        foreign = ImportBatch.objects.create(name="x.csv")

    for args in ([uuid4()], [foreign.pk, "--organization", "north"]):
        with pytest.raises(CommandError, match="There is no import"):
            run(*args)


def test_an_id_that_is_none_is_a_wrong_argument(north, capsys: pytest.CaptureFixture[str]):
    with pytest.raises(CommandError, match="looks like"):
        run("list.csv")


def test_the_page_shows_what_the_command_did(bring: Bring, sign_in):
    batch = bring(TEXT)
    run(batch.pk)

    client: Client = sign_in("data_lead")
    assert "was taken back" in client.get(f"/o/north/imports/{batch.pk}/").text
