"""Statements that are put into SQL once: asked again, they know nothing of who asked before."""

import gc
from threading import Thread
from uuid import UUID

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.translation import gettext, override

from members.models import Member
from stpnet.db.compiled import Compiled, Placeholder, compiled
from stpnet.in_org import in_org

WHO = Placeholder()


@compiled
def one_of(kind: str):
    return Member.objects.filter(pk=WHO, kind=kind)


@compiled
def nobody():
    return Member.objects.filter(pk=WHO).none()


@compiled
def greeted():
    return Member.objects.extra(where=["%s <> ''"], params=[gettext("People")])


@compiled
def careless():
    return Member.objects.filter(pk=Member.objects.first().pk)


def test_asked_again_it_is_the_same_statement_with_another_key(north):
    one, other = Member.objects.order_by("pk")[:2]

    with CaptureQueriesContext(connection) as asked:
        found = [one_of("person").rows({WHO: each.pk}) for each in (one, other)]

    assert found == [[one], [other]]
    assert one_of("person") is one_of("person") is not one_of("guest")
    assert asked[0]["sql"].replace(one.pk.hex, "") == asked[1]["sql"].replace(other.pk.hex, "")
    assert nobody().rows({WHO: one.pk}) == []


def test_key_that_is_forgotten_is_said_and_one_left_in_is_nobodys(north):
    with pytest.raises(KeyError):
        one_of("person").rows({})
    assert not Member.objects.filter(pk=WHO).exists()


def test_it_is_kept_by_language(north):
    with override("en"):
        english = greeted()
    with override("es"):
        assert greeted() is not english


def test_what_it_depends_on_is_not_passed_over(north):
    with pytest.raises(TypeError):
        one_of(kind="guest")


def test_what_reads_the_database_is_not_kept(north):
    with pytest.raises(RuntimeError, match="while a statement is put together"):
        careless()


def test_it_answers_from_the_organization_and_the_connection_that_asks(committed, north, south):
    here = Member.objects.first()
    one_of("person").rows({WHO: here.pk})
    with in_org(south):
        there = Member.objects.first()
        assert one_of("person").rows({WHO: here.pk}) == []
        assert one_of("person").rows({WHO: there.pk}) == [there]
    found = []

    def ask() -> None:
        with in_org(south):
            found.extend(one_of("person").rows({WHO: there.pk}))
        connection.close()

    thread = Thread(target=ask)
    thread.start()
    thread.join()
    assert found == [there]


@pytest.mark.parametrize("role", ["owner", "director", "organizer", "data_lead"])
def test_what_is_kept_of_a_page_names_nobody(person, sign_in, role):
    whose = [person(role), person("director")]
    for member in whose:
        sign_in(role).get(f"/o/north/people/{member.pk}/")

    kept = [each for each in gc.get_objects() if type(each) is Compiled]
    keys = {param for each in kept for param in each.params if isinstance(param, UUID) and type(param) is UUID}
    assert kept
    assert not keys & {member.pk for member in whose}
