"""Serve the demo, or throw its data away with `--reset`."""

import fcntl
import http.client
import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from types import FrameType

from scripts.demo import children, marks, ports
from scripts.demo.places import CHECKOUT, DATA, OWN, VAR
from scripts.demo.terminal import own_ctrl_c

ANSWER_SECONDS = 60
STOPPING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)
WHO = OWN / "who.txt"


class Stopped(BaseException):
    """Ctrl-C was pressed, or the terminal closed."""


def main() -> int:
    """Serve or reset, one at a time in one checkout."""
    os.chdir(CHECKOUT)
    OWN.mkdir(parents=True, exist_ok=True)
    with (VAR / "demo.lock").open("ab") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            say(f"The demo of this checkout runs already, at http://localhost:{ports.remembered()}: stop it first.")
            return 1
        return reset() if "--reset" in sys.argv[1:] else serve()


def reset() -> int:
    """Throw everything away, unless a test run or another command has the database open."""
    if subprocess.run([sys.executable, "-m", "stpnet.embedded", "erase"], check=False).returncode:
        return 1
    for folder in DATA:
        shutil.rmtree(folder, ignore_errors=True)
    say("The demo's data are gone: `make demo` starts over.")
    return 0


def serve() -> int:
    listener = ports.listen()
    if listener is None:
        say(f"Port {os.environ['PORT']} is taken by another program: choose another, as in `make demo PORT=8010`.")
        return 1
    port = listener.getsockname()[1]
    os.environ.update(STPNET_DEMO="1", PORT=str(port))
    os.environ.setdefault("LOG_LEVEL", "WARNING")
    for number in STOPPING:
        signal.signal(number, stop)
    with own_ctrl_c():
        try:
            return run(listener.fileno(), port)
        except Stopped:
            say("\nStopping; your data are kept. `make demo` goes on from here, `make demo-reset` starts over.")
            return 0
        except subprocess.CalledProcessError as error:
            say(f"The demo could not be made ready: {' '.join(error.cmd[1:3])} failed for the reason above.")
            return 1
        finally:
            for number in STOPPING:
                signal.signal(number, signal.SIG_IGN)  # a second Ctrl-C must not leave half of them running
            children.stop_all()


def stop(_number: int, _frame: FrameType | None) -> None:
    raise Stopped


def run(listener: int, port: int) -> int:
    """Prepare what has changed, then serve until a process ends, which none should."""
    hold_servers()
    marks.when_changed("static", marks.STATIC, collect_static)
    marks.when_changed("tables", marks.TABLES, prepare_database, also=marks.database())
    web, _worker = children.web(listener), children.worker()
    threading.Thread(target=announce, args=(port,), daemon=True).start()
    ended = children.first_to_end()
    say(f"The {'web server' if ended is web else 'worker'} ended by itself, for the reason above.")
    return 1


def hold_servers() -> None:
    """Keep the embedded servers up to the end; otherwise they would stop and start between the steps."""
    from stpnet import embedded  # noqa: PLC0415 - takes a moment that a reset need not wait

    try:
        if not os.environ.get("DATABASE_URL"):
            embedded.postgres()
        if not os.environ.get("REDIS_URL"):
            embedded.valkey()
    except embedded.EmbeddedUnavailable as error:
        sys.exit(str(error))


def collect_static() -> None:
    say("Collecting style sheets and scripts ...")
    children.finish(children.manage("collectstatic", "--no-input", "--clear", "--verbosity=0"))


def prepare_database() -> None:
    say("Preparing the database ...")
    children.finish(children.manage("migrate_organizations", "--verbosity=0", output=subprocess.DEVNULL))
    say("Loading three demo organizations ...")
    # Elsewhere than on one's own machine the password is made up, and said this once.
    children.finish(children.manage("load_demo", f"--verbosity={int('DATABASE_URL' in os.environ)}"))
    with WHO.open("wb") as who:
        children.finish(children.manage("load_demo", "--who", output=who.fileno()))


def announce(port: int) -> None:
    """Say where to go as soon as somebody who goes there is answered."""
    end = time.monotonic() + ANSWER_SECONDS
    while time.monotonic() < end:
        if answers(port):
            say(f"\n{WHO.read_text().strip()}\n\nThe demo is at http://localhost:{port} (Ctrl-C stops it)")
            return
        time.sleep(0.1)
    say(f"http://localhost:{port} does not answer after {ANSWER_SECONDS} seconds.")


def answers(port: int) -> bool:
    """Ask for the first page; it also warms up what the first person would wait for."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=ANSWER_SECONDS)
    try:
        connection.request("GET", "/accounts/login/")
        return connection.getresponse().status == http.HTTPStatus.OK
    except OSError:
        return False
    finally:
        connection.close()


def say(text: str) -> None:
    print(text, flush=True)


if __name__ == "__main__":
    sys.exit(main())
