"""Who uses a server: each process holds a shared lock until it exits, and the last one out stops the server.

The kernel drops the lock of a killed process, so nothing can go stale.
"""

import atexit
import os
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Protocol

from stpnet.embedded.unavailable import EmbeddedUnavailable

if sys.platform != "win32":  # settings import this everywhere, with servers elsewhere
    import fcntl


class Server(Protocol):
    """A server that can be used: `folder` is where its locks lie."""

    @property
    def folder(self) -> Path: ...

    @property
    def socket(self) -> Path: ...

    def answers(self) -> bool: ...

    def start(self) -> None: ...

    def stop(self) -> None: ...


_held: dict[Path, IO[bytes]] = {}
_threads = threading.Lock()


def use(server: Server) -> None:
    """Make sure that a server answers, and keep it for as long as this process lives."""
    with _threads:
        if server.folder in _held and server.socket.exists():
            return
        try:
            _enter(server)
        except PermissionError as error:
            raise EmbeddedUnavailable(
                f"{error.filename or server.folder} belongs to another account, as after a run with sudo: "
                "give it to yours, or remove it."
            ) from error


def _enter(server: Server) -> None:
    server.folder.mkdir(parents=True, exist_ok=True)
    with turn(server):
        if server.folder not in _held:
            _held[server.folder] = _share(server.folder)
            atexit.register(leave, server)
        if not server.answers():
            server.start()


def leave(server: Server) -> None:
    """Give a server up; stop it when nobody else uses it."""
    held = _held.pop(server.folder, None)
    if held is None:
        return
    held.close()
    # Nothing to stop when somebody has removed the folder: both servers notice that themselves.
    if server.folder.exists():
        with turn(server), alone(server) as is_last:
            if is_last:
                server.stop()


@contextmanager
def turn(server: Server) -> Iterator[None]:
    """Wait until no other process starts or stops this server."""
    with (server.folder / "turn.lock").open("ab") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


@contextmanager
def alone(server: Server) -> Iterator[bool]:
    """Tell whether nobody uses the server. Call it within `turn`, so that nobody comes in meanwhile."""
    with _users(server.folder).open("ab") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
        else:
            yield True


def _users(folder: Path) -> Path:
    return folder / "users.lock"


def _share(folder: Path) -> IO[bytes]:
    lock = _users(folder).open("ab")
    fcntl.flock(lock, fcntl.LOCK_SH)
    return lock


def _after_fork() -> None:
    """Take locks of our own: one that is shared with the parent would let it think itself alone."""
    global _threads  # noqa: PLW0603 - another thread of the parent may have held it
    _threads = threading.Lock()
    for folder, inherited in list(_held.items()):
        if folder.exists():
            _held[folder] = _share(folder)
        inherited.close()


if sys.platform != "win32":
    os.register_at_fork(after_in_child=_after_fork)
