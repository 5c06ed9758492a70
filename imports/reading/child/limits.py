"""The limits that the child sets on itself before it touches the file.

Every list starts a child twice, so what all of them load is little: no data classes, and no zip for a text.
"""

import contextlib
import resource
from typing import NamedTuple


class Limits(NamedTuple):
    """How much one file may cost and hold."""

    memory: int = 512 * 1024 * 1024
    seconds: int = 60
    rows: int = 1_000_000
    columns: int = 500
    characters: int = 10_000


def confine(limits: Limits) -> None:
    """Bound memory, time and files of this process; write nothing, start nothing."""
    wanted = (
        (resource.RLIMIT_AS, limits.memory),
        (resource.RLIMIT_CPU, limits.seconds),
        (resource.RLIMIT_NOFILE, 16),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_NPROC, 0),
    )
    for kind, most in wanted:
        _, hard = resource.getrlimit(kind)
        ceiling = most if hard == resource.RLIM_INFINITY else min(most, hard)
        # macOS refuses RLIMIT_AS; the parent's own clock still holds there.
        with contextlib.suppress(ValueError, OSError):
            resource.setrlimit(kind, (ceiling, ceiling))
