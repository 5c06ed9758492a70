"""`python -m stpnet.embedded start|status|stop|erase`, for people."""

import argparse
import signal
import sys

from stpnet.embedded import EmbeddedUnavailable, broker_url, postgres, valkey
from stpnet.embedded.folders import CHECKOUT
from stpnet.embedded.postgres import Postgres
from stpnet.embedded.use import alone, turn
from stpnet.embedded.valkey import Valkey

SERVERS: dict[str, Postgres | Valkey] = {"PostgreSQL": Postgres(CHECKOUT), "Valkey": Valkey(CHECKOUT)}


def start() -> int:
    """Keep both servers running until Ctrl-C, for psql and the like."""
    address = postgres()
    valkey()
    say(f"PostgreSQL: psql -h {address.host} -U {address.app} {address.database}")
    say(f"Valkey: {broker_url()}")
    say("Ctrl-C gives them up; they stop when no other command uses them.")
    signal.sigwait({signal.SIGINT, signal.SIGTERM})
    return 0


def status() -> int:
    """Tell which of them run; 1 when one does not."""
    running = {name: server.answers() for name, server in SERVERS.items()}
    for name, runs in running.items():
        say(f"{name}: {'running' if runs else 'stopped'} ({SERVERS[name].socket})")
    return 0 if all(running.values()) else 1


def stop(*, now: bool = False, erase: bool = False) -> int:
    """Stop both, unless another command uses them; on request throw their data away."""
    in_use = False
    for name, server in SERVERS.items():
        server.folder.mkdir(parents=True, exist_ok=True)
        with turn(server), alone(server) as unused:
            if unused or now:
                server.stop()
                if erase:
                    server.erase()
            else:
                in_use = True
                say(f"{name} is in use by another command of this checkout: end that first, or say --now.")
    return int(in_use)


def say(text: str) -> None:
    print(text, flush=True)  # noqa: T201


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m stpnet.embedded", description=__doc__)
    parser.add_argument("command", choices=["start", "status", "stop", "erase"])
    parser.add_argument("--now", action="store_true", help="stop them even when another command uses them")
    given = parser.parse_args()
    if given.command == "start":
        return start()
    if given.command == "status":
        return status()
    return stop(now=given.now, erase=given.command == "erase")


if __name__ == "__main__":
    try:
        sys.exit(main())
    except (EmbeddedUnavailable, PermissionError) as error:
        sys.exit(str(error))
