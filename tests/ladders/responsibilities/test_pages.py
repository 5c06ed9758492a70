"""Whom one could ask, asked from the page, and what other pages say of it."""

import pytest
from django.db import connection
from django.db.models.functions import Now
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from ladders import history
from ladders.models import Holding, Ladder, Level, Responsibility
from ladders.responsibilities import actions, shown
from members.filters import fields_of
from members.models import Member
from members.teams import actions as teams
from tests.ladders.responsibilities.conftest import TODAY, url
from tests.members.filters.world import asking


def test_director_writes_one_down_and_a_wrong_one_stays_typed(sign_in, levels):
    client = sign_in("director")
    wrong = client.post(url("add"), {"name": "", "places": "0", "takes": "Keys"})
    assert (wrong.status_code, "Keys" in wrong.text, "for one person at least" in wrong.text) == (422, True, True)

    sent = {"name": " Opens  the hall ", "places": "2", "level": levels[1].pk, "by_on": "2026-06-01"}
    answer = client.post(url("add"), sent)

    made = Responsibility.objects.get()
    assert (made.name, made.places, answer.url) == ("Opens the hall", 2, url("responsibility", made))
    assert client.post(url("add"), {**sent, "name": "opens the hall"}).status_code == 422
    client.post(url("edit", made), {**sent, "name": "Opens up", "places": "3"})
    assert "0 of 3" in client.get(url("list")).text


def test_those_far_enough_are_offered_by_name_and_asked(sign_in, tree, three):
    client = sign_in("director")
    _one, two, three_ = three

    page = client.get(url("responsibility", tree))
    assert page.context["ready"].people == [two, three_]
    asked = client.post(url("ask", tree), {"member": two.pk}, follow=True)

    assert "was asked. Write down what they say." in asked.text
    assert asked.context["ready"].people == [three_]
    holding = Holding.objects.get()
    answered = client.post(url("step", tree, holding), {"answer": "yes", "words": "Gladly"}, follow=True)
    assert "carries it from today." in answered.text
    assert "“Gladly”" in answered.text
    back = client.post(url("step", tree, holding), {"words": "It went well"}, follow=True)
    assert "has given it back." in back.text
    late = client.post(undo(tree, holding, "yes"), follow=True)
    assert "It has gone on since then" in late.text
    assert f'action="{undo(tree, holding, "back")}"' in back.text
    client.post(undo(tree, holding, "back"))
    assert tree.holdings.held().count() == 1


def undo(tree, holding, step):
    return reverse("responsibilities:undo", args=["north", tree.pk, holding.pk, step])


def test_form_offers_no_level_of_a_ladder_put_away_but_the_one_named(sign_in, tree):
    level = Level.objects.create(ladder=Ladder.objects.create(name="Old", put_away_at=Now()), position=1, name="Came")
    client = sign_in("director")
    assert f"Old: {level}" not in client.get(url("edit", tree)).text

    Responsibility.objects.update(level=level)

    assert f"Old: {level}" in client.get(url("edit", tree)).text
    assert client.post(url("edit", tree), {"name": "Tree", "places": 2, "level": level.pk}).status_code == 303


def test_answer_is_asked_for_and_a_full_one_says_so(sign_in, tree, three, held, person):
    by, client = person("director"), sign_in("director")
    first, second = (actions.ask(tree, member=each, on=TODAY, by=by) for each in (three[0], three[2]))

    assert client.post(url("step", tree, first), {}).status_code == 422
    client.post(url("step", tree, first), {"answer": "yes"})
    full = client.post(url("step", tree, second), {"answer": "yes"})

    assert (full.status_code, "There is no room any more" in full.text) == (422, True)
    client.post(url("step", tree, second), {"answer": "no", "words": "In autumn"})
    page = client.get(url("responsibility", tree)).text
    assert "said not now on" in page
    assert "Choose whom you asked." in client.post(url("ask", tree), {}, follow=True).text


def test_who_carries_enough_is_left_out_and_counted(sign_in, tree, three, person):
    by = person("director")
    for name in ("Keys", "Tea"):
        told = {"takes": "", "team": None, "level": None, "places": 1, "by_on": None}
        made = actions.make(name=name, **told, by=by)
        actions.accept(actions.ask(made, member=three[2], on=TODAY, by=by), words="", on=TODAY, by=by)

    page = sign_in("director").get(url("responsibility", tree))

    assert (page.context["ready"].people, page.context["ready"].n_laden) == ([three[1]], 1)
    assert "1 person more is far enough" in page.text


def test_organizer_asks_their_own_people_for_what_is_of_their_teams(sign_in, tree, three, person, held):
    me = person("organizer")
    Member.objects.filter(pk=three[2].pk).update(organizer=me)
    client = sign_in("organizer")
    assert client.get(url("edit", tree)).status_code == 404
    team = teams.make(name="Calls", purpose="", unit=None, organizer=me, by=me)
    Responsibility.objects.update(team=team)

    page = client.get(url("responsibility", tree))

    assert page.context["ready"].people == [three[2]]
    assert str(three[1]) not in page.text
    assert "And 1 person who is not in your list." in page.text
    assert client.get(url("step", tree, held)).status_code == 404
    refused = client.post(url("ask", tree), {"member": three[1].pk}, follow=True)
    assert "not in your list any more" in refused.text
    assert "Phone tree" in client.get(reverse("teams:team", args=["north", team.pk])).text


def test_person_and_their_own_page_say_what_they_carry(sign_in, tree, held, person):
    page = sign_in("director").get(reverse("members:detail", args=["north", held.member_id])).text

    assert "Carries" in page
    assert "Phone tree" in page
    assert [each.what for each in shown.carried(held.member)] == ["Phone tree"]
    past = sign_in("director").get(reverse("members:history", args=["north", held.member_id])).text
    assert "asked them to carry “Phone tree”" in past
    assert "Took on “Phone tree”: I like calling" in past
    # A day is that day in the group's own zone, west of Greenwich too, and has no hour.
    assert ("May 4, 2026" in past, "May 3, 2026" in past, "12:00 AM" in past) == (True, False, False)


def test_filters_find_who_carries_and_who_is_ready(north, tree, three, held, person):
    request = asking(north, person("director"))
    fields = fields_of(request)

    def found(name, *values, op="is"):
        return list(Member.objects.filter(fields[name].where(request, op, values)).order_by("pk"))

    assert found("responsibility", str(tree.pk)) == found("responsibility", op="filled") == [three[1]]
    assert found("ready-for", str(tree.pk)) == found("ready-for", "any") == [three[2]]
    assert fields["ready-for"].says(request, "is", ("any",)) == "Is ready for is any that is open"
    with pytest.raises(ValueError, match="0190"):
        found("responsibility", "01900000-0000-7000-8000-000000000000")


def test_of_one_level_whoever_has_them_all_is_ready_for_none(north, tree, three, held, levels, person):
    told = {"takes": "", "team": None, "level": levels[1], "places": 1, "by_on": None, "by": person("director")}
    made = [actions.make(name=name, **told) for name in ("Keys", "Tea")]
    where = fields_of(asking(north, person("director")))["ready-for"].where

    def ready():
        return set(Member.objects.filter(where(asking(north, person("director")), "is", ("any",))))

    assert ready() == {three[1], three[2]}
    for each in made:
        actions.ask(each, member=three[1], on=TODAY, by=person("director"))
    assert ready() == {three[2]}


def test_nobody_is_ready_for_what_is_filled_or_put_away(north, tree, three, held, person):
    Responsibility.objects.update(places=1)
    request = asking(north, person("director"))

    where = fields_of(request)["ready-for"].where(request, "is", (str(tree.pk),))

    assert not Member.objects.filter(where).exists()


@pytest.mark.parametrize("n", [1, 3])
def test_pages_take_the_same_statements_for_one_and_three(sign_in, tree, people, said, person, n):
    by = person("director")
    for member in people(n):
        said(member, 3, "2026-01-05")
        actions.ask(tree, member=member, on=TODAY, by=by)
        told = {"takes": "", "team": None, "level": None, "places": 1, "by_on": None}
        actions.make(name=f"More {member.pk}", **told, by=by)
    history.rebuild()
    client, counts = sign_in("director"), []

    for address in (url("list"), url("responsibility", tree)):
        with CaptureQueriesContext(connection) as asked:
            assert client.get(address).status_code == 200
        counts.append(len([each for each in asked if not each["sql"].startswith("SET")]))

    assert counts == [7, 8]
