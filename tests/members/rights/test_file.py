"""E2: the file about one person has every value that is held about them, and nobody else's ways to be reached."""

import json
import re
from html import unescape
from typing import Any
from zipfile import ZipFile

import pytest
from django.apps import apps
from django.conf import settings
from django.urls import reverse

from audit.models import ReadEvent
from members.exporting import files
from members.models import ContactPoint, Field, Member, RightsFile
from members.rights import actions, reading
from members.rights.writing import DATA, PAGE
from organizations import keeping
from organizations.keeping import Fate
from tests.members.erasing.filled import WORD, row, somebody
from tests.members.erasing.test_erasing import DOERS
from tests.seeds import PASSWORD

# Keys to people beside who did something: the row is about somebody or something else, and is counted.
BESIDE = {
    "activities.participation.follow_up_by", "conversations.helprequest.to", "conversations.notice.to",
    "conversations.practice.person", "experiments.systemreview.set_by", "experiments.unsaved.writer",
    "experiments.unsavedpost.writer", "conversations.draft.owner", "imports.importrow.candidate",
    "imports.importrow.member", "members.member.merged_into", "members.member.organizer",
    "members.memberword.member",
}  # fmt: skip
# Words that only who wrote them, or who was there, may read.
PRIVATE = {
    "conversations.conversation.sealed", "conversations.promptanswer.sealed", "experiments.coachingnote.agreed",
}  # fmt: skip
PHONE, MAIL = "(503) 555-0199", "bo.lind@example.org"
type Told = dict[str, Any]


@pytest.fixture
def ana(north, person) -> Member:
    member = somebody(by=person("director"))
    other = Member.objects.create(given_name="Bo", family_name="Lind")
    for kind, value, normal in (("phone", PHONE, "+15035550199"), ("email", MAIL, MAIL)):
        ContactPoint.objects.create(member=other, kind=kind, value=value, normal=normal)
    talk = row("conversations.Conversation", on="2026-03-06", author=other, story=f"Call Bo Lind, 503 555 0199, {MAIL}")
    note = row("conversations.Conversation", on="2026-03-07", author=other, read_by="author", sealed=f"{WORD} fears")
    for each in (talk, note):
        row("conversations.Participant", conversation=each, member=member)
    ReadEvent.objects.create(actor_id=person("director").pk, action="member.view", object_id=member.pk)
    return member


def made(member: Member, by: Member) -> tuple[Told, str]:
    """Let the worker's part be done, and read both forms."""
    job = RightsFile.objects.create(member=member, asked_by=by)
    actions.work(job.pk)
    job.refresh_from_db()
    assert job.status == "done", job.trouble
    with ZipFile(files.path(job.stored_as)) as archive:
        return json.loads(archive.read(DATA)), unescape(archive.read(PAGE).decode())


def told_of(data: Told) -> dict[tuple[str, str, str], Any]:
    """Find what the file says by table, row and column."""
    tables = [table for room in data["rooms"] for table in room["tables"]]
    found = {(t["table"], r["id"], column): value for t in tables for r in t["rows"] for column, value in r.items()}
    return found | {(each["table"], each["id"], each["column"]): each["said"] for each in data["mentions"]}


def personal() -> dict[tuple[str, str, str], Any]:
    """Find each value in the database that somebody's word is in, in columns that erasing would clear."""
    left, found = keeping.left_out(), {}
    for fate in (Fate.ERASE, Fate.ANONYMISE):
        for model, fields in keeping.columns(fate, settings.TENANT_APPS):
            label = model._meta.label_lower
            not_asked = {*left, *PRIVATE, *(f"{label}.{name}" for name in reading.DERIVED)}
            names = [field.name for field in fields if not {label, keeping.name_of(field)} & not_asked]
            for held in model._base_manager.values("pk", *names):
                found |= {(label, str(held["pk"]), name): held[name] for name in names if WORD in str(held[name])}
    return found


def test_every_value_that_is_held_is_in_both_forms(ana: Member, person):
    data, page = made(ana, person("owner"))
    told, held = told_of(data), personal()
    rows = dict(re.findall(r'<article data-row="([^"]+)">(.*?)</article>', page, re.DOTALL))
    missing = [key for key, value in held.items() if not said(told.get(key), value)]
    unread = [key for key in held if WORD not in rows.get(key[1], "")]

    assert (missing, unread, len(held) > 100) == ([], [], True)
    closed = sorted(f"{table}.{name}" for (table, _pk, name), value in told.items() if value == reading.CLOSED)
    assert closed == ["conversations.conversation.sealed", *["experiments.coachingnote.agreed"] * 2]
    assert f"{WORD} fears" not in json.dumps(data) + page
    print(
        f"\n{len(held)} values of {len({key[:2] for key in held})} rows held, all in both forms; {len(closed)} closed"
    )
    assert data["record"][0] | {"at": ""} == {
        "at": "", "by": str(person("director")), "what": "looked", "action": "member.view",
        "called": "See people, by list, search and page", "fields": [],
    }  # fmt: skip


def said(told: Any, value: Any) -> bool:
    """Whether the file has the value; of a tree about several people it has the texts around this one."""
    texts = [text for text in reading.leaves(value) if WORD in text]
    return told is not None and all(reading.plain(text) in set(reading.leaves(told)) for text in texts)


def test_nobody_elses_ways_to_be_reached_are_in_it(ana: Member, person):
    data, page = made(ana, person("owner"))
    whole = json.dumps(data, ensure_ascii=False) + page

    assert [way for way in (PHONE, MAIL, "555 0199", "5550199") if way in whole] == []
    assert "Call Bo Lind, …, …" in whole
    assert "Other people are named where a note names them" in page


def test_every_table_and_key_is_told_counted_or_left_out_with_a_reason():
    tells = {label: tell for room in keeping.rooms() for label, tell in room.tells.items()}
    keys = {
        keeping.name_of(field)
        for label in settings.TENANT_APPS
        for model in apps.get_app_config(label).get_models()
        for field in model._meta.concrete_fields
        if field.related_model is Member and field.name not in DOERS
    }
    told = {f"{label}.{key}" for label, tell in tells.items() for key in tell.keys.split()}
    texts = {label for label in cleared() if label not in tells and label not in keeping.left_out()}
    there = {model._meta.label_lower for model in apps.get_models()}

    assert sorted(keys - told - BESIDE) == []
    assert sorted(texts) == []
    assert {name.rsplit(".", name.count(".") - 1)[0] for name in keeping.left_out()} | tells.keys() <= there


def cleared() -> set[str]:
    """Name the tables that erasing takes rows or words out of, but for columns left out with a reason."""
    return {
        model._meta.label_lower
        for model, fields in keeping.columns(Fate.ERASE, settings.TENANT_APPS)
        if any(f.name not in reading.DERIVED and keeping.name_of(f) not in keeping.left_out() for f in fields)
    }


def test_what_is_for_owners_alone_asks_for_an_owner(ana: Member, person, sign_in):
    Field.objects.create(name="Status", folded="status", kind="text", readers="owners")
    job = RightsFile.objects.create(member=ana, asked_by=person("director"))
    actions.work(job.pk)
    job.refresh_from_db()

    assert (job.status, job.stored_as) == ("failed", "")
    client = sign_in("director")
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    assert "only an owner can make this file" in client.get(f"/o/north/people/{ana.pk}/everything/").text
