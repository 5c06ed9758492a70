"""Telling people what happened: who is told, what is kept, what each reader may see of it."""

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from conversations.models import Notice
from conversations.notices import mark_all_read, mark_read, take_back, tell, told_to
from members.models import Member

KIND = "tests.wave"


@pytest.fixture
def ana(north):
    return Member.objects.create(given_name="Ana", family_name="North River")


def told(to, **how):
    (notice,) = tell(to=to, kind=KIND, **{"by": None, **how})
    return notice


def test_a_notice_keeps_ids_and_no_words(person, ana):
    notice = told(person("owner"), by=person("director"), member=ana, about=ana.pk)

    kept = Notice.objects.values().get()
    assert kept["id"] == notice.pk
    assert {name for name, value in kept.items() if isinstance(value, str)} == {"kind"}


def test_who_did_it_is_not_told(person):
    told_now = tell(to=[person("owner"), person("director")], kind=KIND, by=person("owner"))

    assert [notice.to for notice in told_now] == [person("director")]


def test_people_may_be_named_by_their_ids(person):
    assert [each.to for each in tell(to=[person("owner").pk], kind=KIND, by=None)] == [person("owner")]


def test_who_does_not_sign_in_is_not_told(ana):
    assert tell(to=ana, kind=KIND, by=None) == []


def test_nobody_is_told_twice_at_once(person):
    assert len(tell(to=[person("owner"), person("owner").pk], kind=KIND, by=None)) == 1


def test_an_unknown_kind_is_a_mistake_of_ours(person):
    with pytest.raises(KeyError):
        tell(to=person("owner"), kind="tests.nothing", by=None)


def test_the_database_refuses_a_notice_to_oneself(person):
    owner = person("owner")

    with pytest.raises(IntegrityError, match="conversations_notice_not_to_oneself"), transaction.atomic():
        Notice.objects.create(to=owner, kind=KIND, by=owner)


def test_the_database_refuses_a_notice_that_says_nothing(person):
    owner = person("owner")

    with pytest.raises(IntegrityError, match="conversations_notice_has_a_kind"), transaction.atomic():
        Notice.objects.create(to=owner, kind="")


@pytest.mark.parametrize(
    ("role", "name"),
    [("director", "Ana North River"), ("data_lead", "Ana North River"), ("organizer", "a member"),
     ("coach", "a member"), ("viewer", "a member")],
)  # fmt: skip
def test_a_member_is_named_to_those_who_may_see_them(reader, ana, role, name):
    told(reader(role).member, by=None, member=ana)

    assert told_to(reader(role)).get().whom == name


def test_an_organizer_reads_the_names_of_their_own_people(reader, ana):
    ana.organizer = reader("organizer").member
    ana.save()
    told(ana.organizer, member=ana)

    assert told_to(reader("organizer")).get().whom == "Ana North River"


def test_mail_names_nobody(reader, person, ana):
    told(person("owner"), by=person("director"), member=ana)

    notice = told_to(reader("owner", by_mail=True)).get()
    assert (notice.who, notice.whom) == ("Someone", "a member")


def test_an_erased_person_is_a_member(reader, ana):
    told(reader("owner").member, member=ana)
    Member.objects.filter(pk=ana.pk).update(given_name="", family_name="", folded="", erased_at=timezone.now())

    assert told_to(reader("owner")).get().whom == "a member"


def test_marking_read_can_be_taken_back_and_leaves_the_rest_alone(person):
    owner = person("owner")
    before, later = told(owner), told(owner)
    other = told(person("director"))
    assert mark_read(owner, pk=before.pk)

    marked = mark_all_read(owner)
    assert not Notice.objects.unread().filter(to=owner).exists()
    assert take_back(owner, read_at=marked) == 1

    assert set(Notice.objects.unread()) == {later, other}


def test_nothing_to_mark_is_said(person):
    assert mark_all_read(person("owner")) is None


def test_nobody_marks_the_notice_of_another(person):
    notice = told(person("owner"))

    assert not mark_read(person("director"), pk=notice.pk)
    assert take_back(person("director"), read_at=timezone.now()) == 0


def test_told_to_is_one_statement(reader, ana, django_assert_num_queries):
    owner = reader("owner")
    for _ in range(3):
        told(owner.member, member=ana)

    with django_assert_num_queries(1):
        assert [notice.whom for notice in told_to(owner)] == ["Ana North River"] * 3
