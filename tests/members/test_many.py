"""With 12,000 people, every page of people asks the database as often as with few."""

from random import Random

import pytest

from bench import crowd, people
from stpnet.db import planner

MANY = 12_000


@pytest.mark.slow
def test_pages_take_at_most_twelve_statements_among_many(north, sign_in):
    client, chance = sign_in("director"), Random(12)
    crowd.store_people(MANY, chance)
    crowd.furnish(chance)
    planner.look()
    people.save_views(client, "north")

    taken = {page.name: people.statements(client, page) for page in people.pages(client, "north")}

    assert {name: n for name, n in taken.items() if n > people.MOST} == {}
    assert taken["person"] >= 1


@pytest.mark.slow
def test_organizer_of_units_takes_no_more(north, sign_in, person):
    chance = Random(12)
    crowd.store_people(MANY, chance)
    crowd.furnish(chance)
    planner.look()
    person("organizer").staff_scopes.create(unit=crowd.a_unit())
    client = sign_in("organizer")

    assert people.statements(client, people.Page("list", "/o/north/people/")) <= people.MOST
