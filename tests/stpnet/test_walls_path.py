"""The path: a statement runs in the organization asked for, or not at all (traps T1 to T6)."""

import threading

import pytest
from django.db import DataError, ProgrammingError, connection, transaction
from django_tenants.postgresql_backend.base import FakeTenant

from members.models import Member, Tag
from organizations.models import Organization
from stpnet.db.base import DatabaseWrapper
from stpnet.db.copying import copy_into
from stpnet.db.errors import WrongOrganization, WrongSearchPath
from stpnet.db.owner import as_owner
from stpnet.in_org import in_org
from tests.committed import in_threads
from tests.seeds import of, whose

NOWHERE = FakeTenant("t_000000000000")
PUBLIC = FakeTenant("public")


def where():
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_schema(), current_user")
        return cursor.fetchone()


NORTH, SOUTH = {"north"}, {"south"}


def test_t1_path_that_cannot_be_set_is_an_error(committed):
    with in_org(of("north")):
        assert whose() == NORTH
        with pytest.raises(DataError, match="t_000000000000"), in_org(NOWHERE):
            whose()


def test_t1_next_statement_does_not_run_on_the_organization_before(committed):
    with in_org(of("north")):
        assert whose() == NORTH
        with in_org(NOWHERE):
            for _ in range(2):
                with pytest.raises(DataError, match="t_000000000000"):
                    whose()

        assert whose() == NORTH


def test_t1_same_within_a_transaction(committed):
    with in_org(of("north")):
        whose()
    with in_org(NOWHERE), pytest.raises(DataError), transaction.atomic():
        whose()

    with in_org(of("south")):
        assert whose() == SOUTH


def test_t2_two_threads_that_swap_organizations_read_their_own(committed):
    north, south = of("north"), of("south")
    together = threading.Barrier(2, timeout=60)

    def first():
        with in_org(north):
            together.wait()  # both are inside
            with in_org(south):
                together.wait()  # the first is one deeper
                together.wait()  # and the second too
            read = whose()
            together.wait()
            return read

    def second():
        with in_org(south):
            together.wait()
            together.wait()
            with in_org(north):
                together.wait()
                together.wait()  # the first has left and read
            return whose()

    assert in_threads(first, second) == [NORTH, SOUTH]


def test_t3_organization_is_no_context_manager_of_its_own():
    assert not {"__enter__", "__exit__", "activate", "deactivate"} & set(dir(Organization))


def test_t4_raw_rollback_is_healed(committed):
    with connection.cursor() as cursor:
        cursor.execute("BEGIN")
        with in_org(of("north")) as north:
            assert whose() == NORTH
            connection.connection.execute("ROLLBACK")

            assert whose() == NORTH
            assert where() == (north.schema_name, north.schema_name)


def test_t4_open_cursor_after_a_raw_rollback_raises(committed):
    north = of("north")
    with connection.cursor() as outside:
        outside.execute("BEGIN")
    with in_org(north), connection.cursor() as cursor:
        connection.connection.execute("ROLLBACK")

        with pytest.raises(WrongSearchPath):
            cursor.execute("SELECT count(*) FROM members_member")


def test_t4_psycopg_transaction_that_fails_is_healed(committed):
    north = of("north")
    with in_org(north):
        with pytest.raises(ZeroDivisionError), connection.connection.transaction():
            assert whose() == NORTH
            raise ZeroDivisionError

        assert whose() == NORTH


def test_t4_savepoint_that_is_rolled_back_is_healed(north, south):
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        Tag.objects.create(name="gone")
        raise ZeroDivisionError

    assert where() == (north.schema_name, north.schema_name)
    with in_org(south):
        assert whose() == SOUTH


def test_t5_cursor_of_another_organization_raises(north, south):
    with connection.cursor() as cursor, in_org(south), pytest.raises(WrongSearchPath):
        cursor.execute("SELECT count(*) FROM members_member")


def test_t5_cursor_of_the_public_side_raises_inside(north):
    with in_org(PUBLIC), connection.cursor() as cursor:
        cursor.execute("SELECT 1")
        with in_org(north), pytest.raises(WrongSearchPath):
            cursor.execute("SELECT 1")


def test_t5_copy_goes_to_the_organization_of_now_whatever_was_open(north, south):
    with connection.cursor(), in_org(south):
        copy_into("members_tag", ["name", "folded"], [["copied", "copied"]])
        assert list(Tag.objects.values_list("name", flat=True)) == ["copied"]

    assert not Tag.objects.exists()


def test_t5_copy_over_a_path_that_is_elsewhere_raises(north, south, monkeypatch):
    whose()
    monkeypatch.setattr(DatabaseWrapper, "_handle_search_path", lambda *_: None)

    with in_org(south), pytest.raises(WrongSearchPath):
        copy_into("members_tag", ["name", "folded"], [["copied", "copied"]])


def test_t5_copy_outside_any_organization_is_refused(committed):
    with pytest.raises(WrongOrganization):
        copy_into("members_tag", ["name", "folded"], [["copied", "copied"]])


def test_copy_whose_rows_ask_the_database_does_not_hang(north):
    n = copy_into("members_tag", ["name", "folded"], ([role.pk, role.pk] for role in Member.objects.iterator()))

    assert n == Tag.objects.count() == Member.objects.count()


def test_t6_rows_of_a_late_queryset_say_where_they_were_read(north, south):
    late = Member.objects.order_by("pk")
    with in_org(south):
        row = late[0]

    with pytest.raises(WrongOrganization):
        row.save()


def test_organization_is_not_changed_inside_a_transaction(committed):
    with transaction.atomic(), pytest.raises(RuntimeError, match="outside"), in_org(of("north")):
        pass


def test_same_organization_may_be_entered_again_inside_a_transaction(committed):
    with in_org(of("north")) as north, transaction.atomic(), in_org(north):
        assert whose() == NORTH


def test_in_org_restores_after_an_error(north, south):
    with pytest.raises(ZeroDivisionError), in_org(south):
        raise ZeroDivisionError

    assert whose() == NORTH


def test_statement_after_a_failed_one_waits_for_the_rollback(north):
    with pytest.raises(ProgrammingError), transaction.atomic():
        Member.objects.extra(where=["no_such_column"]).exists()

    assert whose() == NORTH


def test_server_side_cursor_reads_its_own_organization(committed):
    with in_org(of("north")):
        assert len(list(Member.objects.iterator(chunk_size=2))) == 6


def test_owner_login_stays_in_its_thread(committed):
    def login():
        with connection.cursor() as cursor:
            cursor.execute("SELECT session_user")
            return cursor.fetchone()[0]

    with as_owner():
        assert (login(), in_threads(login)) == ("stp_owner", ["stp_app"])
    assert login() == "stp_app"
