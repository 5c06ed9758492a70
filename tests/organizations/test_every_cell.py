"""The table of rights, cell by cell, on every real page: role by role, one's own, another's, a foreign group's.

What is expected follows from PERMISSIONS and from the cells, never from the views. Of roles that a view treats alike the
quick tests ask one, another from view to view, and so with methods that are alike; the slow ones ask all.
test_access.py asks all of them about each right.
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
from tests.organizations.cells import CELLS, SHARED, Cell, Scene
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
        "Nobody tests who may open these. Add each to CELLS in tests/organizations/cells/: the right it asks for, "
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


def answer(client: Client, method: str, path: str) -> str:
    """Say in a word what came: in, asked (who one is), or the number of a refusal."""
    response = getattr(client, method)(path)
    if response.status_code in {302, 303}:
        return "asked" if response.url.startswith(FORM) else "in"
    return "in" if response.status_code in {200, 204, 422} else str(response.status_code)


def reached(name: str, client: Client, path: str, *, whole: bool = True) -> set[str]:
    """Ask by every method that the view takes; unless `whole`, by the one whose turn it is."""
    methods = CELLS[name].methods.split()
    return {answer(client, method, path) for method in (methods if whole else one_of(name, methods))}


def one_of(name: str, listed: list[str]) -> list[str]:
    return [listed[VIEWS[name] % len(listed)]]


VIEWS = {name: turn for turn, name in enumerate(CELLS)}
every_role = pytest.mark.parametrize(
    "whole", [False, pytest.param(True, marks=pytest.mark.slow)], ids=["in turn", "every role"]
)


def let_in(name: str, *, whole: bool) -> list[str]:
    """List who has the right, for each scope."""
    scopes = [scope for scope in Scope if scope is not Scope.NO]
    return [role for scope in scopes for role in in_turn(name, [scope], whole=whole)]


def in_turn(name: str, scopes: list[Scope], *, whole: bool = True) -> list[str]:
    """List the roles that reach as far as one of the scopes; unless `whole`, the one whose turn it is at this view."""
    roles = [role for role in Role.values if row_of(CELLS[name].action).scope([role]) in scopes]
    return roles if whole else [roles[VIEWS[name] % len(roles)]] if roles else []


def reach(cell: Cell, role: str) -> dict[bool, str]:
    """Say what a role that has the right is answered about another's and about its own; who reaches all needs one."""
    if not cell.make or cell.make in SHARED:
        return {True: "in"}
    is_narrow = cell.personal or row_of(cell.action).scope([role]) is Scope.OWN
    return {False: "404", True: "in"} if is_narrow else {False: "in"}


@pytest.fixture
def enter(sign_in):
    """`enter("director", name)`: signed in, and just now where the view's right asks for that."""

    def entered(role: str, name: str, slug: str = "north") -> Client:
        client = sign_in(role, slug)
        if row_of(CELLS[name].action).step_up:
            client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
        return client

    return entered


@every_role
@pytest.mark.parametrize("name", CELLS)
def test_right_reaches_as_far_as_the_table_says(enter, name, whole):
    """Another's first: what is one's own may be gone once a method has been through."""
    found, wanted = {}, {}
    for role in let_in(name, whole=whole):
        client = enter(role, name)
        for mine, answered in reach(CELLS[name], role).items():
            wanted[role, mine] = {answered}
            found[role, mine] = reached(name, client, address(name, "north", role, mine=mine))

    assert found == wanted


@every_role
@pytest.mark.parametrize("name", CELLS)
def test_others_are_refused(enter, sign_in, name, whole):
    """Roles without the right, who did not just prove who they are, outsiders, who left, who has not signed in."""
    path, may = address(name, "north"), let_in(name, whole=whole)
    step_up = row_of(CELLS[name].action).step_up
    refused = {role: {"403"} for role in in_turn(name, [Scope.NO], whole=whole)}
    wanted = refused | {role: {"asked"} for role in may if step_up}

    assert {role: reached(name, sign_in(role), path) for role in wanted} == wanted
    assert reached(name, Client(), path, whole=whole) == {"asked"}
    former = enter("director", name)
    Membership.objects.filter(user__email="director@north.example.org").delete()
    for outsider in (enter("owner", name, "south"), former):
        assert reached(name, outsider, path, whole=whole) == {"404"}


@every_role
@pytest.mark.parametrize("name", CELLS)
def test_other_methods_and_things_of_other_organizations_are_refused(enter, name, whole):
    owner, path = enter("owner", name), address(name, "north")
    rare = ["put", "patch", "delete"]
    others = sorted({"get", "post"} - set(CELLS[name].methods.split())) + (rare if whole else one_of(name, rare))

    assert {method: answer(owner, method, path) for method in others} == dict.fromkeys(others, "405")
    if CELLS[name].make:
        assert reached(name, owner, address(name, "south")) == {"404"}
