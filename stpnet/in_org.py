"""The one way to an organization's data."""

from collections.abc import Iterator
from contextlib import contextmanager

from django_tenants.postgresql_backend.base import FakeTenant

from stpnet.db.base import PUBLIC, HasSchema
from stpnet.db.errors import OrganizationBehind, OrganizationClosed
from stpnet.db.wrapper import current


@contextmanager
def in_org[T: HasSchema](organization: T, *, though_closed: bool = False) -> Iterator[T]:
    """Work inside an organization; afterwards the connection is where it was before.

    Re-entrant and safe with threads: nothing is shared. It goes outside `transaction.atomic()`, so that `on_commit`
    still runs inside; entering another organization inside a transaction raises RuntimeError. One whose tables are of
    an older version raises OrganizationBehind, and one that its owners closed OrganizationClosed unless `though_closed`:
    only the owner login, which migrates them, comes in.
    """
    connection = current()
    before = connection.tenant
    moves = before.schema_name != organization.schema_name
    if moves and any(not block._from_testcase for block in connection.atomic_blocks):  # noqa: SLF001 - Django's own mark
        raise RuntimeError("in_org() goes outside transaction.atomic()")
    if getattr(organization, "is_behind", False) and not connection.as_owner:
        raise OrganizationBehind(organization.schema_name)
    if moves and getattr(organization, "is_closed", False) and not (though_closed or connection.as_owner):
        raise OrganizationClosed(organization.schema_name)
    connection.set_tenant(organization)
    try:
        yield organization
    finally:
        connection.set_tenant(before)


@contextmanager
def on_public_side() -> Iterator[None]:
    """Leave the organization for a moment: what is about signing in cannot be read under its role."""
    with in_org(FakeTenant(PUBLIC)):
        yield
