"""With 12,000 people and ten times as many words about them, every dashboard asks the database as often as with few."""

from datetime import timedelta
from random import Random
from typing import Any

import pytest

from bench import climbing, people
from bench.people import Page
from ladders import tally
from ladders.models import Ladder
from organizations.models import Organization
from stpnet.db import planner
from tests.dashboards.test_doors import PAGES
from tests.members.test_weight import MOST_BYTES, compressed, files_of

MANY = 12_000


@pytest.fixture
def climbed(north: Organization) -> str:
    """Return a period as it stands in an address."""
    climbing.store(MANY, Ladder.objects.get(is_default=True), north.today(), Random(12))
    tally.settle()
    planner.look()
    return f"period=days&from={north.today() - timedelta(days=90)}&to={north.today()}"


@pytest.mark.slow
def test_dashboards_take_at_most_twelve_statements_and_sixty_kilobytes_among_many(climbed: str, sign_in: Any):
    client = sign_in("director")
    pages = {path: path.format(days=climbed) for path in (*PAGES, "/o/north/reports/", "/o/north/reports/new/")}

    taken = {path: people.statements(client, Page(path, url)) for path, url in pages.items()}
    heavy = {path: weight(client, url) for path, url in pages.items()}

    assert {path: n for path, n in taken.items() if n > people.MOST} == {}
    assert {path: n for path, n in heavy.items() if n > MOST_BYTES} == {}


def weight(client: Any, url: str) -> int:
    """Add up what comes over the wire on a first view; of fonts the first one, in which these pages are written."""
    page = client.get(url)
    on_the_way = client.get(url, headers={"Accept-Encoding": "gzip, br"}).content
    return len(on_the_way) + sum(compressed(name) for name in files_of(page.text))
