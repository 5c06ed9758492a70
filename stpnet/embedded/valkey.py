"""The embedded Valkey: Celery's broker."""

import shutil
import socket
import subprocess
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from urllib.parse import quote

from stpnet.embedded.binaries import valkey_program
from stpnet.embedded.folders import CHECKOUT, private, socket_in
from stpnet.embedded.processes import ENVIRONMENT, wait
from stpnet.embedded.unavailable import EmbeddedUnavailable
from stpnet.embedded.use import use

START_SECONDS = 30
STOP_SECONDS = 10
# The demo has number 0; each test worker takes one of its own.
NUMBERS = 64


def valkey(root: Path = CHECKOUT) -> str:
    """Return the path of this checkout's Valkey, started when it does not run yet; it stays as long as this process."""
    valkey_program()
    server = Valkey(root)
    use(server)
    return str(server.socket)


def broker_url(number: int = 0, root: Path = CHECKOUT) -> str:
    """Return Celery's address for it, one of the numbered stores, without starting anything."""
    return f"redis+socket://{quote(str(Valkey(root).socket))}?virtual_host={number}"


@dataclass(frozen=True)
class Valkey:
    """The server below one checkout; it does nothing until asked."""

    root: Path

    @property
    def folder(self) -> Path:
        return self.root / "var" / "valkey"

    @cached_property
    def socket(self) -> Path:
        return socket_in(self.folder / "run", "valkey.sock", root=self.root, service="valkey")

    @property
    def data(self) -> Path:
        return self.folder / "data"

    @property
    def log(self) -> Path:
        return self.folder / "valkey.log"

    def answers(self) -> bool:
        return self._ask(b"PING") == b"+PONG"

    def start(self) -> None:
        """Start the server and return when it answers, which may take a moment while it reads what was queued."""
        private(self.socket.parent)
        private(self.data)
        self.log.write_bytes(b"")
        options = {
            "port": "0",
            "unixsocket": self.socket,
            "unixsocketperm": "700",
            "daemonize": "yes",
            "pidfile": self.socket.with_name("valkey.pid"),
            "dir": self.data,
            "logfile": self.log,
            "databases": NUMBERS,
            # What waits in a queue is there again after a restart.
            "appendonly": "yes",
            "save": "",
        }
        command = [
            str(valkey_program()),
            *(part for name, value in options.items() for part in (f"--{name}", str(value))),
        ]
        subprocess.run(command, check=False, stdin=subprocess.DEVNULL, capture_output=True, env=ENVIRONMENT)
        if not wait(self.answers, seconds=START_SECONDS):
            raise EmbeddedUnavailable(f"Valkey did not start: the reason is in {self.log}.")

    def stop(self) -> None:
        """Stop the server; nothing happens when it does not run."""
        self._ask(b"SHUTDOWN")
        wait(lambda: self._ask(b"PING") is None, seconds=STOP_SECONDS)

    def erase(self) -> None:
        """Throw away what is queued; the server must not run."""
        shutil.rmtree(self.data, ignore_errors=True)

    def _ask(self, command: bytes) -> bytes | None:
        """Send one command; None when nobody answers."""
        with socket.socket(socket.AF_UNIX) as connection:
            connection.settimeout(5)
            try:
                connection.connect(str(self.socket))
                connection.sendall(command + b"\r\n")
                return connection.recv(100).strip()
            except OSError:
                return None
