"""Where an embedded server keeps its files and its socket."""

import hashlib
import os
import stat
from pathlib import Path

from stpnet.embedded.account import Account
from stpnet.embedded.unavailable import EmbeddedUnavailable

CHECKOUT = Path(__file__).resolve().parents[2]
# Linux takes 107 bytes for a socket's path, macOS 103.
LONGEST_SOCKET = 100
# Not the folder that TMPDIR names: two terminals with different ones must find the same server.
TEMPORARY = Path("/tmp")  # nosec B108 # noqa: S108 - private() makes the folders in it 0700 and checks whose they are
PRIVATE = 0o700
PASSABLE = 0o755


def nickname(root: Path) -> str:
    """Return a short name that no other checkout of this machine has."""
    return hashlib.sha256(os.fsencode(root.resolve())).hexdigest()[:12]


def socket_in(folder: Path, name: str, *, root: Path, service: str) -> Path:
    """Place a socket in a folder, or in a short one for this checkout when the path would be too long."""
    near = folder / name
    if len(os.fsencode(near)) <= LONGEST_SOCKET:
        return near
    return TEMPORARY / f"stpnet-{nickname(root)}-{service}" / name


def private(folder: Path, account: Account | None = None) -> Path:
    """Make a folder that one account alone can enter; refuse one that somebody else put there."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    owner = account.uid if account else os.geteuid()
    try:
        folder.mkdir(PRIVATE)
        if account:
            os.chown(folder, account.uid, account.gid)
    except FileExistsError:
        found = folder.lstat()
        if found.st_uid == owner and stat.S_ISDIR(found.st_mode):
            folder.chmod(PRIVATE)
        else:
            raise EmbeddedUnavailable(f"{folder} belongs to somebody else: remove it and try again.") from None
    return folder


def public(folder: Path) -> Path:
    """Make a folder that any account can pass through, whatever the umask."""
    if not folder.exists():
        folder.mkdir(parents=True, exist_ok=True)
        folder.chmod(PASSABLE)
    return folder


def open_to_all(path: Path) -> bool:
    """Tell whether any account of this machine can reach a path: every folder above it lets others through."""
    return all(folder.stat().st_mode & stat.S_IXOTH for folder in path.resolve().parents)
