"""In the background: chunks, a stop, a dead worker, statements that do not grow."""

from datetime import timedelta

import pytest
from django.db import connection
from django.db.models.functions import Now
from django.test.utils import CaptureQueriesContext

from audit.models import AuditEvent
from members import long_work
from members.bulk import actions
from members.models import CellChange, ChangeSet, Member, MemberTag
from organizations.models import Membership
from stpnet.in_org import on_public_side
from tests.members.bulk.conftest import changed, of, people, send
from tests.members.conftest import tag

# A filter on what is not here any more.
GONE = {"field": "gone", "op": "is", "values": []}


@pytest.fixture
def queued(director, monkeypatch):
    """Twelve people to get a status from a worker, five at a time."""
    monkeypatch.setattr(actions, "AT_ONCE", 3)
    monkeypatch.setattr(actions, "CHUNK", 5)
    people(12)
    answer = send(director, "status", n=12, value="member")
    assert answer.url == of("bulk_done", changed())
    return changed()


def members() -> int:
    return Member.objects.filter(status="member").count()


def first_chunk(made: ChangeSet) -> ChangeSet:
    """Do one chunk as a worker that is killed behind it."""

    class Killed(BaseException):
        pass

    chunk = actions._chunk

    def one(*given):
        chunk(*given)
        raise Killed

    actions._chunk = one
    try:
        actions.work(made.pk)
    except Killed:
        pass
    finally:
        actions._chunk = chunk
    made.refresh_from_db()
    return made


def test_worker_does_it_chunk_by_chunk_and_undoes_it(queued, director):
    actions.work(queued.pk)

    assert (members(), changed().n_done, changed().status) == (12, 12, "done")
    director.post(of("bulk_undo", queued))
    assert changed().goes_on
    assert "It is being undone." in director.get(of("bulk_done", queued)).text
    actions.work(queued.pk)
    assert (members(), changed().status, changed().undone_at is not None) == (0, "done", True)


def test_worker_that_died_is_followed_by_one_that_goes_on_behind_it(queued):
    first_chunk(queued)
    assert (members(), queued.status, queued.n_done) == (5, "running", 5)
    ChangeSet.objects.update(heartbeat_at=Now() - timedelta(hours=1))

    actions.sweep()
    actions.work(queued.pk)

    assert (members(), changed().status, changed().n_done) == (12, "done", 12)
    assert CellChange.objects.filter(change_set=queued).count() == 12


def test_someone_who_changes_a_person_behind_the_worker_keeps_their_word(queued):
    first_chunk(queued)
    Member.objects.filter(pk=queued.cells.first().member_id).update(status="former")
    ChangeSet.objects.update(status="queued", claim=None)

    actions.work(queued.pk)

    assert (members(), Member.objects.filter(status="former").count()) == (11, 1)


def test_stop_keeps_what_is_done_and_offers_its_undo(queued, director):
    first_chunk(queued)

    director.post(of("bulk_stop", queued))

    with pytest.raises(long_work.Lost):
        long_work.beat(queued)
    page = director.get(of("bulk_done", queued)).text
    assert "Stopped by a person. 5 people are changed." in page
    director.post(of("bulk_undo", queued))
    actions.work(queued.pk)
    assert members() == 0
    assert changed().status == "stopped"


@pytest.mark.parametrize("how", ["right", "silent"])
def test_what_fails_half_way_says_who_is_changed_and_is_undone(queued, director, how):
    first_chunk(queued)
    if how == "right":
        ChangeSet.objects.update(status="queued", claim=None, asked=queued.asked | {"picks": None, "filters": GONE})
        actions.work(queued.pk)
    else:
        ChangeSet.objects.update(n_attempts=3, heartbeat_at=Now() - timedelta(hours=1))
        actions.sweep()

    assert (changed().status, members()) == ("failed", 5)
    assert AuditEvent.objects.filter(object_id=queued.pk, fields__contains=["failed", "people:5"]).count() == 1
    page = director.get(of("bulk_done", queued)).text
    assert "5 people are changed." in page
    assert "Undo all of it" in page
    director.post(of("bulk_undo", queued))
    actions.work(queued.pk)
    assert members() == 0
    assert AuditEvent.objects.filter(object_id=queued.pk, fields__contains=["undone", "people:5"]).count() == 1


def test_who_comes_to_the_list_after_it_was_asked_is_not_changed(queued):
    late = people(1)[0]
    assert late.created_at > queued.created_at

    actions.work(queued.pk)

    late.refresh_from_db()
    assert (members(), late.status, changed().n_done) == (12, "contact", 12)


def test_fault_of_the_program_is_not_taken_for_a_filter_that_is_gone(queued):
    ChangeSet.objects.update(asked=queued.asked | {"doing": "nothing"})

    with pytest.raises(KeyError):
        actions.work(queued.pk)

    assert (changed().status, "trouble" in changed().says) == ("queued", False)


def test_archiving_does_not_depend_on_who_comes_first(director, north, monkeypatch):
    monkeypatch.setattr(actions, "AT_ONCE", 1)
    monkeypatch.setattr(actions, "CHUNK", 2)
    leader, middle, *others, last = sorted(people(7), key=lambda each: each.pk)
    Member.objects.filter(pk=middle.pk).update(organizer=leader)
    Member.objects.filter(pk=last.pk).update(organizer=middle)
    outside = Member.objects.create(given_name="Bo", status="former", organizer=others[0])
    send(director, "archive", n=7)

    actions.work(changed().pk)

    assert Member.objects.archived().count() == 6
    assert set(Member.objects.people().filter(status__in=["contact", "former"])) == {outside, others[0]}
    assert "6 people are changed. 1 stays as it is." in director.get(of("bulk_done", changed())).text
    director.post(of("bulk_undo", changed()))
    actions.work(changed().pk)
    assert not Member.objects.archived().exists()


def test_who_lost_the_right_changes_nobody(queued):
    with on_public_side():
        Membership.objects.filter(user__email="director@north.example.org").delete()

    actions.work(queued.pk)

    assert (members(), changed().status) == (0, "failed")


def test_message_that_comes_twice_changes_nothing_more(queued):
    actions.work(queued.pk)
    Member.objects.filter(pk=queued.cells.first().member_id).update(status="former")

    actions.work(queued.pk)

    assert members() == 11


def test_words_of_the_filter_are_forgotten(queued):
    ChangeSet.objects.update(created_at=Now() - timedelta(days=31))

    actions.clear()

    assert changed().asked == {}
    assert not actions.undo(changed(), by=queued.by)


@pytest.mark.parametrize("do", ["status", "tag"])
def test_chunk_needs_the_same_statements_for_few_and_for_many(director, north, monkeypatch, do):
    steward, counts = tag("steward"), []
    monkeypatch.setattr(actions, "AT_ONCE", 0)
    for n in (2, 300):
        people(n)
        now = Member.objects.filter(status="contact").count()
        send(director, do, n=now, value="former", tag=str(steward.pk))
        with CaptureQueriesContext(connection) as asked:
            actions.work(ChangeSet.objects.first().pk)
        counts.append(len(asked))

    assert counts[0] == counts[1]
    assert do == "status" or MemberTag.objects.count() == 302
