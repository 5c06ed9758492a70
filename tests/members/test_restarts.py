"""PostgreSQL or the broker is restarted while a worker changes many people: the end is the same as in calm weather."""

from collections.abc import Iterator

import pytest

from tests.imports.own_site import OwnSite, own_site, restart
from tests.worker import wait_for

N = 40_000
MAKE = """
import sys
from django.core.management import call_command
from organizations.actions import add_person, create_organization
from organizations.models import Role, User
call_command("migrate_organizations", verbosity=0)
dana = User.objects.create_user("dana@example.org", "x", name="Dana Director")
for slug in sys.argv[1:]:
    add_person(create_organization(slug, name=slug, requires_mfa=[]), dana, roles=[Role.DIRECTOR])
"""
# Ask for a tag on everybody: the message goes to the worker, or the work is done here and now.
ASK = """
import sys
from members import choosing
from members.acting import request_as
from members.bulk import actions
from members.bulk.registry import doings
from members.models import Member, Tag
from organizations.models import Organization
from stpnet.in_org import in_org
with in_org(Organization.objects.get(slug=sys.argv[1])) as here:
    n = int(sys.argv[2])
    dana, tag = Member.objects.get(), Tag.objects.create(name="steward", folded="steward")
    Member.objects.bulk_create(Member(given_name=f"P{i}", folded=f"p{i}") for i in range(n))
    wanted = {"field": f"tag:{tag.pk}", "value": True}
    made = actions.change(
        doings["tag"], choosing.Chosen(), wanted=wanted, n=n + 1, request=request_as(dana, actions.RIGHT)
    )
    if "now" in sys.argv:
        actions.work(made.pk)
print(here.schema_name)
"""
STATE = """
import sys
from members.models import CellChange, ChangeSet, MemberTag
from organizations.models import Organization
from stpnet.in_org import in_org
with in_org(Organization.objects.get(slug=sys.argv[1])):
    (made,) = ChangeSet.objects.all()
    kept = CellChange.objects.filter(change_set=made, before=False, after=True)
    print(made.status, made.n_done, made.says["changed"], kept.count(), MemberTag.objects.count())
"""
# What the clock does, some minutes later.
SWEEP = """
import sys
from datetime import timedelta
from django.db.models.functions import Now
from members.bulk import actions
from members.models import ChangeSet
from organizations.models import Organization
from stpnet.in_org import in_org
with in_org(Organization.objects.get(slug=sys.argv[1])):
    for _ in range(2):
        past = Now() - timedelta(hours=1)
        ChangeSet.objects.update(heartbeat_at=past, queued_at=past)
        actions.sweep()
"""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[OwnSite]:
    with own_site(tmp_path_factory.mktemp("site")) as site:
        site.run(MAKE, "calm", "postgres", "valkey")
        site.run(ASK, "calm", str(N), "now")
        yield site


@pytest.mark.slow
@pytest.mark.parametrize("server", ["postgres", "valkey"])
def test_restarted_in_the_middle_of_many_the_end_is_the_same(site: OwnSite, server: str):
    with site.worker():
        schema = site.run(ASK, server, str(N))
        table = f'"{schema}".members_changeset'
        wait_for(lambda: 0 < int(str(site.ask(f"SELECT n_done FROM {table}"))) < N)
        restart(getattr(site, server))
        n_done = int(str(site.ask(f"SELECT n_done FROM {table}")))
        site.run(SWEEP, server)
        wait_for(lambda: site.ask(f"SELECT status FROM {table}") == "done", seconds=180)

    assert 0 < n_done < N
    assert site.run(STATE, server) == site.run(STATE, "calm") == f"done {N + 1} {N + 1} {N + 1} {N + 1}"
