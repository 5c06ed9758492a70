"""Many people, and what the page sends to change them."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from members.models import ChangeSet, Member


@pytest.fixture
def director(north, sign_in) -> Client:
    client: Client = sign_in("director")
    return client


def people(n: int, **columns: Any) -> list[Member]:
    return Member.objects.bulk_create(
        Member(given_name=f"P{i:03}", family_name="Q", folded=f"p{i:03} q", **columns) for i in range(n)
    )


def url(do: str, query: str = "?status=contact") -> str:
    return f"{reverse('members:bulk', args=['north'])}{query}&do={do}"


def send(client: Client, do: str, *, n: int, query: str = "?status=contact", **fields: Any) -> Any:
    """Press the button of the page that asks how; nobody ticked: everyone who matches."""
    chosen = {} if "pick" in fields else {"everyone": "1"}
    return client.post(url(do, query), {"sure": "1", "n": str(n), **chosen, **fields})


def changed() -> ChangeSet:
    return ChangeSet.objects.get(kind="bulk")


def of(name: str, made: ChangeSet) -> str:
    return reverse(f"members:{name}", args=["north", made.pk])
