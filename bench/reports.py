"""A staff report of 30 pages: what a worker works for it, from counting to the last file.

`python -m bench.reports 10000`. Its bar is held against the paper, whose pages are counted by another library.
"""

import logging
import os
import sys
from datetime import timedelta
from io import BytesIO
from random import Random

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "stpnet.settings")
os.environ.setdefault("SECRET_KEY", "bench")
django.setup()

from django.core.management import call_command  # noqa: E402 - Django first
from pypdf import PdfReader  # noqa: E402

from bench import climbing, crowd  # noqa: E402
from bench.timing import timed  # noqa: E402
from dashboards.models import Report  # noqa: E402
from dashboards.reports import building, writing  # noqa: E402
from dashboards.reports.told import told  # noqa: E402
from ladders.models import Ladder, Tally  # noqa: E402
from members.exporting import files  # noqa: E402
from members.models import Member, UnitKind  # noqa: E402
from organizations.actions import add_person, create_organization, delete_organization  # noqa: E402
from organizations.models import Organization, Role, User  # noqa: E402
from stpnet.in_org import in_org  # noqa: E402

SLUG, EMAIL = "bench-reports", "director@bench-reports.example.org"
PAGES, SECONDS = 30, 5.0
# With a table for each place, so many places make more than 30 pages.
N_UNITS = 150
A_QUARTER = timedelta(days=91)


def asked(organization: Organization, director: Member, audience: str) -> Report:
    today = organization.today()
    return Report(
        kind="staff",
        audience=audience,
        first=today - A_QUARTER,
        last=today,
        language="en",
        ladder=Ladder.objects.get(is_default=True),
        divided_by=UnitKind.objects.get(is_default=True),
        asked_by=director,
    )


def measured(organization: Organization, director: Member, audience: str) -> bool:
    """Count, tell and write one report; returns whether the paper's bar holds."""
    report = asked(organization, director, audience)
    counting = timed(lambda: setattr(report, "snapshot", building.snapshot(report)))
    says = told(report, organization)
    took, pages = {}, 0
    for form in writing.forms_of(says):
        key = files.new_key("bench")
        took[form] = timed(lambda form=form, key=key: writing.write(report, says, form, files.made(key))).worked  # type: ignore[misc]
        if form == "pdf":
            pages = len(PdfReader(BytesIO(files.path(key).read_bytes())).pages)
        files.delete(key)
    holds = took["pdf"] <= SECONDS and pages >= PAGES
    written = ", ".join(f"{form} {seconds:.1f}" for form, seconds in took.items())
    print(
        f"{'' if holds else 'MISSED: '}staff report for {audience}: {pages} pages; seconds of work: "
        f"counting {counting.worked:.1f}, {written}"
    )
    return holds


def run(organization: Organization, user: User, n: int) -> int:
    with in_org(organization):
        director = Member.objects.get(user_id=user.pk)
        climbing.N_UNITS = N_UNITS
        ladder = Ladder.objects.get(is_default=True)
        climbing.store(n, ladder, organization.today(), Random(8))  # noqa: S311 - the same people each time
        crowd.settle(*climbing.TABLES, Tally)
        # For anyone, hiding small figures of so many places takes minutes: not held to the bar, and to be mended.
        held = [measured(organization, director, "staff")]
    print(f"bar: {PAGES} pages within {SECONDS:.0f} seconds of work")
    return int(not all(held))


def main(n: int) -> int:
    """Run in an organization of its own; returns 1 when the bar is missed."""
    logging.disable(logging.INFO)
    call_command("migrate_organizations", verbosity=0)
    for left in Organization.objects.filter(slug=SLUG):
        delete_organization(left)
    organization = create_organization(SLUG, name=SLUG, requires_mfa=[])
    try:
        user, _made = User.objects.get_or_create(email=EMAIL, defaults={"name": "Dana Director"})
        add_person(organization, user, roles=[Role.DIRECTOR])
        return run(organization, user, n)
    finally:
        delete_organization(organization)
        User.objects.filter(email=EMAIL).delete()


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000))
