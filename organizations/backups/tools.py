"""PostgreSQL's own programs, from PATH or as the embedded server brings them, and how they reach the database."""

import re
import shutil
import subprocess
from pathlib import Path

from organizations.backups import NoBackup
from stpnet import env
from stpnet.db.wrapper import current
from stpnet.embedded.binaries import postgres_programs
from stpnet.embedded.unavailable import EmbeddedUnavailable


def find(name: str) -> str:
    """Return a program that is no older than the server; raises NoBackup with what to install."""
    current().ensure_connection()
    wanted, found = current().connection.info.server_version // 10_000, 0
    for place in (shutil.which(name), _embedded(name)):
        if place and (found := max(found, version := _version(place))) and version >= wanted:
            return place
    install = (
        f"install PostgreSQL {wanted}'s programs (Debian: postgresql-client-{wanted}), or name their folder in PATH"
    )
    if found:
        raise NoBackup(f"{name} is of version {found} and the server of {wanted}: {install}.")
    raise NoBackup(f"{name} is missing: {install}.")


def address() -> tuple[str, dict[str, str]]:
    """Return how the programs reach the database as the login of now, and the variables that keep its password."""
    info = current().connection.info
    # What is given to every session of ours is for pages.
    parts = {key: value for key, value in info.get_parameters().items() if key not in ("options", "client_encoding")}
    told = " ".join(f"{key}={_quoted(value)}" for key, value in parts.items())
    # On a command line every account of the machine could read it.
    return told, env.for_program(PGPASSWORD=info.password, PGAPPNAME="backup")


def _quoted(value: str) -> str:
    return "'{}'".format(value.replace("\\", "\\\\").replace("'", "\\'"))


def _embedded(name: str) -> str | None:
    try:
        place: Path = postgres_programs() / name
    except EmbeddedUnavailable:
        return None
    return str(place) if place.exists() else None


def _version(place: str) -> int:
    try:
        said = subprocess.run([place, "--version"], check=True, capture_output=True, text=True).stdout
    except (OSError, subprocess.CalledProcessError):
        return 0
    return int(number[1]) if (number := re.search(r"(\d+)", said)) else 0
