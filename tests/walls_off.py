"""Runs leak tests with one wall switched off: `pytest -p tests.walls_off …`, started by test_walls_off.py.

Each function undoes one wall, as a mistake would.
"""

import json
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import pytest
from _pytest.runner import runtestprotocol

type Undo = Callable[[], None]


def guard() -> None:
    """No look at the path before a statement."""
    from stpnet.db.base import DatabaseWrapper

    DatabaseWrapper.check_path = lambda _self: None


def swallow() -> None:
    """A path that cannot be set is no error, as in django-tenants; nor does the guard notice."""
    from stpnet.db.base import DatabaseWrapper

    handle = DatabaseWrapper._handle_search_path

    def quiet(self: Any, cursor: Any = None) -> None:
        with suppress(Exception):
            handle(self, cursor)

    DatabaseWrapper._handle_search_path = quiet


def memory() -> None:
    """Believe what was set last, instead of what PostgreSQL reports."""
    from stpnet.db.base import DatabaseWrapper

    handle = DatabaseWrapper._handle_search_path

    def remember(self: Any, cursor: Any = None) -> None:
        handle(self, cursor)
        self.believed = self._wanted_path()

    DatabaseWrapper._handle_search_path = remember
    DatabaseWrapper._reported_path = lambda self: getattr(self, "believed", "")


def role() -> None:
    """Every organization works as the application's own login."""
    from stpnet.db.base import DatabaseWrapper

    DatabaseWrapper._wanted_role = lambda _self: "NONE"


def stack() -> None:
    """One list for all threads remembers where to go back to, as in django-tenants."""
    from stpnet.db.wrapper import current

    before: list[Any] = []

    @contextmanager
    def shared(organization: Any, *, though_closed: bool = False) -> Iterator[Any]:
        before.append(current().tenant)
        current().set_tenant(organization)
        try:
            yield organization
        finally:
            current().set_tenant(before.pop())

    _replace_in_org(shared)


def way_back() -> None:
    """Nobody leaves an organization."""
    from stpnet.db.wrapper import current

    @contextmanager
    def stay(organization: Any, *, though_closed: bool = False) -> Iterator[Any]:
        current().set_tenant(organization)
        yield organization

    _replace_in_org(stay)


def net() -> None:
    """The end of a request looks after nothing."""
    from django.core.signals import request_finished

    from organizations.middleware import back_to_public

    request_finished.disconnect(back_to_public)


def stamp() -> None:
    """Rows are written wherever one is."""
    from stpnet.models import TenantModel

    TenantModel.refuse_elsewhere = lambda self: self


def outside() -> None:
    """Organizations may be changed inside a transaction."""
    from stpnet.db.wrapper import current

    @contextmanager
    def careless(organization: Any, *, though_closed: bool = False) -> Iterator[Any]:
        before = current().tenant
        current().set_tenant(organization)
        try:
            yield organization
        finally:
            current().set_tenant(before)

    _replace_in_org(careless)


def membership() -> None:
    """Whoever is signed in belongs everywhere."""
    from django.http import Http404

    from organizations.middleware import OrganizationMiddleware
    from organizations.models import Membership, Organization, Role

    def welcome(self: Any, request: Any, slug: str) -> Membership:
        found = Organization.objects.filter(slug=slug).first()
        if found is None:
            raise Http404
        member = Membership(user=request.user, organization=found)
        member.role_names = list(Role.values)
        return member

    OrganizationMiddleware._membership = welcome


def row() -> None:
    """Whoever comes in acts as somebody."""
    from members.middleware import MemberMiddleware
    from members.models import Member

    def as_anybody(self: Any, request: Any) -> Any:
        if hasattr(request, "organization"):
            request.member = Member.objects.first()
        return self.get_response(request)

    MemberMiddleware.__call__ = as_anybody


def right() -> None:
    """A view that names no right is shown."""
    from organizations.middleware import OrganizationMiddleware

    def only_take_the_slug_out(self: Any, request: Any, view: Any, args: Any, kwargs: dict[str, Any]) -> None:
        kwargs.pop("organization", None)

    OrganizationMiddleware.process_view = only_take_the_slug_out


def header() -> None:
    """A task without a living organization runs on the public side, as in tenant-schemas-celery."""
    from django_tenants.postgresql_backend.base import FakeTenant

    from stpnet import celery

    find = celery._organization

    def find_or_public(schema_name: str | None) -> Any:
        try:
            return find(schema_name)
        except celery.NoOrganization:
            return FakeTenant("public")

    celery._organization = find_or_public


def public() -> None:
    """The path ends in the public schema, as in django-tenants: what is missing here is looked for there."""
    from stpnet.db.base import PUBLIC, DatabaseWrapper

    wanted = DatabaseWrapper._get_cursor_search_paths

    def and_public(self: Any) -> list[str]:
        return list(dict.fromkeys([*wanted(self), PUBLIC]))

    DatabaseWrapper._get_cursor_search_paths = and_public


def cache_key() -> None:
    """Pages are kept, and what they are kept under says nothing of the organization."""
    from organizations.middleware import OrganizationMiddleware

    kept: dict[str, Any] = {}
    answer = OrganizationMiddleware._answer

    def keeps(self: Any, request: Any, slug: str) -> Any:
        page = request.path_info.partition(f"/o/{slug}/")[2]
        if page not in kept:
            kept[page] = answer(self, request, slug)
        return kept[page]

    OrganizationMiddleware._answer = keeps


def invitation() -> None:
    """Whoever has the link comes in."""
    from organizations import invitations

    why_not = invitations.why_not
    invitations.why_not = lambda invitation, _user: why_not(invitation, None)


def export() -> None:
    """A file holds everybody, whatever was asked for."""
    from members.choosing import Chosen

    Chosen.people = lambda _self, _request: _everybody()


def narrowing() -> None:
    """An organizer sees everybody."""
    from members.models.person import MemberQuerySet

    MemberQuerySet.within = lambda self, _scope, _member: self


def _everybody() -> Any:
    from members.models import Member

    return Member.objects.people()


WALLS: dict[str, Undo] = {
    undo.__name__: undo
    for undo in (
        guard,
        swallow,
        memory,
        role,
        stack,
        way_back,
        net,
        stamp,
        outside,
        membership,
        row,
        right,
        header,
        public,
        cache_key,
        invitation,
        export,
        narrowing,
    )
}


def _replace_in_org(other: Any) -> None:
    import stpnet.in_org

    real = stpnet.in_org.in_org
    for module in list(sys.modules.values()):
        for name, value in list(vars(module).items() if hasattr(module, "__dict__") else ()):
            if value is real:
                setattr(module, name, other)


def pytest_runtestloop(session: pytest.Session) -> bool:
    """Run the chosen tests once for each wall, each time in a copy of this process with that wall off."""
    chosen = json.loads(os.environ["STPNET_WALLS"])
    report = {wall: _in_a_copy(wall, _chosen(session, names)) for wall, names in chosen.items()}
    Path(os.environ["STPNET_WALLS_REPORT"]).write_text(json.dumps(report))
    return True


def _chosen(session: pytest.Session, names: list[str]) -> list[pytest.Item]:
    return [item for item in session.items if item.name.startswith(tuple(names))]


def _in_a_copy(wall: str, items: list[pytest.Item]) -> dict[str, str]:
    """Nothing is connected yet: the copy makes connections of its own."""
    there, here = os.pipe()
    if os.fork() == 0:
        try:
            WALLS.get(wall, lambda: None)()
            os.write(here, json.dumps(_run(items)).encode())
        finally:
            os._exit(0)
    os.close(here)
    with os.fdopen(there) as said:
        outcomes = json.loads(said.read() or "{}")
    os.wait()
    return outcomes


def _run(items: list[pytest.Item]) -> dict[str, str]:
    outcomes = {}
    for item, following in zip(items, [*items[1:], None], strict=True):
        reports = runtestprotocol(item, log=False, nextitem=following)
        # A setup that fails is trouble of the test; only a call that fails has found the wall missing.
        broken = [each for each in reports if each.failed]
        outcomes[item.name] = f"{broken[0].when} failed" if broken else "passed"
    return outcomes
