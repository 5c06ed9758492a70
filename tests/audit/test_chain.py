"""The chain of events: only ever added to, and every event vouches for the one before."""

import hashlib
import json
import threading
import uuid
from datetime import UTC

import pytest
from django.db import IntegrityError, ProgrammingError, connection, transaction

from audit.models import AuditEvent, ReadEvent
from audit.recording import action, record
from stpnet.db.owner import as_owner
from stpnet.in_org import in_org
from tests.committed import in_threads
from tests.seeds import of

TABLE = "audit_auditevent"


class Thing:
    """What an action is about, without a table."""

    def __init__(self):
        self.pk = uuid.uuid7() if hasattr(uuid, "uuid7") else uuid.uuid4()


@action
def do(name="tag.edit", fields=()):
    record(name, of=Thing(), by=Thing(), fields=fields)


def reckon(event):
    """The hash as anyone with the row and the one before can work it out."""
    at = event.at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%f")
    parts = [
        event.seq,
        at,
        event.actor_id or "",
        event.action,
        event.object_id or "",
        json.dumps(event.fields, ensure_ascii=False),
    ]
    return hashlib.sha256(bytes(event.previous) + "|".join(map(str, parts)).encode()).digest()


def broken_links():
    """The numbers of events whose hash or link is not what it should be."""
    before, broken = b"", []
    for number, event in enumerate(AuditEvent.objects.order_by("seq"), start=1):
        if (event.seq, bytes(event.previous), bytes(event.hash)) != (number, before, reckon(event)):
            broken.append(event.seq)
        before = bytes(event.hash)
    return broken


def test_stored_chain_is_the_one_that_python_reckons(north):
    do()
    do(fields=["given_name", "family_name", "größe", 'a"b'])
    record_nothing_known()

    assert AuditEvent.objects.count() == 3
    assert broken_links() == []


@action
def record_nothing_known():
    record("standing.rebuild", of=None, by=None)


def test_first_event_has_nothing_before_it(north):
    do()

    first = AuditEvent.objects.get()
    assert (first.seq, bytes(first.previous), len(first.hash)) == (1, b"", 32)


@pytest.mark.parametrize(
    "statement",
    [
        f"UPDATE {TABLE} SET action = 'x'",
        f"DELETE FROM {TABLE}",
        f"TRUNCATE {TABLE}",
        f"INSERT INTO {TABLE} (actor_id, action, object_id, fields, seq) VALUES (NULL, 'x', NULL, '[]', 99)",
        f"INSERT INTO {TABLE} (actor_id, action, object_id, fields, at) VALUES (NULL, 'x', NULL, '[]', now())",
        f"INSERT INTO {TABLE} (actor_id, action, object_id, fields, hash) VALUES (NULL, 'x', NULL, '[]', '')",
        f"INSERT INTO {TABLE} (actor_id, action, object_id, fields, previous) VALUES (NULL, 'x', NULL, '[]', '')",
        f"ALTER TABLE {TABLE} DISABLE TRIGGER ALL",
        f"DROP TRIGGER audit_chain ON {TABLE}",
        "DROP FUNCTION audit_chain()",
        "SET session_replication_role = replica",
        "UPDATE audit_readevent SET action = 'x'",
        "DELETE FROM audit_readevent",
        "TRUNCATE audit_readevent",
    ],
)
def test_organization_can_only_add(north, statement):
    do()
    refusal = pytest.raises(ProgrammingError, match=r"must be owner|permission denied")
    with refusal, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def test_orm_cannot_write_an_event_by_hand(north):
    with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
        AuditEvent.objects.create(seq=1, action="x")


@pytest.fixture
def chain(east):
    """Five events that stay, in an organization of this test."""
    with in_org(east):
        for number in range(5):
            do(f"tag.edit{number}")
        assert broken_links() == []
    return east


@pytest.mark.parametrize(
    ("tampering", "found"),
    [
        ("UPDATE {} SET action = 'nothing' WHERE seq = 3", [3]),
        ("UPDATE {} SET fields = '[]', actor_id = NULL WHERE seq = 2", [2]),
        ("UPDATE {} SET at = at - interval '1 day' WHERE seq = 4", [4]),
        ("DELETE FROM {} WHERE seq = 2", [3, 4, 5]),
        ("UPDATE {} SET hash = sha256('x') WHERE seq = 3", [3, 4]),
    ],
)
def test_tampering_from_outside_is_found(chain, tampering, found):
    with as_owner(), connection.cursor() as cursor:
        cursor.execute(tampering.format(f'"{chain.schema_name}".{TABLE}'))

    with in_org(chain):
        assert broken_links() == found


@pytest.mark.parametrize("each", [40, pytest.param(500, marks=pytest.mark.slow)])
def test_eight_writers_at_once_make_one_whole_chain(east, each):
    start = threading.Barrier(8, timeout=60)

    def write():
        with in_org(east):
            start.wait()
            for _ in range(each):
                do()

    in_threads(*[write] * 8)
    with in_org(east):
        assert AuditEvent.objects.count() == 8 * each
        assert broken_links() == []


def test_chains_of_two_organizations_are_apart(north, south):
    do()
    with in_org(south):
        do()
        assert broken_links() == []
        assert AuditEvent.objects.get().seq == 1


def test_writers_of_two_organizations_do_not_wait_for_each_other(committed, east):
    with in_org(of("north")) as north, transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [north.schema_name])

        def write():
            with in_org(east):
                do()
                return AuditEvent.objects.count()

        assert in_threads(write) == [1]


def test_database_refuses_a_read_of_nothing(north):
    with pytest.raises(IntegrityError), transaction.atomic():
        ReadEvent.objects.create(actor_id=Thing().pk, action="member.view", n_objects=0)
