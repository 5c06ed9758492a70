"""Many at once guess passwords, codes and links: hundreds of times, against two processes of eight threads."""

from collections.abc import Iterator

import pytest

from tests.accounts.attacks import stories
from tests.faults.web import WebSite, web_site

pytestmark = pytest.mark.slow
ACCOUNTS = 16
MAKE = f"""
from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import make_password
from django.core.management import call_command
from organizations.actions import add_person, create_organization
from organizations.models import Role, User
call_command("migrate_organizations", verbosity=0)
call_command("collectstatic", interactive=False, verbosity=0)
made, hashed = create_organization("east", name="East", requires_mfa=[]), make_password("correct horse")
for n in range({ACCOUNTS}):
    user = User.objects.create(email=f"person{{n}}@example.org", password=hashed, name=f"Person {{n}}")
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    add_person(made, user, roles=[Role.VIEWER])
print("none none", made.schema_name)
"""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[WebSite]:
    with web_site(tmp_path_factory.mktemp("web"), threads=8, processes=2, make=MAKE, TRUSTED_PROXIES="1") as made:
        yield made


def test_hundreds_of_guesses_open_nothing(site):
    emails = iter(f"person{n}@example.org" for n in range(ACCOUNTS))
    free = next(emails)
    known = [next(emails) for _ in range(4)]

    def mails() -> int:
        return int(str(site.site.ask("SELECT count(*) FROM organizations_outgoingmail WHERE organization_id IS NULL")))

    url = f"http://127.0.0.1:{site.phone.port}"
    stories.all_told("attacks", [
        ("one account", stories.one_account(url, next(emails), free, 400)),
        ("one address", stories.one_address(url, known, free, 40)),
        ("links", stories.links(url, free, 200, mails)),
        ("a session that was found open", stories.stolen_session(url, next(emails), 200)),
        ("codes", stories.codes(url, next(emails), 400)),
        ("one code for eight", stories.one_code_for_all(url, app=next(emails), paper=next(emails))),
        ("a new password", stories.ended_while_used(url, next(emails))),
        ("many sign-ins", stories.many_sessions(url, next(emails))),
    ])  # fmt: skip
