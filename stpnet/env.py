"""Environment variables, read through one typed function each, so that a missing one is named."""

import os
import secrets
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured


def given(name: str) -> str | None:
    """Return a variable, or what stands in the file that NAME_FILE names: a secret need not be in the environment."""
    value, file = os.environ.get(name), os.environ.get(f"{name}_FILE")
    if file is None:
        return value
    if value is not None:
        raise ImproperlyConfigured(f"Set {name} or {name}_FILE, not both.")
    try:
        return Path(file).read_text().strip()
    except OSError as error:
        raise ImproperlyConfigured(f"{name}_FILE names {file}, which cannot be read: {error.strerror}.") from error


def for_program(**more: str) -> dict[str, str]:
    """Return what a program of others that is started needs of the environment, and more: no secret of ours."""
    needed = {"PATH", "HOME", "LANG", "LC_ALL", "TZ", "TMPDIR", "LD_LIBRARY_PATH"}
    return {name: value for name, value in os.environ.items() if name in needed or name.startswith("PGSSL")} | more


def text(name: str, default: str | None = None) -> str:
    """Return a variable; without a default, an absent one stops the start with its name."""
    value = given(name)
    if value is None and (value := default) is None:
        raise ImproperlyConfigured(f"Set the environment variable {name}: see docs/settings.md.")
    return value


def flag(name: str, *, default: bool = False) -> bool:
    """Read yes/no: 1, true, yes, on (any case) are yes; 0, false, no, off and empty are no."""
    value = given(name)
    if value is None:
        return default
    if value.lower() in {"1", "true", "yes", "on"}:
        return True
    if value.lower() in {"", "0", "false", "no", "off"}:
        return False
    raise ImproperlyConfigured(f"{name} is {value!r}: say yes or no.")


def number(name: str, default: int) -> int:
    """Read a whole number."""
    value = text(name, str(default))
    try:
        return int(value)
    except ValueError as error:
        raise ImproperlyConfigured(f"{name} is {value!r}: give a whole number.") from error


def words(name: str, default: str | None = "") -> list[str]:
    """Read a comma-separated list; blanks around words are dropped. With None as default it must be there."""
    return [word.strip() for word in text(name, default).split(",") if word.strip()]


def database(url: str, *, password: str = "") -> dict[str, Any]:
    """Turn postgresql://user:password@host:port/name?option=value into Django's parts.

    `password` stands in for one that the address does not hold.
    """
    parts = urlsplit(url)
    if parts.scheme not in {"postgres", "postgresql"} or len(parts.path) < 2:  # noqa: PLR2004 - "/" and a name
        raise ImproperlyConfigured("A database address looks like postgresql://login:password@host:5432/name.")
    options = dict(parse_qsl(parts.query))
    return {
        "NAME": unquote(parts.path[1:]),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or "") or password,
        # libpq takes a socket folder as host; in an address it stands in the query.
        "HOST": options.pop("host", unquote(parts.hostname or "")),
        "PORT": str(parts.port or ""),
        "OPTIONS": options,
    }


def local_secret(path: Path, name: str = "SECRET_KEY") -> str:
    """Return the variable, or this machine's own, made once and kept in a file that only its owner can read."""
    if there := given(name):
        return there
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        # Two first starts at once: the one that makes the file decides.
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(secrets.token_urlsafe(48))
    except FileExistsError:
        pass
    return path.read_text()
