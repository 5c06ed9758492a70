"""The embedded servers, with real processes, in folders of their own."""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urlsplit

import psycopg
import pytest

from stpnet.embedded import EmbeddedUnavailable, binaries, broker_url, pidfile
from stpnet.embedded.postgres import Postgres
from stpnet.embedded.processes import alive, wait
from stpnet.embedded.valkey import Valkey

CHECKOUT = Path(__file__).parents[2]
HOLDER = """
import sys
from pathlib import Path
from stpnet.embedded import postgres, valkey
print({"postgres": lambda root: postgres(root).host, "valkey": valkey}[sys.argv[1]](Path(sys.argv[2])), flush=True)
sys.stdin.read()
"""


class Holder:
    """A process that uses a server until told to leave."""

    def __init__(self, service: str, root: Path) -> None:
        command = [sys.executable, "-c", HOLDER, service, str(root)]
        self.process = subprocess.Popen(command, cwd=CHECKOUT, stdin=subprocess.PIPE, stdout=subprocess.PIPE)

    def address(self) -> str:
        assert self.process.stdout
        return self.process.stdout.readline().decode().strip()

    def leave(self) -> None:
        self.process.communicate(timeout=30)

    def kill(self) -> None:
        self.process.kill()
        self.process.communicate()


@pytest.fixture
def root() -> Iterator[Path]:
    """A folder for one checkout. Not tmp_path: that is closed to the account that PostgreSQL has when run as root."""
    folder = Path(tempfile.mkdtemp(prefix="stpnet-test-"))
    folder.chmod(0o755)
    yield folder
    for server in (Postgres(folder), Valkey(folder)):
        server.stop()
    shutil.rmtree(folder)


def test_two_first_starts_at_once_get_one_server(root: Path) -> None:
    holders = [Holder("postgres", root), Holder("postgres", root)]

    addresses = {holder.address() for holder in holders}

    assert addresses == {str(root / "var/postgres/run")}
    assert len([line for line in Postgres(root).log.read_text().splitlines() if "ready to accept" in line]) == 1
    for holder in holders:
        holder.leave()


def test_last_process_out_stops_the_server(root: Path) -> None:
    first, second = Holder("postgres", root), Holder("postgres", root)
    first.address(), second.address()

    first.leave()
    still = Postgres(root).answers()
    second.leave()

    assert still
    assert not Postgres(root).answers()


def test_killed_process_does_not_keep_the_server(root: Path) -> None:
    killed, other = Holder("postgres", root), Holder("postgres", root)
    killed.address(), other.address()

    killed.kill()
    other.leave()

    assert not Postgres(root).answers()


def test_server_of_a_killed_process_is_adopted(root: Path) -> None:
    killed = Holder("postgres", root)
    killed.address()
    killed.kill()
    pid = pidfile.running(Postgres(root).data)

    heir = Holder("postgres", root)
    heir.address()

    assert pidfile.running(Postgres(root).data) == pid
    heir.leave()
    assert not Postgres(root).answers()


def test_killed_server_starts_again(root: Path) -> None:
    server = Postgres(root)
    holder = Holder("postgres", root)
    host = holder.address()
    pid = pidfile.running(server.data)
    assert pid
    os.kill(pid, signal.SIGKILL)
    assert wait(lambda: not alive(pid), seconds=5)

    heir = Holder("postgres", root)

    assert heir.address() == host
    assert server.answers()
    holder.leave()
    heir.leave()


def test_number_of_another_program_in_the_pid_file_is_no_obstacle(root: Path) -> None:
    holder = Holder("postgres", root)
    holder.address()
    holder.leave()
    note = Postgres(root).data / "postmaster.pid"
    note.write_text(f"{os.getpid()}\n{note.parent}\n1\n5432\n\n\n0 0\nready\n")

    heir = Holder("postgres", root)

    assert heir.address()
    assert Postgres(root).answers()
    heir.leave()


def test_long_path_gets_a_short_socket(root: Path) -> None:
    deep = root / ("long-" * 15) / "checkout, with 'a' blank"
    deep.mkdir(parents=True)

    holders = [Holder("postgres", deep), Holder("valkey", deep)]

    for holder, name in zip(holders, ("postgres", "valkey"), strict=True):
        socket = Path(holder.address())
        folder = socket.parent if socket.suffix else socket
        assert folder.parent == Path("/tmp")
        assert folder.name.endswith(name)
        assert folder.stat().st_mode & 0o777 == 0o700
        holder.leave()
        shutil.rmtree(folder)


def test_logins_and_database_are_made_once(root: Path) -> None:
    holder = Holder("postgres", root)
    host = holder.address()

    with psycopg.connect(host=host, user="stp_owner", dbname="stpnet") as connection:
        logins = connection.execute(
            "SELECT rolname, rolsuper, rolcreatedb, rolcreaterole, rolinherit FROM pg_roles WHERE rolname ^@ 'stp_' "
            "ORDER BY 1"
        ).fetchall()
        extensions = {name for (name,) in connection.execute("SELECT extname FROM pg_extension")}

    assert logins == [("stp_app", False, False, False, False), ("stp_owner", False, True, True, True)]
    assert extensions >= {"pg_trgm", "unaccent"}
    holder.leave()


def test_what_is_queued_survives_a_restart(root: Path) -> None:
    server = Valkey(root)
    first = Holder("valkey", root)
    first.address()
    server._ask(b"LPUSH celery nudge")
    first.leave()
    assert not server.answers()

    second = Holder("valkey", root)
    second.address()

    assert server._ask(b"LLEN celery") == b":1"
    second.leave()


def test_broker_url_starts_nothing(root: Path) -> None:
    address = urlsplit(broker_url(3, root))

    assert address.scheme == "redis+socket"
    assert address.query == "virtual_host=3"
    assert unquote(address.path) == str(root / "var/valkey/run/valkey.sock")
    assert not (root / "var").exists()


def test_missing_wheels_are_told_with_what_to_set(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(binaries, "find_spec", lambda _name: None)

    with pytest.raises(EmbeddedUnavailable, match="set DATABASE_URL and DATABASE_OWNER_URL to a server of your own"):
        binaries.postgres_programs()
    with pytest.raises(EmbeddedUnavailable, match="set REDIS_URL to a server of your own"):
        binaries.valkey_program()
