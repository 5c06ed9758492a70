"""Seconds by the clock, and seconds that the processors of this machine really worked for it."""

import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from stpnet.db.wrapper import current


class Took(NamedTuple):
    """`worked`: this process and its PostgreSQL backend together. Other work on the machine does not lengthen it."""

    seconds: float
    worked: float

    def plus(self, other: "Took") -> "Took":
        return Took(self.seconds + other.seconds, self.worked + other.worked)

    def times(self, by: float) -> "Took":
        return Took(self.seconds * by, self.worked * by)


NOTHING = Took(0, 0)


def timed(work: Callable[[], object]) -> Took:
    clock, worked = time.perf_counter(), _worked()
    work()
    return Took(time.perf_counter() - clock, _worked() - worked)


def _worked() -> float:
    current().ensure_connection()
    stat = Path(f"/proc/{current().connection.info.backend_pid}/schedstat")
    # Elsewhere than on Linux only this process is counted.
    backend = int(stat.read_text().split()[0]) / 1e9 if stat.exists() else 0.0
    return time.process_time() + backend
