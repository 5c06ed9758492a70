"""The services of docker-compose.yml, started for real: their own commands and variables, on embedded servers.

What containers would give is given here instead: addresses of the servers, files of secrets, a free port.
"""

import os
import shutil
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote

import psycopg
from psycopg.sql import SQL, Identifier

from stpnet.embedded import broker_url, postgres, valkey
from stpnet.embedded.postgres import Postgres
from stpnet.embedded.valkey import Valkey
from tests.deploy.compose import ROOT, service, tool

# The names under which containers find each other.
DATABASE, BROKER, SECRETS = "@database:5432/", "redis://broker:6379/0", "/run/secrets/"
# Only the account that starts the server comes in without a password.
DOORS = "local all postgres trust\nlocal all all scram-sha-256\n"


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
    return port


@dataclass
class Server:
    """One small server: its folder, its addresses, what runs on it."""

    folder: Path
    host: str
    broker: str
    web_port: int = field(default_factory=free_port)
    http_port: int = field(default_factory=free_port)
    https_port: int = field(default_factory=free_port)
    running: dict[str, subprocess.Popen[bytes]] = field(default_factory=dict)

    def environment(self, name: str) -> dict[str, str]:
        """Return a service's variables, led to where things are here, and what the image adds."""
        given = {key: self._led(value) for key, value in service(name)["environment"].items() if value is not None}
        here = {
            "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}",
            "DJANGO_SETTINGS_MODULE": "stpnet.settings",
            "DATA_DIR": str(self.folder / "data"),
            "STATIC_DIR": str(self.folder / "static"),
            # A test does not wait half a minute for the clock, nor for a mail server.
            "SWEEP_SECONDS": "3",
            "MAIL_HOST": "127.0.0.1",
            "MAIL_PORT": "1",
        }
        if "WEB_ADDRESS" in given:
            here["WEB_ADDRESS"] = f"127.0.0.1:{self.web_port}"
        return {**given, **here}

    def _led(self, value: str) -> str:
        value = value.replace(BROKER, self.broker).replace(SECRETS, f"{self.folder}/secrets/")
        login, found, database = value.partition(DATABASE)
        value = f"{login}@/{database}?host={quote(self.host, safe='')}" if found else value
        return value.replace("stp.example.org", "localhost")

    def command(self, name: str) -> list[str]:
        return [part.replace("=/tmp/", f"={self.folder}/") for part in service(name)["command"]]

    def once(self, name: str, *command: str) -> subprocess.CompletedProcess[str]:
        """Run a service to its end, or another command in its place, as `docker compose run` does."""
        whole = list(command) or self.command(name)
        result = subprocess.run(
            whole, cwd=ROOT, env=self.environment(name), check=False, capture_output=True, text=True
        )
        with self.log("once").open("a") as log:
            log.write(result.stdout + result.stderr)
        return result

    def start(self, name: str) -> None:
        with self.log(name).open("ab") as log:
            self.running[name] = subprocess.Popen(
                self.command(name),
                cwd=ROOT,
                env=self.environment(name),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
            )

    def start_proxy(self) -> None:
        """Start the proxy with its own file; "localhost" makes it its own authority."""
        ports = {"HTTP_PORT": str(self.http_port), "HTTPS_PORT": str(self.https_port)}
        places = {"XDG_DATA_HOME": str(self.folder / "caddy"), "XDG_CONFIG_HOME": str(self.folder / "caddy")}
        given = {"SITE_HOST": "localhost", "WEB": f"127.0.0.1:{self.web_port}", **ports, **places}
        command = [tool("caddyserver"), "run", "--config", "deploy/Caddyfile", "--adapter", "caddyfile"]
        with self.log("proxy").open("ab") as log:
            self.running["proxy"] = subprocess.Popen(
                command, cwd=ROOT, env={"PATH": os.environ["PATH"], **given}, stdout=log, stderr=log
            )

    def log(self, name: str) -> Path:
        return self.folder / f"{name}.log"

    def ask(self, query: str) -> list[tuple[object, ...]]:
        """Ask the database as its administrator."""
        with psycopg.connect(host=self.host, user="postgres", dbname="stpnet") as connection:
            return connection.execute(query).fetchall()  # type: ignore[arg-type]

    def stop(self) -> dict[str, int]:
        """End everything as an engine does, and return how each ended; what takes over ten seconds is an error."""
        for process in self.running.values():
            process.send_signal(signal.SIGTERM)
        ended = {name: process.wait(10) for name, process in self.running.items()}
        self.running.clear()
        return ended


@contextmanager
def empty_server(folder: Path) -> Iterator[Server]:
    """PostgreSQL as its image leaves it, with passwords asked for, and Valkey; both end with the block."""
    host, _ = postgres(folder).host, valkey(folder)
    database, broker = Postgres(folder), Valkey(folder)
    with psycopg.connect(host=host, user="postgres", dbname="postgres", autocommit=True) as connection:
        connection.execute("DROP DATABASE stpnet")
        for login in ("stp_app", "stp_owner"):
            connection.execute(SQL("DROP ROLE {}").format(Identifier(login)))
        (database.data / "pg_hba.conf").write_text(DOORS)
        connection.execute("SELECT pg_reload_conf()")
    server = Server(folder, host, broker_url(0, folder))
    (folder / "data").mkdir()
    try:
        yield server
    finally:
        for process in server.running.values():
            process.kill()
            process.wait()
        for each in (database, broker):
            each.stop()
        # It lies elsewhere when pytest's own folder is closed to the account that PostgreSQL runs as.
        shutil.rmtree(database.home, ignore_errors=True)
