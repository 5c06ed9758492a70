"""A store of the broker for this process alone: several runs of one checkout may go on at once."""

import fcntl
import os
from pathlib import Path

from stpnet.embedded import broker_url
from stpnet.embedded.folders import CHECKOUT
from stpnet.embedded.valkey import NUMBERS


def own_broker_url(root: Path = CHECKOUT) -> str:
    """Claim a numbered store until this process ends; number 0 is the demo's."""
    locks = root / "var" / "tests"
    locks.mkdir(parents=True, exist_ok=True)
    for number in range(1, NUMBERS):
        # A bare descriptor, open until the end: the kernel gives the claim back.
        lock = os.open(locks / f"broker-{number}.lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC)
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(lock)
        else:
            return broker_url(number, root)
    raise RuntimeError("every store of the broker is taken: end other test runs first")
