"""The terminal's Ctrl-C, for the demo alone."""

import os
import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def own_ctrl_c() -> Iterator[None]:
    """Let Ctrl-C reach this process and not make, which would call a proper stop an error.

    It is what a shell does for each command: the terminal speaks to one group of processes at a time.
    """
    try:
        terminal = sys.stdin.fileno()
        before = os.tcgetpgrp(terminal)
        joined = before == os.getpgrp() != os.getpid()
    except (OSError, ValueError, AttributeError):
        joined = False  # no terminal
    if not joined:
        yield
        return
    # Giving the terminal back is done from the background, which would stop this process; so would Ctrl-Z, unseen.
    for number in (signal.SIGTTOU, signal.SIGTSTP):
        signal.signal(number, signal.SIG_IGN)
    os.setpgid(0, 0)
    os.tcsetpgrp(terminal, os.getpid())
    try:
        yield
    finally:
        os.tcsetpgrp(terminal, before)
