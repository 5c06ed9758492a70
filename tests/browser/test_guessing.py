"""Many at once guess passwords, codes and links on the site that is served: the short form, without a browser.

The long one stands in tests/accounts/attacks/test_long.py.
"""

from collections.abc import Callable

import psycopg
import pytest

from tests.accounts.attacks import stories
from tests.browser.site import Site


@pytest.fixture
def email(_keepers) -> Callable[[], str]:
    """`email()`: the address of an account in which nothing was kept yet."""
    return lambda: f"keeper{next(_keepers)}@example.org"


def mails_of(site: Site) -> Callable[[], int]:
    def count() -> int:
        with psycopg.connect(site.env["DATABASE_OWNER_URL"]) as database:
            # Of no group: links to a new password.
            row = database.execute("SELECT count(*) FROM organizations_outgoingmail WHERE organization_id IS NULL")
            return row.fetchone()[0]

    return count


def test_guessing_opens_nothing_and_shuts_nobody_else_out(site, email):
    free = email()
    stories.all_told("guessing", [
        ("one account", stories.one_account(site.url, email(), free, 16)),
        ("links", stories.links(site.url, free, 12, mails_of(site))),
        ("a session that was found open", stories.stolen_session(site.url, email(), 12)),
        ("codes", stories.codes(site.url, email(), 16, n_doors=2)),
        ("one code for three", stories.one_code_for_all(site.url, 3, paper=email())),
        ("a new password", stories.ended_while_used(site.url, email(), 3)),
    ])  # fmt: skip
