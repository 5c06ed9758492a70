"""The owner login: it makes schemas, roles and tables, and nothing else runs as it."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db.transaction import TransactionManagementError

from stpnet.db.wrapper import current


@contextmanager
def as_owner() -> Iterator[None]:
    """Use the owner login on the default connection for a while (a new connection there and back).

    Refuses inside a transaction, which the change of login would silently end.
    """
    connection = current()
    if connection.as_owner:
        yield
        return
    if connection.in_atomic_block:
        raise TransactionManagementError("as_owner() goes outside transaction.atomic()")
    if not settings.DATABASE_OWNER:
        raise ImproperlyConfigured("Set the environment variable DATABASE_OWNER_URL: see docs/settings.md.")
    before = connection.settings_dict
    connection.close()
    # A copy: all threads share the settings, and a connection that another thread opens now is not the owner's.
    connection.settings_dict = {**before, **settings.DATABASE_OWNER}
    connection.as_owner = True
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict = before
        connection.as_owner = False
