"""`@allow` on real requests: every right for every role, what the refused are told, signing in again."""

import re

import pytest
from django.core.checks.registry import registry
from django.test import Client
from django.urls import URLResolver, get_resolver, reverse

from organizations.access import allow
from organizations.checks import every_organization_view_names_its_right, organization_patterns
from organizations.models import Membership, MembershipRole, Role
from organizations.permissions import PERMISSIONS, Scope
from tests.seeds import PASSWORD

pytestmark = pytest.mark.urls("tests.probes")
NOBODY = "01234567-89ab-7def-8123-456789abcdef"


def signed_in_just_now(client):
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    return client


def address(action):
    return f"/o/north/probe/may/{action}/"


@pytest.mark.parametrize("role", Role.values)
def test_role_reaches_as_far_as_the_table_says(sign_in, role):
    client = signed_in_just_now(sign_in(role))
    for action, permission in PERMISSIONS.items():
        scope, response = permission.scope([role]), client.get(address(action))

        assert response.status_code == (403 if scope is Scope.NO else 200), action
        assert scope is Scope.NO or response.text == scope.name


def test_refusal_names_who_may(sign_in):
    response = sign_in("viewer").get(address("member.merge"))

    assert response.status_code == 403
    assert "This page is for: Owner, Director, Data lead." in response.text


def test_second_role_widens_the_reach(sign_in):
    client = sign_in("viewer")
    membership = Membership.objects.get(user__email="viewer@north.example.org")
    MembershipRole.objects.create(membership=membership, role=Role.ORGANIZER)

    assert client.get(address("member.view")).text == "OWN"


def test_role_in_one_organization_gives_nothing_in_another(sign_in):
    client = sign_in("owner", "south")

    assert client.get("/o/south/probe/may/audit.view/").status_code == 200
    assert client.get(address("audit.view")).status_code == 404


@pytest.mark.parametrize("action", [action for action, permission in PERMISSIONS.items() if permission.step_up])
def test_dangerous_right_asks_to_sign_in_again_and_leads_back(sign_in, action):
    response = sign_in("owner").get(address(action))

    assert response.status_code == 302
    assert response.url == f"{reverse('account_reauthenticate')}?next={address(action).replace('/', '%2F')}"


def test_signing_in_again_opens_it(sign_in):
    client = sign_in("owner")
    asked = client.get(address("member.export"))
    answered = client.post(asked.url, {"password": PASSWORD})

    assert answered.url == address("member.export")
    assert client.get(answered.url).text == "ALL"


def test_signing_in_again_with_a_wrong_password_does_not(sign_in):
    client = sign_in("owner")
    asked = client.get(address("member.export"))

    assert client.post(asked.url, {"password": "wrong"}).status_code == 200
    assert client.get(address("member.export")).status_code == 302


def test_who_has_no_right_is_not_asked_to_sign_in_again(sign_in):
    assert sign_in("viewer").get(address("member.export")).status_code == 403


def test_right_that_the_table_does_not_know_is_refused_at_import():
    with pytest.raises(KeyError):
        allow("member.sell")


def test_check_finds_the_view_without_a_right():
    errors = every_organization_view_names_its_right()

    assert [error.id for error in errors] == ["organizations.E001"]
    assert "names_no_right" in errors[0].msg


@pytest.mark.urls("stpnet.urls")
def test_every_real_view_of_an_organization_names_its_right():
    assert list(organization_patterns())
    assert every_organization_view_names_its_right() == []
    assert every_organization_view_names_its_right in registry.registered_checks


def real_addresses(resolver=None, route=""):
    """Every address inside north, with keys that no row has."""
    for pattern in (resolver or get_resolver()).url_patterns:
        here = route + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from real_addresses(pattern, here)
        elif here.startswith("o/<slug:organization>/"):
            here = re.sub("<int:[a-z_]+>", "999", here.replace("<slug:organization>", "north"))
            here = re.sub("<experiment_status:[a-z_]+>", "running", here)
            yield "/" + re.sub("<(?:uuid|slug):[a-z_]+>", NOBODY, here)


METHODS = ["get", "post", "delete"]


def by_some_methods():
    """Each address by one method in turn; by all of them in the slow tests."""
    for turn, path in enumerate(real_addresses()):
        yield pytest.param(path, METHODS[turn % len(METHODS) :][:1], id=path)
        yield pytest.param(path, METHODS, id=f"{path}-all", marks=pytest.mark.slow)


@pytest.mark.urls("stpnet.urls")
@pytest.mark.parametrize(("path", "methods"), list(by_some_methods()))
def test_real_address_answers_nobody_from_outside(sign_in, path, methods):
    """Sign-in for the anonymous, 404 for who belongs to south, whatever the method."""
    outsider = sign_in("owner", "south")

    for method in methods:
        assert getattr(Client(), method)(path).status_code == 302
        assert getattr(Client(), method)(path, headers={"HX-Request": "true"}).status_code == 401
        assert getattr(outsider, method)(path).status_code == 404


@pytest.mark.urls("stpnet.urls")
def test_addresses_are_filled_in_whole():
    assert [path for path in real_addresses() if "<" in path] == []
