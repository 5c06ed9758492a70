"""Starting processes that outlive this one, and telling whether one is alive."""

import os
import subprocess
import time
from collections.abc import Callable
from pathlib import Path
from typing import IO

from stpnet.embedded.account import Account, changing_to

# Nothing of the person's: an LC_ALL that is not installed stops Valkey, PGPORT and its like mislead PostgreSQL.
ENVIRONMENT = {"LC_ALL": "C", "TZ": "UTC", "PATH": os.defpath}


def run(command: list[str], output: IO[bytes], account: Account | None) -> None:
    """Run a program to its end, as an account when one is given; a failure raises CalledProcessError."""
    subprocess.run(
        command,
        check=True,
        stdin=subprocess.DEVNULL,
        stdout=output,
        stderr=output,
        env=ENVIRONMENT,
        cwd="/",
        **changing_to(account),
    )


def detach(command: list[str], log: Path, account: Account | None) -> int:
    """Start a program that goes on without this process and its terminal; return its process number."""
    with log.open("wb") as output:
        # The shell ends at once, so that nobody has to wait for the child, and passes on any path as it is.
        shell = subprocess.run(
            ["/bin/sh", "-c", '"$@" >&2 & echo $!', "sh", *command],
            check=True,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=output,
            env=ENVIRONMENT,
            cwd="/",
            start_new_session=True,
            **changing_to(account),
        )
    return int(shell.stdout)


def alive(pid: int) -> bool:
    """Tell whether a process runs: a zombie, which still has a number, does not."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return _state(pid) != "Z"


def _state(pid: int) -> str:
    try:
        # The name, in brackets, may hold blanks and brackets itself.
        return Path(f"/proc/{pid}/stat").read_text().rpartition(") ")[2][:1]
    except OSError:
        asked = subprocess.run(["ps", "-o", "stat=", "-p", str(pid)], check=False, capture_output=True, text=True)
        return asked.stdout[:1]


def program(pid: int) -> str:
    """Return the name of the program that a process runs, or nothing when it has ended."""
    try:
        return Path(f"/proc/{pid}/comm").read_text().strip()
    except OSError:
        asked = subprocess.run(["ps", "-o", "comm=", "-p", str(pid)], check=False, capture_output=True, text=True)
        return asked.stdout.strip().rpartition("/")[2]


def wait(condition: Callable[[], bool], *, seconds: float) -> bool:
    """Look every few milliseconds until a condition holds; say whether it did."""
    end = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > end:
            return False
        time.sleep(0.01)
    return True
