"""`verify_audit`, the seals over reads, and the mail that lets a cut end be noticed."""

import ast
import json
from datetime import timedelta
from io import StringIO
from pathlib import Path

import pytest
from django.core import mail
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils import timezone

from audit import chain, heads, sealing
from audit.chain import Fault, Wrong
from audit.models import AuditEvent, ReadEvent
from audit.recording import action, record
from audit.words import WORDS
from members.models import Member
from stpnet.db.owner import as_owner
from stpnet.in_org import in_org
from tests.seeds import of

ROOT = Path(__file__).parents[2]
ROOMS = ("organizations", "audit", "members", "activities", "ladders", "conversations", "imports", "experiments",
         "dashboards", "demo")  # fmt: skip
EVENTS, READS = '"{0}".audit_auditevent', '"{0}".audit_readevent'


@action
def do(name):
    record(name, of=None, by=None)


def read(by, *, ago):
    ReadEvent.objects.create(at=timezone.now() - ago, actor_id=by.pk, action="member.view", object_id=by.pk)


def tamper(organization, statement):
    with as_owner(), connection.cursor() as cursor:
        cursor.execute(statement.format(organization.schema_name))


def verify(organization, *more):
    """What the command prints as one object, and how it ends."""
    out = StringIO()
    try:
        call_command("verify_audit", "--organization", organization.slug, "--json", *more, stdout=out)
    except SystemExit as end:
        return json.loads(out.getvalue()), end.code
    return json.loads(out.getvalue()), 0


@pytest.fixture
def written(east):
    """Five events and two reads under a seal, in an organization of this test."""
    with in_org(east):
        for number in range(5):
            do(f"tag.edit{number}")
        somebody = Member.objects.create(given_name="Ana")
        read(somebody, ago=timedelta(hours=3))
        read(somebody, ago=timedelta(hours=2))
        assert sealing.seal() == 2
        do("tag.edit")
    return east


TAMPERINGS = {
    "changed": (f"UPDATE {EVENTS} SET action = 'nothing' WHERE seq = 3", [(3, "edited", 3)]),
    "of-nobody": (f"UPDATE {EVENTS} SET actor_id = NULL, at = at - interval '1 day' WHERE seq = 2", [(2, "edited", 2)]),
    "one-missing": (f"DELETE FROM {EVENTS} WHERE seq = 2", [(2, "missing", 2)]),
    "two-missing": (f"DELETE FROM {EVENTS} WHERE seq IN (2, 3)", [(3, "missing", 2)]),
    "first-missing": (f"DELETE FROM {EVENTS} WHERE seq = 1", [(1, "missing", 1)]),
    "read-changed": (f"UPDATE {READS} SET actor_id = object_id, object_id = NULL", [(6, "reads", 6)]),
    "read-missing": (f"DELETE FROM {READS}", [(6, "reads", 6)]),
    "read-put-in": (
        f"INSERT INTO {READS} (at, actor_id, action, n_objects) SELECT at, actor_id, action, 1 FROM {READS} LIMIT 1",
        [(6, "reads", 6)],
    ),
}


@pytest.mark.parametrize(("statement", "found"), TAMPERINGS.values(), ids=TAMPERINGS)
def test_the_command_finds_what_was_tampered_with(written, statement, found):
    assert verify(written)[0]["faults"] == []
    tamper(written, statement)

    told, code = verify(written)

    assert [(each["event"], each["what"], each["first"]) for each in told["faults"]] == found
    assert code == 1


def test_an_event_written_anew_with_a_right_hash_of_its_own_is_found(written):
    tamper(written, f"UPDATE {EVENTS} SET action = 'nothing' WHERE seq = 3")
    tamper(written, f"UPDATE {EVENTS} SET hash = {chain.HASHED} WHERE seq = 3")

    with in_org(written):
        assert chain.faults() == [Fault(3, Wrong.REPLACED, 3)]


def test_a_cut_end_is_noticed_by_the_head_of_the_mail_alone(written):
    kept = verify(written)[0]["head"]
    tamper(written, f"DELETE FROM {EVENTS} WHERE seq > 4")

    assert verify(written)[0]["faults"] == []
    told, code = verify(written, "--head", kept)
    assert (told["faults"], code) == ([{"event": 7, "what": "cut", "first": 5}], 1)


def test_a_head_that_fits_says_nothing_and_another_one_does(written):
    kept = verify(written)[0]["head"]

    assert verify(written, "--head", kept)[1] == 0
    assert verify(written, "--head", f"7:{'0' * 64}")[0]["faults"] == [{"event": 7, "what": "replaced", "first": 7}]


@pytest.mark.parametrize("head", ["seven", "7", "7:abc", "7:zz"])
def test_a_head_that_is_none_is_refused_in_a_sentence(written, head):
    with pytest.raises(CommandError, match="a number and 64 signs"):
        call_command("verify_audit", "--organization", written.slug, "--head", head)


def test_the_command_says_in_sentences_what_it_found(written, capsys):
    call_command("verify_audit", "--organization", written.slug)
    assert capsys.readouterr().out == "7 events, each as it was written.\n"

    tamper(written, f"DELETE FROM {EVENTS} WHERE seq IN (2, 3)")
    with pytest.raises(SystemExit):
        call_command("verify_audit", "--organization", written.slug)
    assert "Events 2 to 3 are missing." in capsys.readouterr().out


def test_reads_of_the_last_hour_wait_for_the_next_seal(north):
    someone = Member.objects.create(given_name="Ana")
    read(someone, ago=timedelta(minutes=5))
    assert sealing.seal() == 0

    read(someone, ago=timedelta(hours=2))
    assert (sealing.seal(), sealing.changed()) == (1, [])
    assert AuditEvent.objects.filter(action=sealing.SEAL).count() == 1


def test_owners_get_the_head_by_mail_under_a_key_of_its_own(written):
    def nightly():
        with in_org(north):
            heads.nightly()

    north = of("north")
    with in_org(north):
        do("tag.edit")
        head = chain.head()
    nightly()

    (letter,) = mail.outbox
    assert letter.to == ["owner@north.example.org"]
    assert f"{head.seq}:{head.hash}" in letter.body
    assert letter.key.endswith(f"{head.seq} {of_owner(north)}")


def of_owner(organization):
    membership = organization.memberships.get(roles__role="owner")
    return membership.user_id


def test_everything_that_is_written_down_has_words():
    said = {name for room in ROOMS for path in (ROOT / room).rglob("*.py") for name in _recorded(path)}

    assert len(said) > 80
    assert said - set(WORDS) == set()


def _recorded(path):
    """The actions that a module records or notes, where it names them by a constant."""
    tree = ast.parse(path.read_text())
    constants = {
        node.targets[0].id: node.value.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name)
        and isinstance(node.value, ast.Constant)
    }  # fmt: skip
    for call in ast.walk(tree):
        if not isinstance(call, ast.Call):
            continue
        called = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
        at = {"record": 0, "note": 1, "tell": 1}.get(called)
        if at is not None and len(call.args) > at:
            argument = call.args[at]
            name = argument.value if isinstance(argument, ast.Constant) else constants.get(getattr(argument, "id", ""))
            if isinstance(name, str) and "." in name:
                yield name
