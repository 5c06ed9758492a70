"""Who left the reach, was merged, archived, erased or turned staff since a queue was begun."""

import pytest
from django.db.models.functions import Now

from ladders.models import Ladder
from members.archiving.actions import archive
from members.merging.actions import merge, unmerge
from members.models import Member
from tests.ladders.queue.conftest import address, names, turn

GONE = "1 person is not on file any more, or archived."
OUT = "1 person is not among those you assess any more: with another organizer, or not counted here."


def archived(member, person):
    archive(member, by=person("director"))


def erased(member, person):
    Member.objects.filter(pk=member.pk).update(
        erased_at=Now(), given_name="", family_name="", preferred_name="", folded=""
    )


def out_of_reach(member, person):
    Member.objects.filter(pk=member.pk).update(organizer=person("director"))


def turned_staff(member, person):
    Member.objects.filter(pk=member.pk).update(status="staff")


@pytest.mark.parametrize(
    ("happens", "sentence"), [(archived, GONE), (erased, GONE), (out_of_reach, OUT), (turned_staff, OUT)]
)
def test_who_is_gone_is_passed_over_with_a_sentence(client, queue, three, person, happens, sentence):
    happens(three[0], person)

    shown = turn(client, queue)

    assert str(shown["turn"].member) == str(three[1])
    assert shown["progress"].passed_over() == [sentence]
    assert (shown["progress"].at, shown["progress"].n) == (2, 3)
    assert sentence in client.get(address(queue)).text


def test_staff_have_their_turn_where_the_ladder_counts_them(client, queue, three, person):
    turned_staff(three[0], person)
    Ladder.objects.update(counts_staff=True)

    assert names(client, queue) == str(three[0])


def test_who_was_put_together_with_somebody_else_has_their_turn_as_that_one(client, queue, three, people, person):
    other = people(organizer=person("organizer"))[0]
    merge(other, three[0], by=person("director"))

    assert names(client, queue) == str(other)


def test_two_of_one_queue_put_together_have_one_turn_and_apart_again_two(client, queue, three, person):
    made = merge(three[1], three[0], by=person("director"))
    progress = turn(client, queue)["progress"]

    assert names(client, queue) == str(three[1])
    assert progress.passed_over() == ["1 person was put together with someone who is in this list too."]

    unmerge(made, by=person("director"))
    assert names(client, queue) == str(three[0])


def test_the_last_turn_cannot_be_undone_once_the_person_is_out_of_reach(client, queue, three, person):
    client.post(address(queue, "_skip"), {"turn": turn(client, queue)["turn"].pk})
    out_of_reach(three[0], person)

    assert turn(client, queue)["last"] is None


def test_nobody_left_is_an_end(client, queue, three, person):
    for each in three:
        out_of_reach(each, person)

    page = client.get(address(queue))

    assert "You have been through all 3." in page.text
    assert "0 people assessed" in page.text
