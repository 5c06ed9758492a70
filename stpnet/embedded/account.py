"""The account that PostgreSQL runs as: it refuses to run as root."""

import os
import subprocess
import sys
from typing import Any, NamedTuple

from stpnet.embedded.unavailable import EmbeddedUnavailable

if sys.platform != "win32":
    import pwd

NAME = "stpnet"


class Account(NamedTuple):
    """An account without rights or a password, made only where root runs this."""

    uid: int
    gid: int


def unprivileged() -> Account | None:
    """Return the account to change to, made when missing; None when this process is an ordinary one already."""
    if os.geteuid() != 0:
        return None
    account = _find() or _make()
    if not account:
        raise EmbeddedUnavailable.here(
            "PostgreSQL",
            f"it refuses root, and no account {NAME!r} could be made",
            "DATABASE_URL",
            "DATABASE_OWNER_URL",
        )
    return account


def _find() -> Account | None:
    try:
        entry = pwd.getpwnam(NAME)
    except KeyError:
        return None
    # An account that a site of its own runs as may have the name: with any uid but root's it serves as well.
    return Account(entry.pw_uid, entry.pw_gid) if entry.pw_uid else None


def _make() -> Account | None:
    command = ["useradd", "--system", "--user-group", "--no-create-home", "--home-dir", "/nonexistent"]
    try:
        subprocess.run([*command, "--shell", "/usr/sbin/nologin", NAME], check=False, capture_output=True)
    except OSError:
        return None
    # Looked up again whatever useradd said: another checkout may have made it in the same moment.
    return _find()


def changing_to(account: Account | None) -> dict[str, Any]:
    """Return the arguments of subprocess that change to an account."""
    return {"user": account.uid, "group": account.gid, "extra_groups": []} if account else {}
