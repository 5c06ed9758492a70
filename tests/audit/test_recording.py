"""`@action` and `record`: written last, written once, and only when it happened."""

import uuid

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from audit.models import AuditEvent
from audit.recording import action, record
from members.models import Tag


def written():
    return list(AuditEvent.objects.order_by("seq").values_list("action", flat=True))


@action
def tag(name, *, by=None):
    made = Tag.objects.create(name=name, folded=name)
    record("tag.edit", of=made, by=by, fields=["name", "color"])
    return made


@action
def tag_twice():
    tag("first")
    record("tag.edit_both", of=None, by=None)
    tag("second")


@action
def tag_and_forgive():
    tag("kept")
    try:
        tag_and_fail()
    except ZeroDivisionError:
        record("tag.failed", of=None, by=None)


@action
def tag_and_fail():
    tag("gone")
    raise ZeroDivisionError


def test_event_says_who_what_and_which_fields(person):
    director = person("director")
    made = tag("ours", by=director)

    event = AuditEvent.objects.get()
    assert (event.actor_id, event.action, event.object_id) == (director.pk, "tag.edit", made.pk)
    assert event.fields == ["color", "name"]


def test_action_returns_what_it_made(north):
    assert tag("ours").name == "ours"


def test_events_are_the_last_statements_of_the_outermost_action(north):
    with CaptureQueriesContext(connection) as asked:
        tag_twice()

    verbs = [query["sql"].split("audit_auditevent")[0] for query in asked if "SAVEPOINT" not in query["sql"]]
    assert verbs[-3:] == ["INSERT INTO "] * 3
    assert "INSERT INTO " not in verbs[:-3]
    assert written() == ["tag.edit", "tag.edit_both", "tag.edit"]


def test_action_that_failed_leaves_neither_row_nor_event(north):
    with pytest.raises(ZeroDivisionError):
        tag_and_fail()

    assert written() == []
    assert not Tag.objects.exists()


def test_what_a_failed_inner_action_collected_is_forgotten(north):
    tag_and_forgive()

    assert written() == ["tag.edit", "tag.failed"]
    assert [row.name for row in Tag.objects.all()] == ["kept"]


def test_transaction_around_that_fails_takes_the_event_with_it(north):
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        tag("gone")
        raise ZeroDivisionError

    assert written() == []


def test_recording_outside_an_action_is_refused(north):
    with pytest.raises(RuntimeError, match="outside an @action"):
        record("tag.edit", of=None, by=None)


def test_recording_after_a_failed_action_is_refused_too(north):
    with pytest.raises(ZeroDivisionError):
        tag_and_fail()
    with pytest.raises(RuntimeError, match="outside an @action"):
        record("tag.edit", of=None, by=None)


def test_actor_and_object_need_not_be_known(north):
    @action
    def by_the_clock():
        record("standing.rebuild", of=None, by=None)

    by_the_clock()
    assert AuditEvent.objects.values_list("actor_id", "object_id", "fields").get() == (None, None, [])


def test_key_that_only_the_database_knows_is_there_when_written(north):
    assert isinstance(AuditEvent.objects.get(object_id=tag("ours").pk).object_id, uuid.UUID)
