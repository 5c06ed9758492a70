"""A real Celery worker on this run's test database and its own store of the broker."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
import redis
from django.conf import settings

from stpnet import embedded
from stpnet.db.wrapper import current
from tests.template import addresses

ROOT = Path(__file__).parents[1]
START_SECONDS = 60


@pytest.fixture(scope="session")
def worker(django_db_setup: None, tmp_path_factory: pytest.TempPathFactory) -> Iterator[subprocess.Popen[bytes]]:
    """A worker for as long as the tests run. Only committed rows reach it: see tests/committed.py."""
    with running_worker(tmp_path_factory.mktemp("worker") / "worker.log") as process:
        yield process


@contextmanager
def running_worker(log: Path, *options: str) -> Iterator[subprocess.Popen[bytes]]:
    """Start a worker and wait until it listens; a test may kill it and start another.

    What was left in its queues is thrown away first unless `options` hold "--keep-queues".
    """
    if "--keep-queues" not in options:
        empty_queues()
    celery = [sys.executable, "-W", "ignore", "-m", "celery", "-A", "stpnet", "worker", "-I", "tests.tasks"]
    command = [
        *celery,
        "-l",
        "INFO",
        "-c",
        "1",
        "-Q",
        "default,imports,reports",
        "--without-gossip",
        "--without-mingle",
    ]
    command += [option for option in options if option != "--keep-queues"]
    with log.open("ab") as output:
        process = subprocess.Popen(
            command, cwd=ROOT, env=environment(), stdin=subprocess.DEVNULL, stdout=output, stderr=output
        )
    try:
        _wait_until_ready(process, log)
        yield process
    finally:
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def send_to(queue: str, task: Any, monkeypatch: pytest.MonkeyPatch) -> str:
    """Let a task's messages go to a queue that no other worker of this run looks at: two on one queue race for them."""
    monkeypatch.setattr(task, "queue", queue, raising=False)
    # Celery keeps what it once read from the task.
    monkeypatch.setattr(task, "_exec_options", None)
    return queue


def _wait_until_ready(process: subprocess.Popen[bytes], log: Path) -> None:
    before = time.monotonic()
    while b" ready." not in log.read_bytes():
        if process.poll() is not None or time.monotonic() > before + START_SECONDS:
            raise RuntimeError(f"the worker did not start:\n{log.read_text()}")
        time.sleep(0.05)


def empty_queues() -> None:
    """Throw away all messages of this run."""
    with broker() as client:
        client.flushdb()


@contextmanager
def broker() -> Iterator[redis.Redis]:
    """Open this run's store of the broker, started when it is the checkout's own."""
    address = urlsplit(settings.CELERY_BROKER_URL)
    if address.scheme == "redis+socket":
        embedded.valkey()
        number = int(parse_qs(address.query)["virtual_host"][0])
        client = redis.Redis(unix_socket_path=unquote(address.path), db=number)
    else:
        client = redis.Redis.from_url(settings.CELERY_BROKER_URL)
    try:
        yield client
    finally:
        client.close()


def environment() -> dict[str, str]:
    """Return what makes another process of ours use this run's database, broker and uploads."""
    return {
        **os.environ,
        **addresses(current().settings_dict),
        "REDIS_URL": settings.CELERY_BROKER_URL,
        "SECRET_KEY": settings.SECRET_KEY,
        "MFA_KEYS": ",".join(settings.MFA_KEYS),
        "SECURE": "no",
        # Uploads lie in its folder "uploads", and mail in "mail".
        "DATA_DIR": str(Path(settings.MEDIA_ROOT).parent),
        "DJANGO_SETTINGS_MODULE": "stpnet.settings",
    }


def wait_for[T](ask: Callable[[], T], *, seconds: float = 60) -> T:
    """Ask until the answer is true and return it; fails after some seconds."""
    before = time.monotonic()
    while not (answer := ask()):
        if time.monotonic() > before + seconds:
            raise AssertionError(f"still {answer!r} after {seconds} seconds")
        time.sleep(0.05)
    return answer
