"""Going through a queue: a level, still right, not sure yet, skipped, undone, left and found again."""

from datetime import timedelta

import pytest
from django.contrib.messages import get_messages
from django.urls import reverse

from ladders import actions as ladder_actions
from ladders.models import Assessment, AssessQueue, Ladder, Place, Queued, Standing
from ladders.queue import actions
from ladders.queue.actions import TurnRefused
from tests.ladders.queue.conftest import address, give, names, turn, undo


def place(member):
    return Standing.objects.filter(member=member).values_list("place", "level__position").first()


def fates(queue):
    return list(queue.people.order_by("position").values_list("fate", flat=True))


def test_a_level_with_one_line_is_kept_and_the_next_person_comes(client, queue, three, levels):
    response = give(client, queue, f"level-{levels[1].pk}", evidence="Set up the room")

    assert (response.status_code, response.headers["Location"]) == (302, address(queue))
    assert place(three[0]) == ("level", 2)
    assert names(client, queue) == str(three[1])
    assert turn(client, queue)["progress"].at == 2


def test_a_changed_level_needs_its_line(client, queue, levels):
    response = give(client, queue, f"level-{levels[1].pk}", evidence=" ")

    assert response.status_code == 422
    said = ["Say what you saw: a changed level needs one line of evidence."]
    assert response.context["form"].errors == {"evidence": said}
    assert not Assessment.objects.exists()


def test_still_right_needs_no_line_and_is_a_word_of_today(client, queue, three, said, person, north):
    said(three[0], 3, "2026-01-05")
    ladder_actions.history.follow(three[0], queue.ladder)

    give(client, queue)

    made = Assessment.objects.latest_first().first()
    assert (made.level.position, made.on, made.assessed_by) == (3, north.today(), person("organizer"))
    assert fates(queue) == ["assessed", "open", "open"]


@pytest.mark.parametrize("where", ["quiet", "off"])
def test_still_gone_quiet_can_be_said_too(client, queue, three, said, where):
    said(three[0], where, "2026-01-05")

    give(client, queue)

    assert list(Assessment.objects.values_list("place", flat=True)) == [where, where]


def test_not_sure_yet_asks_what_is_open_and_when_to_look_again(client, queue, three, north):
    day = (north.today() + timedelta(days=14)).isoformat()
    refused = give(client, queue, "unsure", review_on=day)
    kept = give(client, queue, "unsure", review_on=day, evidence="Met once, in a crowd")

    assert refused.context["form"].errors == {"evidence": ["Say in one line what makes you unsure."]}
    assert kept.status_code == 302
    assert place(three[0]) == ("unsure", None)


def test_a_day_to_look_again_is_left_out_where_a_level_was_chosen(client, queue, three, levels, north):
    give(client, queue, f"level-{levels[0].pk}", evidence="Came", review_on=north.today().isoformat())

    assert Assessment.objects.get().review_on is None


def test_skipping_says_nothing_and_those_skipped_can_come_again(client, queue, three):
    for _ in three:
        client.post(address(queue, "_skip"), {"turn": turn(client, queue)["turn"].pk})
    end = client.get(address(queue))
    client.post(address(queue, "_again"))

    assert "You have been through all 3." in end.text
    assert "Go through the 3 you skipped" in end.text
    assert not Assessment.objects.exists()
    assert names(client, queue) == str(three[0])


def test_undo_takes_back_what_was_just_said_with_its_reason(client, queue, three, levels):
    give(client, queue, f"level-{levels[3].pk}", evidence="Another Ana")
    undo(client, queue)

    made = Assessment.objects.get()
    assert (made.void_reason, made.voided_at is not None) == ("Undone in the queue", True)
    assert place(three[0]) is None
    assert names(client, queue) == str(three[0])


def test_undo_goes_back_step_by_step_and_then_says_that_there_is_nothing(client, queue, three):
    for _ in range(2):
        client.post(address(queue, "_skip"), {"turn": turn(client, queue)["turn"].pk})
    for _ in range(2):
        undo(client, queue)
    nothing = undo(client, queue)

    assert fates(queue) == ["open"] * 3
    assert [str(each) for each in get_messages(nothing.wsgi_request)] == ["There is nothing to undo."]


def test_undo_takes_back_whom_the_page_names_and_nobody_else(client, queue, three):
    for _ in range(2):
        client.post(address(queue, "_skip"), {"turn": turn(client, queue)["turn"].pk})
    second = {"turn": turn(client, queue)["last"].pk}
    client.post(address(queue, "_undo"), second)

    twice = client.post(address(queue, "_undo"), second)

    assert fates(queue) == ["skipped", "open", "open"]
    said = ["You have dealt with this person already, perhaps in another window."]
    assert [str(each) for each in get_messages(twice.wsgi_request)] == said
    with pytest.raises(TurnRefused):
        actions.undo(queue.people.get(position=2), said="", by=queue.owner)


def test_undo_leaves_what_was_said_in_that_turn_since(client, queue, three, levels):
    give(client, queue, f"level-{levels[3].pk}", evidence="Another Ana")
    shown = turn(client, queue)["last"]
    undo(client, queue)
    give(client, queue, f"level-{levels[1].pk}", evidence="Set up the room")

    late = client.post(address(queue, "_undo"), {"turn": shown.pk, "said": shown.assessment_id})

    said = ["You have dealt with this person already, perhaps in another window."]
    assert [str(each) for each in get_messages(late.wsgi_request)] == said
    assert place(three[0]) == ("level", 2)


def test_undo_of_what_a_director_took_back_already_gives_the_turn_again(client, queue, three, levels, person):
    give(client, queue, f"level-{levels[3].pk}", evidence="Another Ana")
    ladder_actions.void(Assessment.objects.get(), reason="The wrong Ana", by=person("director"))

    undo(client, queue)

    assert Assessment.objects.get().void_reason == "The wrong Ana"
    assert fates(queue) == ["open"] * 3


def test_a_word_that_somebody_else_said_meanwhile_is_shown_first(client, queue, three, said, levels):
    said(three[0], 2, "2026-01-05")
    shown = turn(client, queue)
    said(three[0], 4, "2026-01-06")
    stale = {"turn": shown["turn"].pk, "seen": shown["known"].latest.pk, "where": shown["known"].now}

    response = client.post(address(queue), stale)

    assert response.status_code == 422
    assert "Someone has said something new about this person just now. Look again." in response.text
    assert Assessment.objects.count() == 2


@pytest.mark.parametrize("verb", ["", "_skip"])
def test_a_turn_that_was_taken_in_another_window_is_not_taken_twice(client, queue, three, verb):
    first = turn(client, queue)["turn"].pk
    client.post(address(queue, "_skip"), {"turn": first})

    late = client.post(address(queue, verb), {"turn": first, "where": "off"})

    said = ["You have dealt with this person already, perhaps in another window."]
    assert [str(each) for each in get_messages(late.wsgi_request)] == said
    assert fates(queue) == ["skipped", "open", "open"]


def test_a_retired_level_is_neither_still_right_nor_to_choose(client, queue, three, said, levels):
    said(three[0], 5, "2026-01-05")
    type(levels[4]).objects.filter(pk=levels[4].pk).update(retired_at="2026-02-01T12:00Z")

    page = client.get(address(queue))
    refused = give(client, queue, f"level-{levels[4].pk}")

    assert "This level is retired: choose another one" in page.text
    assert "Still right" not in page.text
    assert refused.context["form"].errors == {"where": ["This level is not in use on the ladder. Choose another one."]}


def test_a_ladder_without_not_sure_yet_does_not_offer_it(client, queue):
    Ladder.objects.update(has_unsure=False)

    assert 'value="unsure"' not in client.get(address(queue)).text


def test_a_level_that_waits_for_a_second_person_is_said_and_the_queue_goes_on(client, queue, three, levels):
    Ladder.objects.update(needs_review=True)
    give(client, queue, f"level-{levels[1].pk}", evidence="Set up the room")
    undo(client, queue)
    give(client, queue, f"level-{levels[2].pk}", evidence="Brought two neighbors")
    Queued.objects.filter(queue=queue, position=1).update(fate="open", at=None, assessment=None)

    assert f"Waiting for a second person: {levels[2]}" in client.get(address(queue)).text
    assert place(three[0]) is None


def test_it_is_found_again_where_it_was_left_and_can_be_put_away(client, queue, three):
    client.post(address(queue, "_skip"), {"turn": turn(client, queue)["turn"].pk})

    found = client.get(reverse("ladders:queues", args=["north"])).text
    gone = client.post(address(queue, "_put_away"), follow=True).text

    assert "Go on: 2 left" in found
    assert "The list is put away. What you said of people stays." in gone
    assert not Queued.objects.exists()


def test_what_is_known_is_said(client, queue, three, said, person):
    said(three[0], 3, "2026-01-05", evidence="Brought two neighbors", assessed_by=person("director"))
    said(three[0], 3, "2026-02-05")

    page = client.get(address(queue))

    assert page.context["known"].evidence.evidence == "Brought two neighbors"
    assert "Jan 5, 2026" in page.text
    assert str(person("organizer")) in page.text
    assert page.context["known"].latest.place == Place.LEVEL


def test_the_queue_one_was_in_last_comes_first(client, queue, three, ladder):
    begun = [actions.begin([three[0].pk], ladder=ladder, title=title, by=queue.owner) for title in ("Third", "Fourth")]
    for each, on in zip((queue, *begun), ("2026-03-02", "2026-03-05", "2026-03-01"), strict=True):
        AssessQueue.objects.filter(pk=each.pk).update(touched_at=f"{on}T12:00Z")

    found = client.get(reverse("ladders:queues", args=["north"])).context["queues"]

    assert [each.title for each in found] == ["Third", "Second floor", "Fourth"]
