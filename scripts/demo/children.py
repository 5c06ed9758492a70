"""The processes that the demo consists of."""

import os
import signal
import subprocess
import sys
import threading
import time
from contextlib import suppress

from scripts.demo.places import CHECKOUT, OWN

# A task that is cut off is taken up again at the next start: rows are the queue.
PATIENCE = 1.5
PYTHON = sys.executable

_running: list[subprocess.Popen[bytes]] = []


def start(
    *command: str, listener: int | None = None, output: int | None = None, errors: int | None = None
) -> subprocess.Popen[bytes]:
    """Start a Python module or script in a session of its own: Ctrl-C reaches the demo alone, which ends the others."""
    process = subprocess.Popen(
        [PYTHON, *command],
        cwd=CHECKOUT,
        stdin=subprocess.DEVNULL,
        stdout=output,
        stderr=errors,
        pass_fds=() if listener is None else (listener,),
        start_new_session=True,
    )
    _running.append(process)
    return process


def manage(*arguments: str, output: int | None = None) -> subprocess.Popen[bytes]:
    return start("manage.py", *arguments, output=output)


def finish(process: subprocess.Popen[bytes]) -> None:
    """Wait for a process that ends by itself; a failure raises CalledProcessError."""
    code = process.wait()
    _running.remove(process)
    if code:
        raise subprocess.CalledProcessError(code, process.args)


def web(listener: int) -> subprocess.Popen[bytes]:
    """Serve on a socket that is open already. The control socket would be the same for every checkout."""
    options = ("--worker-class=gthread", "--workers=2", "--threads=8", "--no-control-socket", "--log-level=warning")
    return start(
        "-m", "gunicorn", *options, "--graceful-timeout=1", f"--bind=fd://{listener}", "stpnet.wsgi", listener=listener
    )


def worker() -> subprocess.Popen[bytes]:
    """Work off the queues, with the clock of the repeating tasks in the same process."""
    # Root is fine here: Celery warns of pickled messages, which are not accepted.
    quiet = ("-W", "ignore:You're running the worker with superuser privileges")
    clock = ("--beat", f"--schedule={OWN / 'schedule'}")
    # There is one worker: nobody to gossip with.
    lonely = ("--without-gossip", "--without-mingle", "--without-heartbeat")
    os.environ["REMAP_SIGTERM"] = "SIGQUIT"  # leave a running task at once
    process = start(
        *quiet, "-m", "celery", "--quiet", "--app=stpnet", "worker", "--concurrency=2", "--queues=default,imports,reports",
        "--loglevel=warning", *clock, *lonely, output=subprocess.PIPE, errors=subprocess.STDOUT,
    )  # fmt: skip
    threading.Thread(target=_pass_on, args=(process,), daemon=True).start()
    return process


def _pass_on(process: subprocess.Popen[bytes]) -> None:
    """Show what the worker says, up to its farewell, which talks of a second Ctrl-C."""
    for line in process.stdout or ():
        if _running:
            sys.stderr.buffer.write(line)
            sys.stderr.flush()


def first_to_end() -> subprocess.Popen[bytes]:
    """Wait until one of them ends."""
    while True:
        for process in _running:
            if process.poll() is not None:
                return process
        time.sleep(0.1)


def stop_all() -> None:
    """End them all with what they have started; those that take too long are killed."""
    leaving = _running.copy()
    _running.clear()
    for number in (signal.SIGTERM, signal.SIGKILL):
        for process in leaving:
            with suppress(ProcessLookupError, PermissionError):
                os.killpg(process.pid, number)
        end = time.monotonic() + PATIENCE
        while any(process.poll() is None for process in leaving) and time.monotonic() < end:
            time.sleep(0.02)
