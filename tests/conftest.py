"""Two organizations for each worker, made once; each test is rolled back."""

import os

os.environ.setdefault("SECRET_KEY", "tests")
os.environ.setdefault("MFA_KEYS", "second steps in tests")
os.environ["STPNET_TESTS"] = "1"
# Playwright keeps an event loop open in the thread of whichever tests come after it in the same worker.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"

from collections.abc import Callable, Iterator
from copy import copy
from typing import Any

import psycopg
import pytest
from django.conf import settings
from django.contrib.auth.hashers import reset_hashers
from django.contrib.sessions.backends.base import VALID_KEY_CHARS
from django.contrib.sessions.models import Session
from django.db import connection
from django.test import Client
from django.utils.crypto import get_random_string

from members.models import Member
from organizations import schemas
from organizations.models import Organization, User
from stpnet.celery import app as celery
from stpnet.db.owner import as_owner
from stpnet.in_org import in_org, on_public_side
from tests.broker import own_broker_url
from tests.seeds import make_organization, of
from tests.template import addresses, template, url

pytest_plugins = ["tests.committed", "tests.grouping", "tests.quick_client", "tests.worker"]


class Visitor(Client):
    """A client whose requests begin on the public side, as in earnest, wherever the test is."""

    def request(self, **request: Any) -> Any:
        with on_public_side():
            return super().request(**request)


type PersonOf = Callable[[str], Member]
type SignIn = Callable[..., Client]


@pytest.fixture(scope="session", autouse=True)
def _test_settings(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Quick passwords, plain static files, uploads and mail of this run only."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    # Whoever hashed a password while tests were collected has made Django remember the slow one.
    reset_hashers(setting="PASSWORD_HASHERS")
    settings.STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"
    # Of its own, and empty: every client of a test makes WhiteNoise look at each file there.
    settings.STATIC_ROOT = tmp_path_factory.mktemp("static")
    settings.MEDIA_ROOT = tmp_path_factory.mktemp("data") / "uploads"
    settings.MEDIA_ROOT.mkdir()
    if "REDIS_URL" not in os.environ:
        settings.CELERY_BROKER_URL = celery.conf.broker_url = own_broker_url()


@pytest.fixture(scope="session")
def django_db_setup(
    django_test_environment: None, django_db_blocker: pytest.FixtureRequest, worker_id: str
) -> Iterator[None]:
    """Make the test database and two organizations as the owner; tests run as the application's own login."""
    if borrowed := os.environ.get("STPNET_BORROWED_DATABASE"):
        # A run within a run, with a wall switched off: see tests/stpnet/test_walls_off.py.
        settings.DATABASES["default"]["NAME"] = borrowed
        yield
        return
    name = settings.DATABASES["default"]["NAME"]
    settings.DATABASES["default"]["TEST"]["NAME"] = f"test_{name}_{os.getpid()}_{worker_id}"
    with django_db_blocker.unblock():
        with as_owner():
            creation = connection.creation
            made = _copied(creation)
            connection.close()
            settings.DATABASES["default"]["NAME"] = connection.settings_dict["NAME"] = made
        organizations = [make_organization("north", "North River"), make_organization("south", "South Hills")]
    yield
    with django_db_blocker.unblock(), as_owner():
        for organization in organizations:
            schemas.drop(organization.schema_name)
        creation.destroy_test_db(name, verbosity=0)


def _copied(creation: Any) -> str:
    """Make the test database as `create_test_db` does, but from one that was migrated once for all."""
    # Where the embedded server listens is known once somebody asked it something.
    connection.ensure_connection()
    parts = {**settings.DATABASES["default"], "HOST": connection.settings_dict["HOST"]}
    owner = psycopg.connect(url({**parts, **settings.DATABASE_OWNER, "NAME": "postgres"}), autocommit=True)
    with owner, template(owner, lambda name: addresses({**parts, "NAME": name})) as parts["TEST"]["TEMPLATE"]:
        made: str = creation._create_test_db(verbosity=0, autoclobber=True)
    return made


@pytest.fixture
def north(db: None) -> Iterator[Organization]:
    """The organization most tests happen in; `south` is the one they must not see."""
    with in_org(of("north")) as organization:
        yield organization


@pytest.fixture
def south(db: None) -> Organization:
    return of("south")


@pytest.fixture
def person(north: Organization) -> PersonOf:
    """`person("director")`: the Member who holds that role in north."""

    def member(role: str) -> Member:
        # The organization's own login may not read who signs in; the public side may.
        with on_public_side():
            user = User.objects.get(email=f"{role}@north.example.org")
        return Member.objects.get(user_id=user.pk)

    return member


@pytest.fixture(scope="session")
def _signed() -> dict[str, Session]:
    """What each person's first sign-in wrote down: thousands of tests begin with one."""
    return {}


@pytest.fixture
def sign_in(db: None, _signed: dict[str, Session]) -> SignIn:
    """`sign_in("director")`: a client signed in as the person with that role in north, or in the named slug."""

    def signed_in(role: str, slug: str = "north") -> Client:
        client = Visitor()
        with on_public_side():
            user = User.objects.get(email=f"{role}@{slug}.example.org")
            # Another one once the password is new, or all sign-ins were ended.
            proof = user.get_session_auth_hash()
            if proof not in _signed:
                client.force_login(user)
                _signed[proof] = Session.objects.get(pk=client.session.session_key)
            else:
                session = copy(_signed[proof])
                session.session_key = get_random_string(32, VALID_KEY_CHARS)
                Session.objects.bulk_create([session])
                client.cookies[settings.SESSION_COOKIE_NAME] = session.session_key
        return client

    return signed_in
