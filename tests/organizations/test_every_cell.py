"""The table of rights, cell by cell, on every real page: role by role, one's own, another's, a foreign group's.

What is expected follows from PERMISSIONS and from cells.py, never from the views.
"""

from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from members.models import Member
from organizations.models import Membership, Role, User
from organizations.permissions import Scope, row_of
from stpnet.in_org import in_org, on_public_side
from tests.organizations.cells import CELLS, Cell, Scene
from tests.seeds import PASSWORD, of

FORM = "/accounts/"


def views(patterns: list[Any], route: str = "", room: str = "") -> Iterator[str]:
    """Name every view under /o/, as `reverse` knows it."""
    for pattern in patterns:
        here = route + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from views(pattern.url_patterns, here, f"{pattern.namespace}:" if pattern.namespace else room)
        elif isinstance(pattern, URLPattern) and here.startswith("o/<slug:organization>/"):
            yield f"{room}{pattern.name}"


def test_every_view_stands_in_the_table_of_cells():
    real = set(views(get_resolver().url_patterns))

    assert sorted(real - set(CELLS)) == [], (
        "Nobody tests who may open these. Add each to CELLS in tests/organizations/cells.py: the right it asks for, "
        "its methods, and a maker of what its address names."
    )
    assert sorted(set(CELLS) - real) == [], "These views are gone. Take them out of CELLS."


def member_of(slug: str, role: str) -> Member:
    with on_public_side():
        user = User.objects.get(email=f"{role}@{slug}.example.org")
    return Member.objects.get(user_id=user.pk)


def address(name: str, slug: str, role: str = "owner", *, mine: bool = True) -> str:
    """Make what the view is about in an organization; return where north would show it."""
    organization, cell = of(slug), CELLS[name]
    with in_org(organization):
        made = cell.make(Scene(organization, member_of(slug, role), mine)) if cell.make else {}
    return reverse(name, args=["north", *made.values()])


def prove(client: Client) -> Client:
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    return client


def answer(client: Client, method: str, path: str) -> str:
    """Say in a word what came: in, asked (who one is), or the number of a refusal."""
    response = getattr(client, method)(path)
    if response.status_code in {302, 303}:
        return "asked" if response.url.startswith(FORM) else "in"
    return "in" if response.status_code in {200, 204, 422} else str(response.status_code)


def expected(cell: Cell, role: str, *, mine: bool) -> str:
    scope = row_of(cell.action).scope([role])
    if scope is Scope.NO:
        return "403"
    reaches = mine or cell.make is None or (scope is not Scope.OWN and not cell.personal)
    return "in" if reaches else "404"


EACH = [pytest.param(name, role, id=f"{name}-{role}") for name in CELLS for role in Role.values]


@pytest.mark.parametrize(("name", "role"), EACH)
def test_cell(sign_in, name, role):
    """Another's first: what is one's own may be changed, or gone, once the method has been through."""
    client, cell = prove(sign_in(role)), CELLS[name]
    paths = {mine: address(name, "north", role, mine=mine) for mine in (False, True)}
    found = {
        (method, mine): answer(client, method, path) for mine, path in paths.items() for method in cell.methods.split()
    }

    assert found == {(method, mine): expected(cell, role, mine=mine) for method, mine in found}


@pytest.mark.parametrize("name", [name for name, cell in CELLS.items() if cell.make])
def test_thing_of_another_organization_is_not_there(sign_in, name):
    path = address(name, "south")
    client = prove(sign_in("owner"))

    assert {answer(client, method, path) for method in CELLS[name].methods.split()} == {"404"}


@pytest.mark.parametrize("name", CELLS)
def test_nobody_from_outside_comes_in(sign_in, name):
    """Whoever has not signed in is asked; who belongs elsewhere, and who did belong, finds nothing."""
    path, methods = address(name, "north"), CELLS[name].methods.split()
    former = prove(sign_in("director"))
    Membership.objects.filter(user__email="director@north.example.org").delete()

    assert {answer(Client(), method, path) for method in methods} == {"asked"}
    for client in (prove(sign_in("owner", "south")), former):
        assert {answer(client, method, path) for method in methods} == {"404"}


@pytest.mark.parametrize("name", CELLS)
def test_other_methods_are_refused(sign_in, name):
    path, methods = address(name, "north"), CELLS[name].methods.split()
    client = prove(sign_in("owner"))

    for method in {"get", "post", "put", "patch", "delete"} - set(methods):
        assert answer(client, method, path) == "405", method


@pytest.mark.parametrize("name", [name for name, cell in CELLS.items() if row_of(cell.action).step_up])
@pytest.mark.parametrize("role", Role.values)
def test_dangerous_cell_asks_who_one_is(sign_in, name, role):
    path, cell = address(name, "north", role), CELLS[name]
    client = sign_in(role)

    wanted = "403" if row_of(cell.action).scope([role]) is Scope.NO else "asked"
    assert {answer(client, method, path) for method in cell.methods.split()} == {wanted}
