"""PostgreSQL or the broker is restarted while a worker brings a list in: the end is the same as in calm weather."""

from collections.abc import Iterator

import pytest

from tests.faults.runs import runs
from tests.imports.own_site import OwnSite, own_site, restart
from tests.isolation.world import told
from tests.worker import wait_for

ROWS = 12_500
MAKE = """
import sys
from django.core.management import call_command
from organizations.actions import create_organization
call_command("migrate_organizations", verbosity=0)
for slug in sys.argv[1:]:
    create_organization(slug, name=slug, requires_mfa=[])
"""
# Upload, match and check a list here; confirming it sends the message to the worker.
CONFIRM = """
import sys
from imports import actions
from organizations.models import Organization
from stpnet.in_org import in_org
from tests.imports.conftest import plan, receive
with in_org(Organization.objects.get(slug=sys.argv[1])) as here:
    n = int(sys.argv[2])
    rows = (f"G{i} F{i},+1503{2_000_000 + i},{i % 5 + 1},t{i % 3},U{i % 40}" for i in range(n))
    batch = plan(receive("name,phone,level,tags,Home area\\n" + "\\n".join(rows) + "\\n"))
    actions.confirm(batch, by=None)
    if "now" in sys.argv:
        actions.work_now(batch)
    else:
        from imports.tasks import nudge
        nudge(batch)
print(here.schema_name)
"""
STATE = """
import sys
from organizations.models import Organization
from stpnet.in_org import in_org
from tests.imports.test_faults import state
with in_org(Organization.objects.get(slug=sys.argv[1])):
    print(sorted(map(str, state().items())))
"""
# What the clock does, some minutes later.
SWEEP = """
import sys
from datetime import timedelta
from django.db.models.functions import Now
from imports import sweeping
from imports.models import ImportBatch
from organizations.models import Organization
from stpnet.in_org import in_org
with in_org(Organization.objects.get(slug=sys.argv[1])):
    for _ in range(2):
        past = Now() - timedelta(hours=1)
        ImportBatch.objects.update(heartbeat_at=past, queued_at=past)
        sweeping.sweep()
"""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[OwnSite]:
    with own_site(tmp_path_factory.mktemp("site")) as site:
        site.run(MAKE, "calm")
        site.run(CONFIRM, "calm", str(ROWS), "now")
        yield site


def restarted(site: OwnSite, server: str, slug: str) -> int:
    """Restart a server while a worker brings the list in; return how many rows had come in by then."""
    schema = site.run(CONFIRM, slug, str(ROWS))
    table = f'"{schema}".imports_importbatch'
    wait_for(lambda: 0 < int(str(site.ask(f"SELECT n_done FROM {table}"))) < ROWS)
    restart(getattr(site, server))
    n_done = int(str(site.ask(f"SELECT n_done FROM {table}")))
    site.run(SWEEP, slug)
    wait_for(lambda: site.ask(f"SELECT status FROM {table}") == "done", seconds=180)
    return n_done


@pytest.mark.slow
@pytest.mark.parametrize(("server", "times"), [("postgres", 5), ("valkey", 1)])
def test_restarted_in_the_middle_the_end_is_the_same(site: OwnSite, server: str, times: int):
    slugs = [f"{server}{turn}" for turn in range(runs(times))]
    with site.worker():
        site.run(MAKE, *slugs)
        done = [restarted(site, server, slug) for slug in slugs]

    calm = site.run(STATE, "calm")
    assert [site.run(STATE, slug) == calm for slug in slugs] == [True] * len(slugs)
    told(f"D4 {server} restarted mid-import", runs=len(done), rows=ROWS, done_before=done)
    assert all(0 < n < ROWS for n in done)
