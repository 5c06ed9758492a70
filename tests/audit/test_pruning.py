"""The record is let go of behind checkpoints, by one function alone, and what stays still proves itself."""

from datetime import datetime, timedelta

import pytest
from django.db import ProgrammingError, connection, transaction
from django.db.utils import InternalError
from django.utils import timezone

from audit import chain, checkpoints, heads, pruning, sealing
from audit.models import AuditEvent, ReadEvent
from organizations.models import Organization
from stpnet.db.owner import as_owner
from stpnet.in_org import in_org
from tests.audit.test_chain import reckon
from tests.audit.test_verifying import EVENTS, READS, do, read, tamper, verify
from tests.seeds import of

LONG = timedelta(days=1000)


def age(organization, *, upto):
    """Let the events up to a number be of long ago, as if they had been written then: only the owner login can."""
    before = b""
    with as_owner(), in_org(organization):
        for event in AuditEvent.objects.order_by("seq"):
            if event.seq <= upto:
                event.at -= LONG
                event.fields = [_aged(field) for field in event.fields]
            event.previous, before = before, b""
            event.hash = before = reckon(event)
            event.save()


def _aged(field):
    name, _colon, said = field.partition(":")
    return f"until:{(datetime.fromisoformat(said) - LONG).isoformat()}" if name == "until" else field


def agreed(organization, **values):
    Organization.objects.filter(pk=organization.pk).update(**{"record_months_since": timezone.now() - LONG, **values})


@pytest.fixture
def old(east):
    """Seven events of long ago, the fifth of which seals two reads of then; then a young seal and two more."""
    with in_org(east):
        for number in range(4):
            do(f"tag.edit{number}")
        somebody = AuditEvent.objects.first()
        read(somebody, ago=LONG + timedelta(hours=3))
        read(somebody, ago=LONG + timedelta(hours=2))
        assert sealing.seal() == 2
        do("tag.edit")
        do("tag.merge")
    age(east, upto=7)
    with in_org(east):
        read(somebody, ago=timedelta(hours=2))
        assert sealing.seal() == 1
        do("tag.edit")
        do("tag.edit")
    agreed(east)
    assert verify(east)[0]["faults"] == []
    return east


@pytest.fixture
def pruned(old):
    with in_org(old):
        assert pruning.n_due(old, timezone.now()) == 7
        assert pruning.nightly() == 7 + 2
        assert pruning.nightly() == 0
    return old


def test_what_is_old_goes_behind_a_checkpoint_and_the_rest_verifies(old):
    with in_org(old):
        known = chain.head()
        last = bytes(AuditEvent.objects.get(seq=7).hash).hex()
        assert pruning.nightly() == 9
        assert list(AuditEvent.objects.order_by("seq").values_list("seq", flat=True)) == [8, 9, 10, 11]
        assert ReadEvent.objects.count() == 1
        point = AuditEvent.objects.get(seq=11)
        assert (point.action, {"until:7", f"sha256:{last}", "events:7", "reads:2"} <= set(point.fields)) == (
            "record.prune",
            True,
        )
    told, code = verify(old, "--head", f"{known.seq}:{known.hash}")
    assert (told["faults"], told["let_go"], told["events"], code) == ([], 7, 4, 0)
    # Of what went, only the last can be compared.
    assert verify(old, "--head", f"7:{last}")[1] == verify(old, "--head", f"3:{'0' * 64}")[1] == 0
    assert verify(old, "--head", f"7:{'0' * 64}")[0]["faults"] == [{"event": 7, "what": "replaced", "first": 7}]
    # It goes on from there, also once the checkpoint itself is let go of.
    with in_org(old):
        do("tag.edit")
        assert sealing.seal() == 0
        assert chain.faults() == []


TAMPERINGS = {
    "before": (f"UPDATE {EVENTS} SET action = 'nothing' WHERE seq = 9", [(9, "edited", 9)]),
    "first": (f"DELETE FROM {EVENTS} WHERE seq = 8", [(8, "missing", 8)]),
    "missing": (f"DELETE FROM {EVENTS} WHERE seq = 10", [(10, "missing", 10)]),
    "checkpoint-moved": (
        f"UPDATE {EVENTS} SET fields = replace(fields::text, 'until:7', 'until:8')::jsonb WHERE seq = 11",
        [(7, "missing", 1), (11, "edited", 11), (11, "forged", 11)],
    ),
    "checkpoint-gone": (f"DELETE FROM {EVENTS} WHERE seq = 11", [(7, "missing", 1), (11, "missing", 11)]),
    "read-gone": (f"DELETE FROM {READS}", [(8, "reads", 8)]),
}


def test_what_is_done_to_rows_beside_a_checkpoint_is_found(pruned):
    with in_org(pruned):
        do("tag.edit")
    for name, (statement, found) in TAMPERINGS.items():
        with as_owner(), in_org(pruned), transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute(statement.format(pruned.schema_name))
            told = [(fault.seq, fault.what.value, fault.first) for fault in chain.faults()]
            transaction.set_rollback(True)
        assert told == found, name


def test_a_forged_checkpoint_hides_no_missing_row_and_a_cut_end_is_noticed(pruned):
    kept = verify(pruned)[0]["head"]
    with in_org(pruned):
        gone = AuditEvent.objects.get(seq=9)
        fields = ["until:9", f"sha256:{bytes(gone.hash).hex()}", "reads_until:", "signed:" + "x" * 43]
        forge(fields)
    assert verify(pruned)[0]["faults"] == [{"event": 12, "what": "forged", "first": 12}]
    tamper(pruned, f"DELETE FROM {EVENTS} WHERE seq <= 9")
    found = [(each["event"], each["what"], each["first"]) for each in verify(pruned)[0]["faults"]]
    assert found == [(9, "missing", 8), (12, "forged", 12)]

    tamper(pruned, f"DELETE FROM {EVENTS} WHERE seq > 10")
    assert {"event": 11, "what": "cut", "first": 11} in verify(pruned, "--head", kept)[0]["faults"]


@checkpoints.action
def forge(fields):
    checkpoints.record(checkpoints.PRUNE, of=None, by=None, fields=fields)


def test_nobody_removes_rows_but_the_function_and_it_only_what_is_old_enough(old):
    def refused(statement):
        with in_org(old), pytest.raises((ProgrammingError, InternalError)), connection.cursor() as cursor:
            cursor.execute(statement)

    for table in ("audit_auditevent", "audit_readevent"):
        refused(f"DELETE FROM {table}")
        refused(f"TRUNCATE {table}")
    young = "SELECT audit_prune(9, '', 'x')"
    refused(young)
    refused(f"SELECT audit_prune(7, '{timezone.now().isoformat()}', 'x')")
    agreed(old, record_months=36)
    refused("SELECT audit_prune(7, '', 'x')")
    agreed(old, record_months=24, record_months_since=timezone.now() - timedelta(days=29))
    refused("SELECT audit_prune(7, '', 'x')")
    with in_org(old):
        assert pruning.nightly() == 0
        assert AuditEvent.objects.count() == 10


def test_a_checkpoint_outlives_the_key_that_signed_it(pruned, settings):
    settings.SECRET_KEY_FALLBACKS, settings.SECRET_KEY = [settings.SECRET_KEY], "the next one"
    with in_org(pruned):
        assert chain.faults() == []
        pruning.nightly()
        settings.SECRET_KEY_FALLBACKS = []
        assert (chain.faults(), checkpoints.begins().until) == ([], 7)
        settings.SECRET_KEY = "of another site"
        assert chain.faults() != []
        checkpoints.adopt()
        assert chain.faults() == []
        heads.nightly()
    assert of("east").record_months == 24
