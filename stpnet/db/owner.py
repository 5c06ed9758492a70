"""The owner login: it makes schemas, roles and tables, and nothing else runs as it."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings
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
    before = {key: connection.settings_dict[key] for key in ("USER", "PASSWORD")}
    connection.close()
    connection.settings_dict.update(settings.DATABASE_OWNER)
    connection.as_owner = True
    try:
        yield
    finally:
        connection.close()
        connection.settings_dict.update(before)
        connection.as_owner = False
