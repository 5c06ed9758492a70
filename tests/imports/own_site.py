"""A site with a PostgreSQL and a broker of its own: they can be stopped and started while nobody else's work suffers."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

import psycopg

from stpnet.embedded import PostgresAddress, broker_url
from stpnet.embedded.postgres import Postgres
from stpnet.embedded.valkey import Valkey
from tests.worker import ROOT, wait_for

SETUP = "import django; django.setup()\n"
CELERY = [
    "-m",
    "celery",
    "-A",
    "stpnet",
    "worker",
    "-l",
    "INFO",
    "-c",
    "1",
    "-Q",
    "default,imports,reports",
    "--without-gossip",
]


@dataclass(frozen=True)
class OwnSite:
    """Everything is done by other processes: this one has the database of the tests."""

    root: Path
    postgres: Postgres
    valkey: Valkey

    @property
    def address(self) -> PostgresAddress:
        return PostgresAddress(host=str(self.postgres.socket.parent))

    def environment(self) -> dict[str, str]:
        at = self.address
        query = f"@:{at.port}/{at.database}?host={quote(at.host, safe='')}"
        return {
            **os.environ,
            "DATABASE_URL": f"postgresql://{at.app}:{query}",
            "DATABASE_OWNER_URL": f"postgresql://{at.owner}:{query}",
            "REDIS_URL": broker_url(root=self.root),
            "SECRET_KEY": "own site",
            "SECURE": "no",
            "DATA_DIR": str(self.root / "data"),
            "DJANGO_SETTINGS_MODULE": "stpnet.settings",
        }

    def run(self, code: str, *words: str) -> str:
        """Run code of ours in a process of its own and return what it prints."""
        command = [sys.executable, "-W", "ignore", "-c", SETUP + code, *words]
        done = subprocess.run(command, cwd=ROOT, env=self.environment(), capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stderr
        return done.stdout.strip()

    def ask(self, sql: str) -> object:
        """Ask the database itself, at once."""
        with psycopg.connect(host=self.address.host, user=self.address.owner, dbname=self.address.database) as database:
            row = database.execute(sql.encode()).fetchone()
        return row[0] if row else None

    @contextmanager
    def worker(self) -> Iterator[subprocess.Popen[bytes]]:
        log = self.root / "worker.log"
        with log.open("wb") as output:
            command = [sys.executable, "-W", "ignore", *CELERY]
            process = subprocess.Popen(command, cwd=ROOT, env=self.environment(), stdout=output, stderr=output)
        try:
            wait_for(lambda: b" ready." in log.read_bytes(), seconds=120)
            yield process
        finally:
            process.terminate()
            process.wait(60)


@contextmanager
def own_site(root: Path) -> Iterator[OwnSite]:
    """Start both servers below a folder, and take them away."""
    site = OwnSite(root, Postgres(root), Valkey(root))
    site.postgres.start()
    site.valkey.start()
    try:
        yield site
    finally:
        site.valkey.stop()
        site.postgres.stop()
        site.postgres.erase()


def restart(server: Postgres | Valkey) -> None:
    server.stop()
    time.sleep(0.5)
    server.start()
