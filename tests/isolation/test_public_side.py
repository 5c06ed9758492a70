"""What stands outside any organization: every address of the resolver, asked by nobody and by a neighbor (A1).

With test_every_cell.py, which has every view under /o/, each pattern and method is tried; there are no exceptions.
"""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from organizations.models import Invitation, User
from stpnet.in_org import on_public_side
from tests.conftest import Visitor
from tests.isolation.world import fill, foreign, told
from tests.organizations.cells import CELLS
from tests.organizations.test_every_cell import views

METHODS = ("get", "post", "put", "delete")


def outside(patterns: list[Any], route: str = "") -> Iterator[str]:
    for pattern in patterns:
        here = route + re.sub(r"\\[AZ]|[\^$]", "", str(pattern.pattern))
        if isinstance(pattern, URLResolver):
            yield from outside(pattern.url_patterns, here)
        elif isinstance(pattern, URLPattern) and not here.startswith("o/"):
            yield f"/{here}"


def filled(route: str, organization: str) -> str:
    """Put the key of an organization, and words that open nothing, into an address."""
    route = route.replace("<uuid:organization>", organization)
    route = re.sub(r"\(\?P<\w+>[^)]*\)", "abc", route)
    return re.sub(r"<(?:str|slug):\w+>", "abc", re.sub(r"<int:\w+>", "1", route))


@pytest.fixture
def neighbor(north, south, sign_in) -> Client:
    client = sign_in("owner", "south")
    client.raise_request_exception = False
    return client


def test_no_public_address_says_anything_of_a_neighbor(north, south, neighbor):
    here, there = fill(north), fill(south)
    marks, tried, wrong = [mark for mark in here.marks() if mark != str(north.pk)], 0, []
    routes = sorted(set(outside(get_resolver().url_patterns)))
    for path in (filled(route, str(north.pk)) for route in routes):
        for client in (Visitor(raise_request_exception=False), neighbor):
            for method in METHODS:
                answer = getattr(client, method)(path)
                tried += 1
                said = [mark for mark in foreign(answer, there, [here, there], "owner@south.") if mark in marks]
                wrong += [(path, method, answer.status_code, said)] * bool(said or answer.status_code >= 500)

    inside = len(set(views(get_resolver().url_patterns)))
    told("A1 addresses", outside=len(routes), inside=inside, in_cells=len(CELLS), requests=tried, exceptions=0)
    assert wrong == []
    assert inside == len(CELLS)


def test_invitation_and_membership_of_another_group_are_found_by_no_owner(north, south, neighbor):
    here, there = fill(north), fill(south)
    with on_public_side():
        before = list(Invitation.objects.order_by("pk").values())
    for key in (here.keys["invitation"], here.keys["membership"], there.keys["user"]):
        for page in (
            "people/{}/",
            "people/{}/remove/",
            "people/invitations/{}/withdraw/",
            "people/invitations/{}/resend/",
        ):
            for method in METHODS:
                answer = getattr(neighbor, method)(f"/o/south/settings/{page.format(key)}")
                assert answer.status_code in (302, 404, 405), page
                assert not foreign(answer, there, [here, there], "owner@south.")
    with on_public_side():
        assert list(Invitation.objects.order_by("pk").values()) == before


def test_who_runs_the_site_has_no_door(north, sign_in):
    """Whatever a row of an account says: only a membership, which an owner gives and which can have a last day, opens."""
    client = Visitor()
    with on_public_side():
        client.force_login(User.objects.create_user("boss@example.org", "seven loaves for forty", name="Boss"))

    assert not {"is_staff", "is_superuser"} & {field.name for field in User._meta.get_fields()}
    assert {client.get(f"/o/north/{page}").status_code for page in ("", "ladder/", "people/", "settings/")} == {404}
    assert client.get("/admin/").status_code == 404
