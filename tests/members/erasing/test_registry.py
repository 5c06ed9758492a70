"""Every column of every table is classed, and erasing does what its class says."""

import json
from typing import Any

import pytest
from allauth.usersessions.models import UserSession
from django.apps import apps
from django.conf import settings
from django.contrib.sessions.backends.db import SessionStore
from django.core.management import call_command
from django.utils import timezone

from members import erasing
from members.models import ContactPoint, Member, Relationship, Team
from organizations import keeping, ledger
from organizations.keeping import Fate
from organizations.models import Invitation, Organization, User
from stpnet.db.wrapper import current
from stpnet.in_org import on_public_side
from tests.members.erasing.filled import MAIL, WORD, somebody

type Rows = dict[str, dict[str, dict[str, Any]]]
# What of a row that stays changes as the room says, and not to nothing: why a level was taken back, what became of a row.
SAID_ANEW = {"ladders.assessment.void_reason", "imports.importrow.reason", "conversations.conversation.searched",
             "conversations.promptanswer.searched"}  # fmt: skip


def tables() -> Rows:
    """Read all rows of the organization, as the database writes them."""
    found: Rows = {}
    with current().cursor() as cursor:
        for label in settings.TENANT_APPS:
            for model in apps.get_app_config(label).get_models():
                cursor.execute(f'SELECT to_jsonb(t)::text FROM "{model._meta.db_table}" t')
                rows = [json.loads(text) for (text,) in cursor.fetchall()]
                found[model._meta.label_lower] = {row["id"]: row for row in rows}
    return found


@pytest.fixture
def ana(north: Organization, person) -> Member:
    return somebody(by=person("director"))


def test_every_column_is_classed():
    missing, strange = keeping.unclassed()

    assert (sorted(missing), sorted(strange)) == ([], [])
    print(f"\n{len(keeping.fates())} columns classed, unclassed: 0")


def test_columns_do_what_their_class_says(ana: Member, person):
    before = tables()

    erasing.erase(ana, by=person("owner"))

    after, wrong, n = tables(), set(), 0
    for model, rows in before.items():
        for key, row in rows.items():
            if key in after[model] and (WORD in str(row) or str(ana.pk) in str(row)):
                n += len(row)
                wrong |= _wrong(model, row, after[model][key])
    assert (sorted(wrong), n > 300) == ([], True)
    print(f"\n{n} values of rows that stay, looked at by their class; canaries: {str(after).count(WORD)}")


def _wrong(model: str, row: dict[str, Any], now: dict[str, Any]) -> set[str]:
    fields = {field.column: keeping.name_of(field) for field in apps.get_model(model)._meta.concrete_fields}
    bad = set()
    for column, value in row.items():
        name, said = fields[column], now[column]
        is_right = {
            Fate.KEEP: said == value or name in {"members.member.erased_at", "members.member.changed_at", "imports.importrow.plan"},
            Fate.ERASE: not said or name in SAID_ANEW or WORD not in str(value),
            Fate.ANONYMISE: WORD not in str(said),
        }  # fmt: skip
        if not is_right[keeping.fates()[name]]:
            bad.add(f"{name}: {value} became {said}")
    return bad


def test_a_name_in_what_others_are_told_is_taken_out(ana: Member, person):
    other = Member.objects.create(given_name="Bo", family_name="Lind")
    tie = Relationship.objects.create(member=other, other=person("owner"), kind="friend", note=f"Met by ANA {WORD}.")
    team = Team.objects.create(name="Phones", folded="phones", purpose=f"What Ana {WORD} began")

    erasing.erase(ana, by=None)

    tie.refresh_from_db()
    team.refresh_from_db()
    assert (tie.note, team.purpose) == ("Met by ….", "What … began")


def test_the_public_side_forgets_too(ana: Member, sign_in):
    client = sign_in("director")
    client.post("/o/north/people/search/", {"q": WORD})
    key = client.session.session_key
    with on_public_side():
        here, there = (Organization.objects.get(slug=slug) for slug in ("north", "south"))
        director = User.objects.get(email="director@north.example.org")
        UserSession.objects.create(user=director, ip="127.0.0.1", session_key=key, user_agent="")
        account = User.objects.create_user(MAIL, "correct horse", name=f"Ana {WORD}")
        for organization in (here, there):
            Invitation.objects.create(organization=organization, email=MAIL)
        store = SessionStore(key)
        store["searches"] = {"a": WORD}
        store.save()
    Member.objects.filter(pk=ana.pk).update(user_id=account.pk)

    erasing.erase(Member.objects.get(pk=ana.pk), by=None)

    with on_public_side():
        assert not User.objects.filter(pk=account.pk).exists()
        # What another group asked of the same address is theirs.
        assert [each.organization for each in Invitation.objects.filter(email__iexact=MAIL)] == [there]
        assert "searches" not in SessionStore(key).load()
    assert WORD not in ledger.place().read_text()


def test_erasures_are_done_again_after_a_restore(ana: Member, person, capsys):
    kept = Member.objects.create(given_name="Bo", family_name="Lind")
    erasing.erase(ana, by=None)
    # As a backup of before brings them back.
    Member.objects.filter(pk=ana.pk).update(erased_at=None, given_name="Ana", family_name=WORD)
    ContactPoint.objects.create(member=ana, kind="email", value=MAIL, normal=MAIL)
    with on_public_side():
        call_command("replay_erasures", json=True)
        first = json.loads(capsys.readouterr().out)
        call_command("replay_erasures", json=True)
        second = json.loads(capsys.readouterr().out)

    assert (first["erased"], second["erased"], first["refused"]) == ([str(ana.pk)], [], [])
    assert str(tables()).count(WORD) == 0
    kept.refresh_from_db()
    assert kept.erased_at is None


def test_the_list_is_made_whole_each_night(north: Organization):
    shell = Member.objects.create(erased_at=timezone.now())

    erasing.note_again()
    n = len(ledger.read())
    erasing.note_again()

    assert any(gone.pk == shell.pk for gone in ledger.read())
    assert len(ledger.read()) == n
