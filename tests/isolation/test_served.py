"""A5 over HTTP: eight phones that change between two groups with each request, served by the threads of one process."""

import json
import os
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPConnection

import pytest

from tests.faults.web import WebSite, web_site
from tests.isolation.world import told

pytestmark = pytest.mark.slow
PHONES = 8
MAKE = """
from django.core.management import call_command
from django.test import Client
from members.models import Member
from organizations.actions import add_person, create_organization
from organizations.models import Role, User
from stpnet.in_org import in_org
call_command("migrate_organizations", verbosity=0)
call_command("collectstatic", interactive=False, verbosity=0)
ruth = User.objects.create_user("ruth@example.org", "seven loaves for forty", name="Ruth")
schemas = {}
for slug in ("east", "west"):
    made = create_organization(slug, name=slug, requires_mfa=[])
    add_person(made, ruth, roles=[Role.DIRECTOR])
    with in_org(made):
        Member.objects.update(family_name=slug)
        Member.objects.create(given_name="Rosa", family_name=slug)
    schemas[slug] = made.schema_name
client = Client()
client.force_login(ruth)
print(client.cookies["session"].value, "no-token", ":".join(schemas.values()))
"""


@pytest.fixture
def site(tmp_path):
    with web_site(tmp_path, serves="tests.isolation.served", threads=PHONES, make=MAKE) as made:
        yield made


def turns(site: WebSite, start: int, often: int) -> tuple[int, int]:
    """Ask both groups by turns over one connection; return how many answers were foreign, how many none at all."""
    own = dict(zip(("east", "west"), site.schema.split(":"), strict=True))
    headers = {"Host": "localhost", "Cookie": f"session={site.phone.session}"}
    connection, foreign, none = HTTPConnection("127.0.0.1", site.phone.port, timeout=60), 0, 0
    for turn in range(start, start + often):
        slug = ("east", "west")[turn % 2]
        connection.request("GET", f"/o/{slug}/probe/names/", headers=headers)
        answer = connection.getresponse()
        said = answer.read()
        if answer.status != 200:
            none += 1
        elif json.loads(said) != {"slug": slug, "login": own[slug], "names": [slug]}:
            foreign += 1
    connection.close()
    return foreign, none


def test_eight_phones_that_alternate_are_told_nothing_foreign(site):
    often = int(os.environ.get("STPNET_TURNS", "5000"))
    with ThreadPoolExecutor(PHONES) as pool:
        found = list(pool.map(lambda start: turns(site, start, often), range(PHONES)))
    foreign, none = map(sum, zip(*found, strict=True))
    told("A5 served by threads", phones=PHONES, requests=PHONES * often, foreign=foreign, not_answered=none)
    assert (foreign, none) == (0, 0)
