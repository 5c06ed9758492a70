"""A whole site of its own for browser tests: database, web server and worker, from the commands that `make demo` uses.

Nothing of it is shared with other tests, so neither flushes nor rollbacks of theirs reach it.
"""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple
from urllib.error import URLError
from urllib.parse import quote
from urllib.request import urlopen

import psycopg
from psycopg import sql

from stpnet import embedded
from tests.broker import own_broker_url
from tests.template import template

ROOT = Path(__file__).parents[2]
START_SECONDS = 60
# Accounts beside those of the roles, for tests that keep a second step in one.
KEEPERS = 48
# Organizers who have never been here, for a test each.
LEARNERS = 12
# With the coach's two they are enough for a field that narrows the list.
OTHER_GROUPS = {
    "canal": "Canal Street Neighbors",
    "fields": "Field Hands United",
    "mill": "Mill Town Tenants",
    "senda": "Señda Común",
}


class Site(NamedTuple):
    """Where the site answers, and the folder of its logs and mail. Each role@example.org can sign in."""

    url: str
    folder: Path
    env: Mapping[str, str]

    def manage(self, *command: str) -> None:
        """Run a command of ours on this site, as from a terminal."""
        _manage(self.env, *command)


@contextmanager
def running_site(folder: Path) -> Iterator[Site]:
    """Make the database, load the smallest demo organization, serve it, and take it all away."""
    server = embedded.postgres()
    name = f"test_browser_{os.getpid()}"
    owner = psycopg.connect(host=server.host, dbname="postgres", user=server.owner, autocommit=True)
    env = _environment(folder, name, server)
    with owner, template(owner, lambda other: _environment(folder, other, server)) as copied:
        owner.execute(sql.SQL("CREATE DATABASE {} TEMPLATE {}").format(sql.Identifier(name), sql.Identifier(copied)))
    try:
        _manage(env, "load_demo", "--only", "elm-court")
        subprocess.run([sys.executable, "-m", "tests.browser.people"], cwd=ROOT, env=env, check=True)
        with _serving(folder, env) as site:
            yield site
    finally:
        _drop(server, name)


def _environment(folder: Path, name: str, server: embedded.PostgresAddress) -> dict[str, str]:
    def address(login: str) -> str:
        return f"postgresql://{login}:@:{server.port}/{name}?host={quote(server.host, safe='')}"

    return {
        **os.environ,
        "DATABASE_URL": address(server.app),
        "DATABASE_OWNER_URL": address(server.owner),
        "REDIS_URL": own_broker_url(),
        "SECRET_KEY": "browser tests",
        "SECURE": "no",
        # Who guesses comes from addresses of their own; a browser says none, and is where it is.
        "TRUSTED_PROXIES": "1",
        "STPNET_DEMO": "yes",
        "DATA_DIR": str(folder),
        "SWEEP_SECONDS": "4",
        "LOG_LEVEL": "WARNING",
    }


def _manage(env: Mapping[str, str], *command: str) -> None:
    subprocess.run([sys.executable, "manage.py", *command], cwd=ROOT, env=env, check=True, stdout=subprocess.DEVNULL)


@contextmanager
def _serving(folder: Path, env: Mapping[str, str]) -> Iterator[Site]:
    _manage(env, "collectstatic", "--noinput", "--verbosity", "0")
    embedded.valkey()
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    # Mail that is sent without a request names this address.
    url = f"http://localhost:{port}"
    env = {**env, "SITE_URL": url}
    web = ["gunicorn", "stpnet.wsgi", "-b", f"127.0.0.1:{port}", "-w", "1", "--threads", "4", "--no-control-socket"]
    worker = [
        "celery",
        "-A",
        "stpnet",
        "worker",
        "-B",
        "-s",
        str(folder / "beat"),
        "-c",
        "1",
        "-Q",
        "default,imports,reports",
    ]
    started = [_start(folder, env, command) for command in (web, worker)]
    try:
        _wait_for(f"{url}/readyz", started)
        yield Site(url, folder, env)
    finally:
        for process in started:
            process.send_signal(signal.SIGTERM)
        for process in started:
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def _start(folder: Path, env: Mapping[str, str], command: list[str]) -> subprocess.Popen[bytes]:
    with (folder / f"{command[0]}.log").open("wb") as log:
        return subprocess.Popen(
            [sys.executable, "-m", *command], cwd=ROOT, env=env, stdin=subprocess.DEVNULL, stdout=log, stderr=log
        )


def _wait_for(url: str, processes: list[subprocess.Popen[bytes]]) -> None:
    before = time.monotonic()
    while True:
        try:
            with urlopen(url, timeout=2):
                return
        except (URLError, OSError):
            if time.monotonic() > before + START_SECONDS or any(process.poll() is not None for process in processes):
                raise
            time.sleep(0.1)


def _drop(server: embedded.PostgresAddress, name: str) -> None:
    """Drop the database and the roles of the organizations in it: roles belong to the whole server."""
    with psycopg.connect(host=server.host, dbname=name, user=server.owner, autocommit=True) as inside:
        schemas = [row[0] for row in inside.execute("SELECT nspname FROM pg_namespace WHERE nspname LIKE 't\\_%'")]
    with psycopg.connect(host=server.host, dbname="postgres", user=server.owner, autocommit=True) as outside:
        outside.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))
        for schema in schemas:
            outside.execute(sql.SQL("DROP ROLE IF EXISTS {}").format(sql.Identifier(schema)))
