"""A list of 100,000 people as a workbook and as CSV: the seconds and the memory that a worker needs for it.

`python -m bench.exporting 100000`; `make bench` runs a fifth of it. Each file is made by a process of its own, as the
worker makes it, so that its memory is not that of the crowd.
"""

import logging
import os
import subprocess
import sys
from random import Random
from typing import Any

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "stpnet.settings")
os.environ.setdefault("SECRET_KEY", "bench")
django.setup()

from django.core.management import call_command  # noqa: E402 - Django first
from openpyxl import load_workbook  # noqa: E402

from bench import crowd  # noqa: E402
from members import choosing  # noqa: E402
from members.acting import request_as  # noqa: E402
from members.exporting import actions, files, lists  # noqa: E402
from members.models import Export, Member  # noqa: E402
from organizations.actions import add_person, create_organization, delete_organization  # noqa: E402
from organizations.models import Organization, Role, User  # noqa: E402
from stpnet.in_org import in_org  # noqa: E402

SLUG, EMAIL = "bench-exporting", "keeper@bench-exporting.example.org"
# For 100,000 rows as a workbook; a smaller list has its share of the time, and all of the memory.
ROWS, SECONDS, MEGABYTES = 100_000, 20.0, 200
WORK = """
import pathlib, re, sys, time, django
django.setup()
from members.exporting import actions
from organizations.models import Organization
from stpnet.in_org import in_org
with in_org(Organization.objects.get(slug=sys.argv[1])):
    before = time.perf_counter(), time.process_time()
    actions.work(sys.argv[2])
    print(time.perf_counter() - before[0], time.process_time() - before[1])
    # Not ru_maxrss, which remembers the process that began this one.
    print(int(re.search(r"VmHWM:\\s+(\\d+)", pathlib.Path("/proc/self/status").read_text())[1]) / 1024)
"""


def made(export: Export) -> tuple[float, float, float]:
    """Let another process make the file; returns its seconds by the clock and of work, and its megabytes."""
    command = [sys.executable, "-W", "ignore", "-c", WORK, SLUG, str(export.pk)]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True)
    waited, worked, megabytes = map(float, done.stdout.split())
    export.refresh_from_db()
    return waited, worked, megabytes


def asked(keeper: Member, **wanted: Any) -> Export:
    """Ask for everyone, with the columns that the list shows; no worker is told, which might be quicker than ours."""
    request = request_as(keeper, actions.RIGHT)
    everyone = choosing.Chosen()
    n = everyone.people(request).count()
    columns = lists.usual(request, [each for each in lists.offered(request) if each.usual])
    return Export.objects.create(
        asked_by=keeper, n_asked=n, columns=columns, reason="bench", **everyone.stored(), **wanted
    )


def rows_of(export: Export) -> int:
    """Count the rows of a workbook below its headings, as another program reads it."""
    with files.path(export.stored_as).open("rb") as file:
        sheet: Any = load_workbook(file, read_only=True).active
        return sum(1 for _row in sheet.iter_rows()) - 1


def run(keeper: Member, n: int) -> int:
    """Store the people, take them out in both formats and print what it took; returns 1 when a bar is missed."""
    chance = Random(8)  # noqa: S311 - the same people each time
    crowd.store_people(n, chance)
    crowd.furnish(chance)
    crowd.settle(*crowd.TABLES)
    bar, missed = SECONDS * n / ROWS, 0
    for kind in ("xlsx", "csv"):
        export = asked(keeper, format=kind)
        waited, worked, megabytes = made(export)
        # Before a time is told: the file is whole.
        assert export.n_written == export.n_asked, export.trouble
        assert kind == "csv" or rows_of(export) == export.n_asked
        size = files.path(export.stored_as).stat().st_size / 1e6
        # By what the processor worked: the clock also shows who else is busy here.
        holds = worked <= bar and megabytes <= MEGABYTES
        missed |= not holds
        print(
            f"{'' if holds else 'MISSED: '}{export.n_written:,} people with {len(export.columns) + 2} columns as {kind}: "
            f"{worked:.1f} s of work (bar: {bar:.1f}), {waited:.1f} s by the clock, {megabytes:.0f} MB at most "
            f"(bar: {MEGABYTES}), a file of {size:.1f} MB"
        )
        files.delete(export.stored_as)
    return int(missed)


def _keeper(organization: Organization) -> Member:
    user, _made = User.objects.get_or_create(email=EMAIL, defaults={"name": "Kim Keeper"})
    add_person(organization, user, roles=[Role.DATA_LEAD])
    with in_org(organization):
        return Member.objects.get(user_id=user.pk)


def main(n: int) -> int:
    """Run in an organization of its own; returns 1 when a bar is missed."""
    logging.disable(logging.INFO)
    call_command("migrate_organizations", verbosity=0)
    for left in Organization.objects.filter(slug=SLUG):
        delete_organization(left)
    organization = create_organization(SLUG, name=SLUG, requires_mfa=[])
    try:
        keeper = _keeper(organization)
        with in_org(organization):
            return run(keeper, n)
    finally:
        delete_organization(organization)
        User.objects.filter(email=EMAIL).delete()


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 20_000))
