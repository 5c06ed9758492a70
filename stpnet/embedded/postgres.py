"""The embedded PostgreSQL."""

import os
import shutil
import signal
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from subprocess import CalledProcessError
from typing import NamedTuple

from stpnet.embedded import binaries, cluster, pidfile
from stpnet.embedded.account import Account, unprivileged
from stpnet.embedded.folders import CHECKOUT, nickname, open_to_all, private, public, socket_in
from stpnet.embedded.processes import alive, detach, run, wait
from stpnet.embedded.unavailable import EmbeddedUnavailable
from stpnet.embedded.use import use

# It shapes the socket's name only: no network port is opened.
PORT = 5432
# Long enough for the recovery after a power cut in the middle of a large import.
START_SECONDS = 60
STOP_SECONDS = 30
# How long the last processes of a killed server may take to notice.
LEFTOVER_SECONDS = 10
# For a checkout below a folder that only root may enter, as /root is.
ROOTS_OWN = Path("/var/lib/stpnet")


class PostgresAddress(NamedTuple):
    """How to connect: `owner` migrates and makes organizations, `app` does everything else.

    Neither needs a password: the socket lies in a folder that no other account can enter.
    """

    host: str
    port: int = PORT
    owner: str = cluster.OWNER
    password: str = ""
    app: str = cluster.APP
    database: str = cluster.DATABASE


def postgres(root: Path = CHECKOUT) -> PostgresAddress:
    """Return this checkout's PostgreSQL, started when it does not run yet; it stays for as long as this process."""
    # Asked first, so that a system without the programs is told so before it is asked for locks that it lacks too.
    binaries.postgres_programs()
    server = Postgres(root)
    use(server)
    return PostgresAddress(host=str(server.socket.parent))


@dataclass(frozen=True)
class Postgres:
    """The server below one checkout; it does nothing until asked."""

    root: Path

    @property
    def folder(self) -> Path:
        return self.root / "var" / "postgres"

    @cached_property
    def account(self) -> Account | None:
        return unprivileged()

    @cached_property
    def home(self) -> Path:
        """The folder of the data, one that the account can reach: modes of folders above it are never changed."""
        # Made before it is judged: what the umask takes away counts too.
        self.folder.mkdir(parents=True, exist_ok=True)
        if self.account and not open_to_all(self.folder / "data"):
            return public(public(ROOTS_OWN) / nickname(self.root))
        return self.folder

    @property
    def data(self) -> Path:
        return self.home / "data"

    @cached_property
    def socket(self) -> Path:
        return socket_in(self.home / "run", f".s.PGSQL.{PORT}", root=self.root, service="postgres")

    @property
    def log(self) -> Path:
        return self.folder / "postgres.log"

    @cached_property
    def programs(self) -> Path:
        found = binaries.postgres_programs()
        return binaries.copied(found, public(ROOTS_OWN) / f"postgres-{nickname(found)}") if self.account else found

    def answers(self) -> bool:
        return self.socket.exists() and cluster.answers(self.socket.parent)

    def start(self) -> None:
        """Start the server, with new data when there is none; return when it answers."""
        private(self.socket.parent, self.account)
        if not self.data.exists():
            self._make_data()
        pidfile.clear_stale(self.data, self.socket)
        if not wait(self._comes_up, seconds=LEFTOVER_SECONDS):
            raise EmbeddedUnavailable(f"PostgreSQL did not start: {self._last_words()} (more in {self.log}).")
        if not self._prepared.exists():
            cluster.prepare(self.socket.parent)
            self._prepared.touch()

    def stop(self) -> None:
        """Stop the server; nothing happens when it does not run."""
        # INT ends every connection and shuts down in order; QUIT leaves the order to the next start.
        for how in (signal.SIGINT, signal.SIGQUIT):
            pid = pidfile.running(self.data)
            if pid is None:
                return
            os.kill(pid, how)
            wait(lambda: pidfile.running(self.data) is None, seconds=STOP_SECONDS)

    def erase(self) -> None:
        """Throw all data away; the server must not run."""
        self._prepared.unlink(missing_ok=True)
        shutil.rmtree(self.data, ignore_errors=True)

    @property
    def _prepared(self) -> Path:
        """A mark that logins and database were made: a first start may be cut off in the middle."""
        return self.folder / "prepared"

    def _make_data(self) -> None:
        """Let initdb work beside the final place, so that data that are there are whole."""
        self._prepared.unlink(missing_ok=True)
        unfinished = self.home / "data.new"
        shutil.rmtree(unfinished, ignore_errors=True)
        private(unfinished, self.account)
        with self.log.open("wb") as output:
            try:
                run([str(self.programs / "initdb"), f"--pgdata={unfinished}", *cluster.INITDB], output, self.account)
            except CalledProcessError as error:
                raise EmbeddedUnavailable(
                    f"PostgreSQL made no data: {self._last_words()} (more in {self.log})."
                ) from error
        unfinished.rename(self.data)

    def _comes_up(self) -> bool:
        """Run the server until it answers or has given up, as it does while a process of a killed one is left."""
        pid = pidfile.running(self.data) or detach(self._command(), self.log, self.account)
        return wait(lambda: self.answers() or not alive(pid), seconds=START_SECONDS) and self.answers()

    def _command(self) -> list[str]:
        # Doubled quotes, for a folder with a comma or a quote in its name.
        folder = '"' + str(self.socket.parent).replace('"', '""') + '"'
        settings = {**cluster.SETTINGS, "unix_socket_directories": folder}
        options = [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
        return [str(self.programs / "postgres"), "-D", str(self.data), *options]

    def _last_words(self) -> str:
        lines = self.log.read_text(errors="replace").strip().splitlines() or ["it said nothing"]
        return next((line.partition("FATAL:")[2].strip() for line in lines if "FATAL:" in line), lines[-1])
