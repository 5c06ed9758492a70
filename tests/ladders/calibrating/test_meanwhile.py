"""What happens to a round when an assessor leaves, or a member is merged, archived, erased or out of reach."""

import pytest
from django.db.models.functions import Now

from conversations.needs import rounds
from conversations.reader import Reader
from ladders.calibrating import actions
from ladders.calibrating.actions import RoundRefused, settle
from ladders.models import CalibrationAssessor, Level, Place
from members.archiving.actions import archive
from members.merging.actions import merge
from members.models import Member
from organizations.models import Role
from tests.ladders.calibrating.conftest import address


def test_an_assessor_who_left_is_waited_for_no_longer(compared, calibration, places, person, north):
    places("owner", 1, 2, 3)
    places("director", 1, 2, 3)
    actions.left(north, person("organizer").user_id)

    found = compared("director")

    assert (found.awaited, [seat.assessor for seat in found.gone]) == ([], [person("organizer")])
    assert found.headline == "You agree on all 3."


def test_what_an_assessor_had_finished_stays_when_they_leave(compared, calibration, places, person, north):
    places("owner", 1, 2, 3)
    places("director", 1, 2, 3)
    places("organizer", 2, 2, 3)
    actions.left(north, person("organizer").user_id)

    assert compared("director").headline == "You agree on 2 of 3. Talk about this one."


def test_a_director_goes_on_without_somebody(sign_in, calibration, places, person):
    places("director", 1, 2, 3)
    seat = calibration.assessors.get(assessor=person("organizer"))
    client = sign_in("director")

    client.post(address(calibration, "_without", seat.pk))

    assert sign_in("organizer").get(address(calibration, "_place")).status_code == 404
    assert sign_in("organizer").get(address(calibration)).status_code == 404
    assert "the round goes on without them" in client.get(address(calibration)).text


def test_who_has_finished_meanwhile_is_not_gone_without(calibration, places, person):
    places("organizer", 1, 2, 3)
    seat = calibration.assessors.get(assessor=person("organizer"))

    assert not actions.go_on_without(seat, by=person("director"))


def test_nobody_left_to_compare_with_is_said(compared, calibration, places):
    places("director", 1, 2, 3)
    assert compared("director").headline == "Not enough have placed yet to compare."

    CalibrationAssessor.objects.filter(finished_at=None).update(left_at=Now())
    assert compared("director").headline == "There is nothing to compare."


def archived(member, person):
    archive(member, by=person("director"))


def erased(member, person):
    Member.objects.filter(pk=member.pk).update(
        erased_at=Now(), given_name="", family_name="", preferred_name="", folded=""
    )


@pytest.mark.parametrize("happens", [archived, erased])
def test_who_is_gone_is_left_out_of_every_figure_with_a_sentence(sign_in, calibration, places, three, person, happens):
    places("owner", 1, 2, 3)
    places("director", 2, 2, 3)
    happens(three[0], person)

    page = sign_in("director").get(address(calibration))

    assert page.context["compared"].headline == "You agree on all 2."
    assert "1 person of this round is left out" in page.text


def test_two_of_a_round_put_together_are_one(compared, calibration, places, three, person):
    places("owner", 1, 2, 3)
    places("director", 1, 2, 3)
    merge(three[1], three[0], by=person("director"))

    found = compared("director")

    assert (len(found.lines), found.n_missing) == (2, 1)


def test_who_was_put_together_with_another_is_placed_as_that_one(compared, calibration, places, three, people, person):
    places("owner", 1, 2, 3)
    places("director", 1, 2, 3)
    other = people()[0]
    merge(other, three[0], by=person("director"))

    assert other in [line.person.member for line in compared("director").lines]


def test_settling_gives_way_to_a_merge_of_just_now(calibration, places, three, people, person, levels):
    places("owner", 1, 2, 3)
    shown = calibration.people.get(member=three[0])
    merge(people()[0], three[0], by=person("director"))

    with pytest.raises(RoundRefused, match="put together with someone else just now"):
        settle(shown, place=Place.LEVEL, level=levels[0], words="Comes", by=person("director"))


def test_who_is_out_of_an_assessors_reach_is_placed_by_the_others_and_in_no_figure(
    sign_in, compared, calibration, places, three, person
):
    Member.objects.filter(pk=three[0].pk).update(organizer=person("director"))
    page = sign_in("organizer").get(address(calibration, "_place"))
    places("owner", 1, 2, 3)
    places("director", 1, 2, 3)
    places("organizer", None, 2, 3)

    assert str(three[0]) not in page.text
    assert compared("director").headline == "You agree on all 2."
    assert len(compared("director").lines) == 3


def test_a_level_that_was_retired_meanwhile_can_be_read_and_not_settled_on(sign_in, calibration, places, three, levels):
    places("owner", 5, 2, 3, saw="Ran the table")
    places("director", 5, 2, 3)
    Level.objects.filter(pk=levels[4].pk).update(retired_at=Now())
    client = sign_in("director")

    said = client.post(address(calibration, "_settle_alike"), follow=True).text

    assert "This level is not in use on the ladder. Choose another one." in said
    assert "2 people are settled." in said


def test_the_bell_tells_who_has_still_to_place(calibration, places, person, north):
    places("owner", 1, 2, 3)
    readers = [Reader(north, person(role), (Role(role),)) for role in ("owner", "organizer", "viewer")]

    assert [len(list(rounds(reader))) for reader in readers] == [0, 1, 0]
