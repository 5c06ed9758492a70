"""A round: blind until one has finished, then side by side in plain words, talked over and settled."""

from datetime import timedelta

import pytest
from django.contrib.messages import get_messages

from ladders import actions as ladder_actions
from ladders.calibrating import actions
from ladders.models import Assessment, CalibrationPlacement, Ladder, Standing
from members.models import Member
from organizations.models import Membership
from stpnet.in_org import on_public_side
from tests.ladders.calibrating.conftest import address


def place(member):
    return Standing.objects.filter(member=member).values_list("place", "level__position").first()


def settle(client, calibration, who, **given):
    person = calibration.people.get(member=who)
    return client.post(address(calibration, "_settle", person.pk), given)


def test_who_has_still_to_place_sees_nothing_of_the_others(sign_in, calibration, places, three):
    places("owner", 1, 2, 3, saw="Ran the table")
    director = sign_in("director")

    for verb in ("", "_counted"):
        assert director.get(address(calibration, verb)).headers["Location"] == address(calibration, "_place")
    page = director.get(address(calibration, "_place"))
    assert "Ran the table" not in page.text
    assert str(three[0]) in page.text
    person = calibration.people.first()
    assert director.post(address(calibration, "_settle", person.pk), {"where": "off"}).status_code == 302
    director.post(address(calibration, "_settle_alike"))
    assert not Assessment.objects.exists()


def test_placing_is_kept_in_parts_and_finished_as_a_whole(sign_in, calibration, levels):
    client, url = sign_in("organizer"), address(calibration, "_place")
    first, second, third = calibration.people.order_by("position")
    part = {f"where_{first.pk}": f"level-{levels[2].pk}", f"saw_{first.pk}": "Chaired"}

    client.post(url, part | {"keep": "1"})
    refused = client.post(url, part | {"finish": "1"})
    done = client.post(url, part | {f"where_{second.pk}": "unsure", f"where_{third.pk}": "off", "finish": "1"})

    said = ["Place this person, or say that you are not sure yet."]
    assert refused.context["form"].errors == {f"where_{each.pk}": said for each in (second, third)}
    assert done.headers["Location"] == address(calibration)
    assert list(CalibrationPlacement.objects.order_by("person__position").values_list("place", "saw")) == [
        ("level", "Chaired"),
        ("unsure", ""),
        ("off", ""),
    ]


def test_placements_are_no_assessments(calibration, places, three):
    places("owner", 1, 2, 3)

    assert not Assessment.objects.exists()
    assert place(three[0]) is None


def test_it_is_said_in_plain_words_with_the_furthest_apart_first(sign_in, calibration, places, three):
    places("owner", 1, 2, 3)
    places("director", 1, 3, 5)
    places("organizer", 1, 2, 1)

    page = sign_in("director").get(address(calibration))

    compared = page.context["compared"]
    assert compared.headline == "You agree on 1 of 3. Talk about these 2."
    assert [(str(line.person.member), line.apart) for line in compared.lines] == [
        (str(three[2]), 4),
        (str(three[1]), 1),
        (str(three[0]), 0),
    ]
    assert "Keep the one you agree on" in page.text


def test_all_alike_is_said_and_kept_at_once(sign_in, calibration, places, three, person):
    for role in ("owner", "director", "organizer"):
        places(role, 2, 3, "unsure", saw="Led the floor" if role == "owner" else "")
    client = sign_in("director")

    page = client.get(address(calibration))
    client.post(address(calibration, "_settle_alike"))

    assert page.context["compared"].headline == "You agree on all 3."
    assert [place(each) for each in three] == [("level", 2), ("level", 3), None]
    made = Assessment.objects.get(member=three[0])
    assert (made.source, made.assessed_by) == ("review", person("director"))
    names = sorted(str(person(role)) for role in ("owner", "director", "organizer"))
    assert made.evidence.startswith("Placed alike by ")
    assert all(name in made.evidence for name in names)
    assert made.evidence.endswith(f"{person('owner')} saw: “Led the floor”")


def test_a_changed_level_needs_one_line_of_somebody_in_a_round_too(sign_in, calibration, places, three, levels):
    places("owner", 1, 2, 3)
    places("director", 1, 2, 3)
    client = sign_in("director")

    refused = settle(client, calibration, three[0], where=f"level-{levels[0].pk}")
    alike = client.post(address(calibration, "_settle_alike"), follow=True).text

    said = "Say what you saw: a changed level needs one line of evidence."
    assert refused.context["form"].errors == {"evidence": [said]}
    assert said in alike
    assert "settled." not in alike
    assert not Assessment.objects.exists()


def test_what_each_had_seen_is_evidence_beside_what_decided_it(sign_in, calibration, places, three, levels, person):
    places("owner", 1, 2, 3, saw="Ran the table")
    places("director", 2, 2, 3)
    client = sign_in("director")

    settle(client, calibration, three[0], where=f"level-{levels[1].pk}", evidence="Chairs the floor")
    settle(client, calibration, three[1], where=f"level-{levels[1].pk}")

    saw = f"{person('owner')} saw: “Ran the table”"
    made = list(Assessment.objects.order_by("created_at"))
    assert made[0].evidence.endswith(f"Chairs the floor\n{saw}")
    assert made[1].evidence.endswith(f". {saw}")


def test_what_was_talked_over_becomes_an_assessment_of_today(sign_in, calibration, places, three, levels, north):
    places("owner", 1, 2, 3)
    places("director", 2, 2, 3)
    client = sign_in("director")

    response = settle(client, calibration, three[0], where=f"level-{levels[1].pk}", evidence="Chairs the floor")
    again = settle(client, calibration, three[0], where="off")

    made = Assessment.objects.get()
    assert response.headers["Location"] == address(calibration)
    assert (place(three[0]), made.on) == (("level", 2), north.today())
    assert made.evidence.endswith("Chairs the floor")
    said = ["This has been settled already. Look at the round again."]
    assert [str(each) for each in get_messages(again.wsgi_request)] == said


def test_a_settled_level_that_was_taken_back_can_be_settled_again(sign_in, calibration, places, three, levels, person):
    places("owner", 1, 2, 3)
    places("director", 2, 2, 3)
    client = sign_in("director")
    settle(client, calibration, three[0], where=f"level-{levels[1].pk}", evidence="Talked")
    ladder_actions.void(Assessment.objects.get(), reason="A slip", by=person("director"))

    settle(client, calibration, three[0], where=f"level-{levels[0].pk}", evidence="Talked")

    assert place(three[0]) == ("level", 1)


def test_settling_on_not_sure_yet_asks_for_a_day(sign_in, calibration, places, three, north):
    places("owner", 1, 2, 3)
    places("director", 2, 2, 3)
    client, day = sign_in("director"), north.today() + timedelta(days=20)

    refused = settle(client, calibration, three[0], where="unsure", evidence="Met once")
    settle(client, calibration, three[0], where="unsure", evidence="Met once", review_on=day.isoformat())

    assert refused.context["form"].errors == {"review_on": ["Choose a day to look again."]}
    assert Assessment.objects.get().review_on == day


@pytest.mark.parametrize(("where", "waits", "second"), [(2, False, "owner"), (4, True, None)])
def test_an_assessor_who_had_placed_them_there_is_the_second_person(
    sign_in, calibration, places, three, levels, person, where, waits, second
):
    Ladder.objects.update(needs_review=True)
    places("owner", 2, 2, 3)
    places("director", 3, 2, 3)

    settle(sign_in("director"), calibration, three[0], where=f"level-{levels[where - 1].pk}", evidence="Talked")

    made = Assessment.objects.get()
    assert (made.waits, made.confirmed_by) == (waits, person(second) if second else None)


def loses_them(person, three):
    Member.objects.filter(pk=three[0].pk).update(organizer=person("director"))


def leaves(person, _three):
    user = person("organizer").user_id
    with on_public_side():
        Membership.objects.filter(user_id=user).delete()


@pytest.mark.parametrize("happens", [loses_them, leaves])
def test_who_may_not_agree_any_more_is_no_second_person(sign_in, calibration, places, three, levels, person, happens):
    Ladder.objects.update(needs_review=True)
    places("organizer", 2, 2, 3, saw="Ran the table")
    places("director", 3, 2, 3)
    happens(person, three)

    settle(sign_in("director"), calibration, three[0], where=f"level-{levels[1].pk}")

    made = Assessment.objects.get()
    assert (made.waits, made.confirmed_by) == (True, None)


def test_what_was_finished_stays_and_a_closed_round_takes_nothing(calibration, places, person, sign_in):
    places("owner", 1, 2, 3)
    with pytest.raises(actions.RoundRefused, match="You have finished this round already"):
        places("owner", 5)
    sign_in("director").post(address(calibration, "_close"))
    with pytest.raises(actions.RoundRefused, match="or is over"):
        places("organizer", 5)

    assert sign_in("organizer").get(address(calibration, "_place")).headers["Location"] == address(calibration)


def test_the_figure_stands_behind_how_we_count(sign_in, calibration, places):
    places("owner", 1, 2, 3)
    places("director", 1, 2, 3)
    places("organizer", 1, 2, 3)

    page = sign_in("director").get(address(calibration, "_counted")).text

    assert "Fleiss’ kappa" in page
    assert "1.00: you agree on everyone." in page
    assert "placed 3 people of this round; 3 of them in the same place" in page


@pytest.mark.parametrize("n", [1, 3])
def test_statements_do_not_grow(sign_in, calibration, places, django_assert_num_queries, n):
    calibration.people.filter(position__gt=n).delete()
    places("owner", *range(1, n + 1))
    places("director", *range(1, n + 1))
    client = sign_in("director")

    with django_assert_num_queries(10):
        client.get(address(calibration))
