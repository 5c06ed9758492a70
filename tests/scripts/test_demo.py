"""The parts of `make demo` that decide something."""

import socket
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from scripts.demo import children, marks, ports


@pytest.fixture
def taken() -> Iterator[int]:
    """A port that another program listens on."""
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        yield other.getsockname()[1]


@pytest.fixture(autouse=True)
def _own_notes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Leave the marks of this checkout's own demo alone."""
    monkeypatch.setattr(ports, "NOTE", tmp_path / "demo-port")
    monkeypatch.setattr(marks, "OWN", tmp_path)
    monkeypatch.setattr(marks, "CHECKOUT", tmp_path)
    monkeypatch.delenv("PORT", raising=False)


def test_named_port_that_is_taken_is_not_replaced(taken: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PORT", str(taken))

    assert ports.listen() is None


def test_remembered_port_that_is_taken_gives_way_to_a_free_one(taken: int) -> None:
    ports.NOTE.write_text(str(taken))

    with ports.listen() or pytest.fail("no port") as listener:
        port = listener.getsockname()[1]

    assert port != taken
    assert ports.remembered() == port


def test_two_checkouts_get_two_ports() -> None:
    with ports.listen() or pytest.fail("no port") as one, ports.listen() or pytest.fail("no port") as other:
        assert one.getsockname() != other.getsockname()


def test_unchanged_files_are_not_prepared_again(tmp_path: Path) -> None:
    done: list[str] = []
    (tmp_path / "one.css").write_text("a")

    for _ in range(2):
        marks.when_changed("static", ("*.css",), lambda: done.append("once"))
    (tmp_path / "one.css").write_text("b")
    marks.when_changed("static", ("*.css",), lambda: done.append("again"))

    assert done == ["once", "again"]


def test_failed_preparation_is_done_again() -> None:
    done: list[str] = []

    with pytest.raises(ZeroDivisionError):
        marks.when_changed("tables", (), lambda: done.append(str(1 / 0)))
    marks.when_changed("tables", (), lambda: done.append("again"))

    assert done == ["again"]


def test_child_that_ignores_the_end_is_killed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(children, "PATIENCE", 0.5)
    deaf = "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print(flush=True); time.sleep(60)"
    process = children.start("-c", deaf, output=subprocess.PIPE)
    assert process.stdout
    process.stdout.readline()

    started = time.monotonic()
    children.stop_all()

    assert process.wait() == -9
    assert time.monotonic() - started < 30  # it would sleep for 60
    process.stdout.close()
