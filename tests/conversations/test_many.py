"""With 12,000 people and twice as many talks, the pages of an organizer's day ask the database as often as with few."""

from random import Random

import pytest

from bench import crowd, people, talks
from bench.people import Page
from members.models import Member
from stpnet.db import planner

MANY = 12_000


@pytest.mark.slow
@pytest.mark.django_db
def test_the_organizers_day_takes_at_most_twelve_statements_among_many(north, sign_in, person):
    chance = Random(12)
    crowd.store_people(MANY, chance)
    crowd.furnish(chance)
    assert talks.store_talks(person("organizer"), north.today(), chance) >= 2 * MANY
    planner.look()
    somebody = Member.objects.filter(organizer=person("organizer")).first()
    pages = {
        "today": "/o/north/today/",
        "log": f"/o/north/conversations/new/?with={somebody.pk}",
        "person": f"/o/north/people/{somebody.pk}/",
        "timeline": f"/o/north/people/{somebody.pk}/history/",
        "conversations": "/o/north/conversations/",
        "theirs": f"/o/north/conversations/with/{somebody.pk}/",
        "follow-ups": "/o/north/follow-ups/",
        "said yes": "/o/north/commitments/",
        "themes": "/o/north/conversations/themes/",
    }
    client = sign_in("organizer")
    taken = {name: people.statements(client, Page(name, url)) for name, url in pages.items()}
    assert {name: n for name, n in taken.items() if n > people.MOST} == {}
