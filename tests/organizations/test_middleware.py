"""From the slug into the organization: who comes in, what everybody else is told."""

import re
from datetime import timedelta

import pytest
from django.test import Client

from members.models import Member
from organizations.models import Membership, Organization, User
from stpnet.in_org import in_org
from tests.seeds import of

pytestmark = pytest.mark.urls("tests.probes")
NAMES = "/o/north/probe/names/"
HTMX = {"HX-Request": "true"}


def told(response):
    """What a visitor can see of an answer, without what differs at every visit."""
    body = re.sub(r"\b[0-9A-Za-z]{64}\b", "", response.text)  # the token of forms
    headers = {name: value for name, value in response.headers.items() if name not in {"Date", "Expires"}}
    return response.status_code, headers, body


def membership(role, slug="north"):
    return Membership.objects.get(user__email=f"{role}@{slug}.example.org")


def test_member_comes_in_and_works_as_the_organization(sign_in):
    said = sign_in("director").get(NAMES).json()

    assert (said["slug"], said["login"]) == ("north", of("north").schema_name)


def test_slug_in_capitals_leads_to_the_same_organization(sign_in):
    assert sign_in("director").get("/o/NORTH/probe/names/").json()["slug"] == "north"


@pytest.mark.parametrize("slug", ["north", "nowhere", "NORTH", "a--b", "_"])
def test_anonymous_is_sent_to_sign_in_whatever_the_slug(db, slug):
    response = Client().get(f"/o/{slug}/people/")

    assert response.status_code == 302
    assert response.url.partition("?")[0] == "/accounts/login/"


def test_anonymous_is_told_the_same_for_a_real_and_an_unknown_slug(db):
    real, unknown = (Client().get(f"/o/{slug}/x/") for slug in ("north", "south"))
    no_such = Client().get("/o/qqqqq/x/")

    assert real.url.replace("north", "?") == unknown.url.replace("south", "?") == no_such.url.replace("qqqqq", "?")
    assert {str(told(answer)[1].keys()) for answer in (real, unknown, no_such)} == {str(told(real)[1].keys())}


def test_anonymous_htmx_is_told_to_load_the_sign_in_page(db):
    """And from there back to the page that asked, not to the part of it."""
    response = Client().get(NAMES, headers={**HTMX, "HX-Current-URL": "http://testserver/o/north/?a=1"})

    way = "/accounts/login/?next=%2Fo%2Fnorth%2F%3Fa%3D1"
    assert (response.status_code, response.headers["HX-Redirect"], response.content) == (401, way, b"")


def test_after_signing_in_the_way_leads_back(db):
    assert Client().get(f"{NAMES}?a=1").url == "/accounts/login/?next=%2Fo%2Fnorth%2Fprobe%2Fnames%2F%3Fa%3D1"


def test_outsider_gets_what_an_unknown_slug_gets(sign_in):
    client = sign_in("owner", "south")

    foreign, unknown = client.get("/o/north/probe/names/"), client.get("/o/nowhere/probe/names/")
    assert foreign.status_code == 404
    assert told(foreign) == told(unknown)


def test_outsider_gets_the_same_404_for_every_address(sign_in):
    client = sign_in("owner", "south")

    assert told(client.get("/o/north/")) == told(client.get("/o/north/no/such/page/")) == told(client.get("/o/x/y/"))


def test_membership_that_ended_today_is_none(sign_in):
    north, client = of("north"), sign_in("director")
    Membership.objects.filter(pk=membership("director").pk).update(ends_on=north.today())

    assert client.get(NAMES).status_code == 404


def test_membership_that_ends_tomorrow_still_holds(sign_in):
    north, client = of("north"), sign_in("director")
    Membership.objects.filter(pk=membership("director").pk).update(ends_on=north.today() + timedelta(days=1))

    assert client.get(NAMES).status_code == 200


@pytest.mark.parametrize("zone", ["Pacific/Kiritimati", "Pacific/Pago_Pago"])
def test_end_of_a_membership_goes_by_the_organizations_own_clock(sign_in, zone):
    """These two never share a date."""
    client = sign_in("director")
    Organization.objects.filter(slug="north").update(time_zone=zone)
    Membership.objects.filter(pk=membership("director").pk).update(ends_on=of("north").today() + timedelta(days=1))

    assert client.get(NAMES).status_code == 200


def test_membership_without_a_role_is_none(sign_in):
    client = sign_in("director")
    membership("director").roles.all().delete()

    assert client.get(NAMES).status_code == 404


def test_removed_person_is_out_at_the_next_request(sign_in):
    client = sign_in("director")
    assert client.get(NAMES).status_code == 200
    membership("director").delete()

    assert client.get(NAMES).status_code == 404


def test_account_switched_off_is_signed_out(sign_in):
    client = sign_in("director")
    User.objects.filter(email="director@north.example.org").update(is_active=False)

    assert client.get(NAMES).status_code == 302


def test_person_without_a_row_in_the_organization_is_an_outsider(sign_in):
    client = sign_in("director")
    user = User.objects.get(email="director@north.example.org")
    with in_org(of("north")):
        Member.objects.filter(user_id=user.pk).delete()

    assert client.get(NAMES).status_code == 404


def test_view_that_names_no_right_is_hidden_even_from_an_owner(sign_in):
    assert sign_in("owner").get("/o/north/probe/names-no-right/").status_code == 404


def test_streamed_answer_is_refused(sign_in):
    with pytest.raises(RuntimeError, match="streamed"):
        sign_in("owner").get("/o/north/probe/streams/")


@pytest.mark.parametrize(
    ("role", "address", "status"),
    [
        ("owner", NAMES, 200),
        ("viewer", "/o/north/probe/may/audit.view/", 403),
        ("owner", "/o/north/no-such-page/", 404),
        ("owner", "/o/south/", 404),
        (None, NAMES, 302),
    ],
)
def test_no_answer_of_an_organization_is_kept(sign_in, role, address, status):
    response = (sign_in(role) if role else Client()).get(address)

    assert response.status_code == status
    assert {"no-store", "private"} <= set(response.headers["Cache-Control"].split(", "))


@pytest.mark.parametrize("address", ["/", "/accounts/login/", "/healthz", "/no-such-page/", NAMES, "/o/x/"])
def test_every_answer_carries_the_safe_headers(sign_in, address):
    headers = sign_in("owner").get(address).headers

    policy = dict(rule.partition(" ")[::2] for rule in headers["Content-Security-Policy"].split("; "))
    assert (policy["default-src"], policy["script-src"], policy["style-src"]) == ("'none'", "'self'", "'self'")
    assert "unsafe" not in headers["Content-Security-Policy"]
    assert (headers["X-Content-Type-Options"], headers["X-Frame-Options"]) == ("nosniff", "DENY")
    assert (headers["Referrer-Policy"], headers["Cross-Origin-Opener-Policy"]) == ("same-origin", "same-origin")


def test_pages_differ_by_who_is_signed_in(sign_in):
    assert "Cookie" in sign_in("owner").get(NAMES).headers["Vary"]


@pytest.mark.parametrize("slug", ["%00", "n%C3%B6rd", "north%0A", "..", "north%2F"])
def test_what_no_slug_can_be_is_found_by_nobody(sign_in, slug):
    assert sign_in("owner").get(f"/o/{slug}/probe/names/").status_code == 404
