"""Marks of what was prepared last, so that a second start does not do it again."""

import hashlib
import os
from collections.abc import Callable
from pathlib import Path

from scripts.demo.places import CHECKOUT, OWN

TABLES = ("*/migrations/*.py", "demo/**/*.py", "uv.lock")
STATIC = ("static/**/*", "*/static/**/*", "uv.lock")


def when_changed(name: str, patterns: tuple[str, ...], act: Callable[[], None], *, also: str = "") -> None:
    """Act when files or `also` are not as they were after the last time that this was done."""
    now = _digest(patterns) + also
    mark = OWN / f"{name}.mark"
    if not mark.exists() or mark.read_text() != now:
        act()
        mark.write_text(now)


def database() -> str:
    """Name the database: another address, or data made anew, have to be filled again."""
    from stpnet.embedded.postgres import Postgres  # noqa: PLC0415 - takes a moment that a reset need not wait

    if address := os.environ.get("DATABASE_URL"):
        return hashlib.sha256(address.encode()).hexdigest()
    made = (Postgres(CHECKOUT).data / "PG_VERSION").stat()
    return f" {made.st_ino} {made.st_mtime_ns}"


def _digest(patterns: tuple[str, ...]) -> str:
    files = sorted(path for pattern in patterns for path in CHECKOUT.glob(pattern) if _counts(path))
    digest = hashlib.sha256()
    for path in files:
        digest.update(f"{path.relative_to(CHECKOUT)}\0".encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()


def _counts(path: Path) -> bool:
    """Leave out caches and what lies in var/ or .venv/: `*/static` would find the collected files there."""
    parts = path.relative_to(CHECKOUT).parts
    return path.is_file() and parts[0] not in {"var", ".venv"} and "__pycache__" not in parts
