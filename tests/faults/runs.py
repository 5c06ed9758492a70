"""How often each fault is done: as often as docs/security/evidence.md says, or a share of it."""

import os
from pathlib import Path
from subprocess import Popen


def runs(times: int) -> int:
    """`STPNET_FAULTS=0.2` does a fifth of them, once at least."""
    return max(1, round(times * float(os.environ.get("STPNET_FAULTS", "1"))))


def children(process: "Popen[bytes]") -> list[int]:
    """Return the processes that a server started to do the work."""
    return [int(pid) for pid in Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()]
