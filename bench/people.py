"""The pages of people among 200,000: how many statements each asks, and how long somebody waits for it.

`python -m bench.people 200000`; `make bench` runs a tenth of it. What the pages show is proved by the tests.
"""

import logging
import os
import sys
from random import Random
from statistics import median
from typing import Any, NamedTuple

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "stpnet.settings")
os.environ.setdefault("SECRET_KEY", "bench")
django.setup()

from django.core.management import call_command  # noqa: E402 - Django first
from django.db import connection  # noqa: E402
from django.http import HttpRequest  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import CaptureQueriesContext  # noqa: E402

from bench import crowd  # noqa: E402
from bench.timing import timed  # noqa: E402
from members.columns import columns_of  # noqa: E402
from members.models import Field, Member, Tag, Unit  # noqa: E402
from organizations.actions import add_person, create_organization, delete_organization  # noqa: E402
from organizations.models import Organization, Role, User  # noqa: E402
from stpnet.in_org import in_org, on_public_side  # noqa: E402

SLUG, EMAIL = "bench-people", "director@bench-people.example.org"
OK = 200
SEARCHED = ("ana", "mar gar", "0142", "an li")
MOST = 12
# What somebody may wait among 200,000: the bars for pages under load.
A_LIST, A_PERSON = 400.0, 250.0
# In the order of what stands in another table, which has no index: docs/decisions/0035-pages-among-many.md.
A_SORTED_LIST = 1_500.0
ROUNDS = 3
NOT_COUNTED = ("SET", "SAVEPOINT", "RELEASE", 'INSERT INTO "audit_readevent"')


class Visitor(Client):
    """A client whose requests begin on the public side, as in earnest."""

    def request(self, **request: Any) -> Any:
        with on_public_side():
            return super().request(**request)


class Page(NamedTuple):
    """A page as somebody asks for it; `sent` is what a form sends."""

    name: str
    url: str
    ms: float = A_LIST
    sent: dict[str, str] | None = None
    headers: dict[str, str] | None = None


class Took(NamedTuple):
    page: Page
    statements: int
    waited: float
    worked: float

    @property
    def holds(self) -> bool:
        """Whether it is quick by what the processors worked for it: the clock also shows who else is busy here."""
        return self.statements <= MOST and self.worked <= self.page.ms


def pages(client: Client, slug: str = SLUG) -> list[Page]:
    """Return what is asked for: the list in every order, filtered, searched, counted and at its end; and one person."""
    url = f"/o/{slug}/people/"
    tag, unit = Tag.objects.earliest("folded"), Unit.objects.filter(kind__is_default=True).earliest("folded")
    fields = {field.kind: f"field-{field.pk}" for field in Field.objects.all()}
    asking: Any = HttpRequest()
    asking.roles = [Role.DIRECTOR]
    columns = columns_of(asking)
    sorts = [column.name for column in columns.values() if column.sort is not None]
    asked = {
        **{f"sorted by {name}": f"sort={name}" for name in ("name", *sorts)},
        **{f"sorted from the end by {name}": f"sort=-{name}" for name in ("name", *sorts)},
        "last page": "page=99999",
        "last page by level": "sort=level&page=99999",
        "every column": f"columns={','.join(columns)}",
        "of a unit": f"unit={unit.pk}",
        "with a tag, by number": f"tag={tag.pk}&sort={fields['number']}",
        "with a number": f"{fields['number']}.over=500",
        "on a level since": "place=on&place-since.last=400",
        "any of two, not a third": f"where=all(any(tag:is:{tag.pk},status:is:member),none(unit:is:{unit.pk}))",
        "never changed": "changed.older=0",
    }
    found = {words: client.post(f"{url}search/", {"q": words}).headers["Location"] for words in SEARCHED}
    typed = {"HX-Request": "true", "HX-Target": "found"}
    return [
        Page("list", url),
        *(
            Page(f"list {name}", f"{url}?{query}", A_SORTED_LIST if "sort=" in query else A_LIST)
            for name, query in asked.items()
        ),
        *(Page(f"list found by {words}", address) for words, address in found.items()),
        *(Page(f"typing {words}", f"{url}search/", sent={"q": words}, headers=typed) for words in SEARCHED),
        Page("counts of views", f"{url}views/counts/"),
        Page("person", f"{url}{Member.objects.filter(user_id=None).latest('pk').pk}/", A_PERSON),
    ]


def save_views(client: Client, slug: str = SLUG) -> None:
    """Keep eight views, as many as stand above the list."""
    for n, tag in enumerate(Tag.objects.order_by("folded")[:8]):
        sent = {"name": f"View {n}", "is_shared": "on"}
        client.post(f"/o/{slug}/people/views/new/?tag={tag.pk}&status=member&status=contact", sent)


def statements(client: Client, page: Page) -> int:
    """Count what a page asks the database for."""
    with CaptureQueriesContext(connection) as asked:
        _ask(client, page)
    return sum(not query["sql"].startswith(NOT_COUNTED) for query in asked)


def measured(client: Client, page: Page) -> Took:
    """Ask once to count the statements, then some times more to see what it takes."""
    n = statements(client, page)
    rounds = [timed(lambda: _ask(client, page)) for _each in range(ROUNDS)]
    return Took(page, n, *(1000 * median(each) for each in zip(*rounds, strict=True)))


def _ask(client: Client, page: Page) -> None:
    asked: dict[str, Any] = {"headers": page.headers or {}}
    response = client.get(page.url, **asked) if page.sent is None else client.post(page.url, page.sent, **asked)
    if response.status_code != OK:
        raise AssertionError(f"{page.name} answers {response.status_code}")


def _signed_in(organization: Organization) -> Client:
    user, _made = User.objects.get_or_create(email=EMAIL, defaults={"name": "Dana Director"})
    add_person(organization, user, roles=[Role.DIRECTOR])
    client = Visitor(SERVER_NAME="localhost")
    client.force_login(user)
    return client


def run(organization: Organization, n: int) -> int:
    """Store the people, ask for each page, and print what it took; returns 1 when a bar is missed."""
    client = _signed_in(organization)
    with in_org(organization):
        chance = Random(8)  # noqa: S311 - the same people each time
        crowd.store_people(n, chance)
        crowd.furnish(chance)
        crowd.settle(*crowd.TABLES)
        save_views(client)
        took = [measured(client, page) for page in pages(client)]
    for each in took:
        print(
            f"{'' if each.holds else 'MISSED: '}{each.page.name}: {each.statements} statements, {each.worked:.0f} ms of work, {each.waited:.0f} by the clock"
        )
    print(
        f"pages of people among {n:,}: {max(each.statements for each in took)} statements at most (bar: {MOST}), "
        f"{max(each.worked for each in took):.0f} ms of work at most (bars: {A_LIST:.0f} for lists, {A_SORTED_LIST:.0f} for sorted ones, {A_PERSON:.0f} for a person)"
    )
    return int(not all(each.holds for each in took))


def main(n: int) -> int:
    """Run in an organization of its own; returns 1 when a bar is missed."""
    # A line for each request.
    logging.disable(logging.INFO)
    call_command("migrate_organizations", verbosity=0)
    # Pages name each file by what is in it.
    call_command("collectstatic", interactive=False, verbosity=0)
    for left in Organization.objects.filter(slug=SLUG):
        delete_organization(left)
    organization = create_organization(SLUG, name=SLUG, requires_mfa=[])
    try:
        return run(organization, n)
    finally:
        delete_organization(organization)
        User.objects.filter(email=EMAIL).delete()


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else 20_000))
