"""Lining people up: by the list's address, its ticks, a saved view; and what keeps it light."""

from urllib.parse import urlencode

import pytest
from django.urls import reverse

from ladders import history
from ladders.models import AssessQueue, Ladder, Queued
from ladders.queue import actions, clearing
from members.models import SavedView
from tests.ladders.queue.conftest import address, give, turn

NEW = "/o/north/ladder/many/new/"


def lined_up():
    return list(Queued.objects.order_by("position").values_list("member", flat=True))


def test_the_lists_own_filter_and_order_say_who_and_when(sign_in, people, said, ladder):
    first, second, placed = people(3)
    said(placed, 2, "2026-01-05")
    history.follow(placed, ladder)
    asked, client = urlencode({"place": "off", "sort": "-name"}), sign_in("director")

    page = client.get(f"{NEW}?{asked}")
    response = client.post(f"{NEW}?{asked}", {"sure": "1", "everyone": "1"})

    queue = AssessQueue.objects.get()
    assert "Assess 2 people, one by one" in page.text
    assert response.headers["Location"] == address(queue)
    assert queue.title == "Level is Never placed, or taken off"
    assert lined_up() == [second.pk, first.pk]


def test_who_is_ticked_on_the_list_comes_from_there(sign_in, people):
    one, two, _other = people(3)
    client = sign_in("director")
    ticked = {"do": "assess", "pick": [str(one.pk), str(two.pk)]}

    asks = client.post(reverse("members:bulk", args=["north"]), ticked)
    client.post(NEW, {"sure": "1", "pick": ticked["pick"]})

    assert "Assess 2 people, one by one" in asks.text
    assert set(lined_up()) == {one.pk, two.pk}
    assert AssessQueue.objects.get().title == "People you ticked"


def test_a_saved_view_gives_its_name(sign_in, people, person):
    people(2)
    view = SavedView.objects.create(owner=person("director"), name="New faces", folded="new faces", filters={})
    client = sign_in("director")

    assert "New faces" in client.get(reverse("ladders:queues", args=["north"])).text
    client.post(f"{NEW}?view={view.pk}", {"sure": "1", "everyone": "1"})

    assert AssessQueue.objects.get().title == "New faces"


def test_staff_are_left_out_with_a_sentence(sign_in, people):
    counted, staff = people()[0], people(status="staff")[0]
    sent = {"pick": [str(counted.pk), str(staff.pk)]}

    page = sign_in("director").post(NEW, sent)

    assert "1 person of the list is not counted on this ladder, such as staff, and is left out." in page.text
    assert "Assess 1 person, one by one" in page.text


def test_only_ones_own_people_are_lined_up(sign_in, people, person):
    mine, others = people(organizer=person("organizer"))[0], people(organizer=person("director"))[0]

    sign_in("organizer").post(NEW, {"sure": "1", "pick": [str(mine.pk), str(others.pk)]})

    assert lined_up() == [mine.pk]


def test_another_ladder_can_be_chosen(sign_in, people):
    other = Ladder.objects.create(name="Speakers")

    sign_in("director").post(NEW, {"sure": "1", "pick": [str(people()[0].pk)], "ladder": str(other.pk)})

    assert AssessQueue.objects.get().ladder == other


def test_nobody_is_no_queue(sign_in, north):
    page = sign_in("director").post(NEW, {"sure": "1", "pick": ["0198c0de-0000-7000-8000-000000000000"]})

    assert "There is nobody to assess in this list." in page.text
    assert not AssessQueue.objects.exists()


def test_a_filter_that_is_gone_begins_nothing(sign_in, people):
    people()
    asked = f"{NEW}?place=level-0198c0de-0000-7000-8000-000000000000"

    page = sign_in("director").post(asked, {"sure": "1", "everyone": "1"})

    assert "A filter of this list is gone" in page.text
    assert not AssessQueue.objects.exists()


def test_too_many_are_for_a_filter(sign_in, people, monkeypatch):
    monkeypatch.setattr("ladders.queue.beginning.MOST", 1)
    pks = [str(each.pk) for each in people(2)]

    sign_in("director").post(NEW, {"sure": "1", "pick": pks})

    assert not AssessQueue.objects.exists()


def test_old_queues_are_cleared_away_and_newer_ones_stay(queue, ladder, person):
    actions.begin([], ladder=ladder, title="Old", by=person("organizer"))
    AssessQueue.objects.filter(title="Old").update(touched_at="2025-01-01T00:00Z")

    clearing.forget()

    assert list(AssessQueue.objects.values_list("title", flat=True)) == ["Second floor"]


@pytest.mark.parametrize("n", [1, 3])
def test_statements_do_not_grow(client, queue, three, said, levels, django_assert_num_queries, n):
    give(client, queue, f"level-{levels[0].pk}", evidence="Came")
    for day in range(n):
        said(three[1], 1, f"2026-01-0{day + 1}", evidence="Came")

    # Twelve, and what writes down that somebody was looked at.
    with django_assert_num_queries(13):
        page = client.get(address(queue))

    assert page.context["last"] is not None


def test_fragment_equals_the_turn_on_the_page(client, queue):
    asked = {"HX-Request": "true", "HX-Target": "turn"}

    page, rows = client.get(address(queue)).text, client.get(address(queue), headers=asked).text

    assert "<html" in page
    assert "<html" not in rows
    assert str(turn(client, queue)["turn"].member) in rows
