"""The port that the demo is served on."""

import os
import socket

from scripts.demo.places import VAR

FIRST = 8000
NOTE = VAR / "demo-port"


def remembered() -> int:
    """Return the port of the last time."""
    try:
        return int(NOTE.read_text())
    except (OSError, ValueError):
        return FIRST


def listen() -> socket.socket | None:
    """Take the port that PORT names, or that of last time, or the first free one; None when the named one is taken.

    It is open from now on, and handed to the web server later, so that no other checkout takes it meanwhile.
    """
    if wished := os.environ.get("PORT"):
        return _take(int(wished))
    listener = next(filter(None, map(_take, (remembered(), *range(FIRST, FIRST + 1000)))))
    NOTE.write_text(str(listener.getsockname()[1]))
    return listener


def _take(port: int) -> socket.socket | None:
    listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
    # A port that was closed a moment ago can be had again; one that somebody listens on cannot.
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind(("127.0.0.1", port))
        listener.listen(128)
    except OSError:
        listener.close()
        return None
    return listener
