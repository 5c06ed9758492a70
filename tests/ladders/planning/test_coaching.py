"""Who coaches whom: coverage that equals its lists, who holds too many and who is told of it."""

import pytest
from django.db import connection
from django.db.models.functions import Now
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from ladders import history
from ladders.coaching import queries
from ladders.coaching.queries import coverage
from ladders.models import Ladder, Level
from members.models import Member, Relationship

TREE = "/o/north/coaching/"


def coach(above, *below):
    for member in below:
        Relationship.objects.create(member=above, other=member, kind="coach_of")


@pytest.fixture
def placed(people, said):
    """Four at level 3 and one at level 4, who coaches two of them."""
    lead, *others = people(5)
    said(lead, 4, "2026-01-05")
    for member in others:
        said(member, 3, "2026-01-05")
    history.rebuild()
    coach(lead, *others[:2])
    return lead, others


def test_coverage_counts_each_level_and_leads_to_its_lists(sign_in, placed):
    client = sign_in("director")
    page = client.get(TREE)

    assert "2 of 4 at level 3 have a coach." in page.text
    for each, url in page.context["levels"]:
        assert [client.get(url[key]).context["page"].paginator.count for key in ("all", "yes", "no")] == [
            each.people, each.coached, each.without,
        ]  # fmt: skip
    alone = client.get(page.context["alone_url"]).context["page"].paginator.count
    assert alone == page.context["alone"]


def test_turned_staff_archived_and_without_a_coach_who_is_here_are_counted_so(placed, levels):
    _lead, (one, _two, three, four) = placed
    Member.objects.filter(pk=one.pk).update(status="staff")
    Member.objects.filter(pk=three.pk).update(archived_at=Now())
    coach(three, four)

    found = {each.level.position: each for each in coverage(Member.objects.people(), levels).levels}

    assert (found[3].people, found[3].coached) == (2, 1)
    assert (found[4].people, found[4].coached) == (1, 0)


def test_who_holds_more_than_the_setting_is_shown_to_directors_and_themselves(sign_in, placed, people, person):
    lead, _others = placed
    coach(person("organizer"), *people(3, organizer=person("organizer")))
    Ladder.objects.update(holds_at_most=1)

    director, organizer = sign_in("director").get(TREE).text, sign_in("organizer").get(TREE).text

    assert f"{lead} holds 2. Raise a leader among them, or split a team." in director
    assert "You hold 3. Raise a leader among them, or split a team." in organizer
    assert str(lead) not in organizer
    assert "Raise a leader" not in sign_in("data_lead").get(TREE).text
    Ladder.objects.update(holds_at_most=0)
    assert "Raise a leader" not in sign_in("director").get(TREE).text


def test_holders_are_named_by_the_alphabet_and_the_list_has_the_rest(sign_in, people, monkeypatch):
    monkeypatch.setattr(queries, "NAMED", 2)
    names, everybody = ["Zora", "Ada", "Mo"], people(4)
    coaches = [Member.objects.create(given_name=name) for name in names]
    for n, member in enumerate(coaches, start=1):
        coach(member, *everybody[: 5 - n])
    Ladder.objects.update(holds_at_most=1)
    client = sign_in("director")

    page = client.get(TREE)

    assert [str(each.member) for each in page.context["holders"].few] == ["Ada", "Mo"]
    assert "And 1 more: show all in the list of people" in page.text
    assert client.get(page.context["holders_url"]).context["page"].paginator.count == 3


def test_generations_stand_below_their_coaches(sign_in, placed):
    lead, (one, *_rest) = placed

    nodes = sign_in("director").get(TREE).context["forest"].nodes
    below = sign_in("director").get(reverse("coaching:below", args=["north", lead.pk]))

    assert [(node.name, node.n) for node in nodes] == [(str(lead), 2)]
    assert str(one) in below.text
    assert f"Whom {lead} coaches" in below.text


def test_says_what_to_do_when_nobody_coaches(sign_in, people):
    people()
    Level.objects.all().delete()

    assert "Nobody coaches anybody yet, on paper" in sign_in("director").get(TREE).text


def test_refusals(sign_in, placed):
    below = reverse("coaching:below", args=["north", placed[0].pk])
    for address in (TREE, below):
        assert Client().get(address).status_code == 302
        assert sign_in("coach").get(address).status_code == 403
        assert sign_in("director").post(address).status_code == 405
    assert sign_in("organizer").get(below).status_code == 404


@pytest.mark.parametrize("n", [1, 3])
@pytest.mark.parametrize(("role", "most"), [("director", 11), ("organizer", 12)])
def test_page_takes_the_same_statements_for_one_and_three(sign_in, placed, people, person, role, most, n):
    for member in people(n, organizer=person("organizer")):
        coach(member, *people(2, organizer=person("organizer")))
    client = sign_in(role)

    with CaptureQueriesContext(connection) as asked:
        assert client.get(TREE).status_code == 200

    assert len([each for each in asked if not each["sql"].startswith("SET")]) == most
