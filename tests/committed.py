"""Fixtures for what a transaction that is rolled back cannot show: other threads, other processes, failures.

A test uses these or those of conftest.py that need `db`, never both.
"""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.contrib.sessions.models import Session
from django.db import connections
from django.test import Client

from organizations.actions import delete_organization
from organizations.models import Organization, User
from stpnet.db.wrapper import current
from tests.seeds import make_organization

type SignIn = Callable[[str, str], Client]


@pytest.fixture
def committed(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """Every statement is kept, as in earnest: what a test writes here it takes away itself."""
    with django_db_blocker.unblock():
        yield
        # Sign-ins of the test; nobody else keeps sessions between tests.
        current().set_schema_to_public()
        Session.objects.all().delete()


@pytest.fixture
def east(committed: None) -> Iterator[Organization]:
    """An organization of this test alone, with committed rows and role@east.example.org; gone afterwards."""
    organization = make_organization("east", "East Valley")
    yield organization
    delete_organization(organization)
    User.objects.filter(email__endswith="@east.example.org").delete()


@pytest.fixture
def committed_sign_in(committed: None) -> SignIn:
    """`committed_sign_in("director", "east")`: a signed-in client whose session other threads can read."""

    def signed_in(role: str, slug: str) -> Client:
        client = Client()
        client.force_login(User.objects.get(email=f"{role}@{slug}.example.org"))
        return client

    return signed_in


def in_threads[T](*works: Callable[[], T]) -> list[T]:
    """Run each in a thread of its own, hence on a connection of its own; return what they returned."""

    def run(work: Callable[[], T]) -> T:
        try:
            return work()
        finally:
            connections.close_all()

    with ThreadPoolExecutor(len(works)) as pool:
        return [future.result(timeout=60) for future in [pool.submit(run, work) for work in works]]
