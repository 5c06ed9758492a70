"""What is said of an error: its type, where it came from, and what the database calls it. Never its own words."""

from pathlib import Path
from traceback import walk_tb
from typing import Any

import psycopg

_ROOT = Path(__file__).resolve().parents[2]
_CHAIN, _FRAMES = 5, 30


def told(error: BaseException | None) -> list[dict[str, Any]]:
    """Describe an error and those behind it, the last one first."""
    chain: list[dict[str, Any]] = []
    while error is not None and len(chain) < _CHAIN:
        kind = type(error)
        chain.append({"type": f"{kind.__module__}.{kind.__qualname__}", **_details(error), "stack": _stack(error)})
        error = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    return chain


def _details(error: BaseException) -> dict[str, Any]:
    if isinstance(error, psycopg.Error):
        about = {"sqlstate": error.sqlstate, "constraint": error.diag.constraint_name, "table": error.diag.table_name}
        if isinstance(error, psycopg.OperationalError):
            # A server that is away, slow or full: its first line quotes no row, as the DETAIL of others does.
            about["reason"] = str(error).partition("\n")[0]
        return {name: value for name, value in about.items() if value}
    return {"errno": error.errno} if isinstance(error, OSError) and error.errno else {}


def _stack(error: BaseException) -> list[str]:
    """List the places passed through; without values, and without lines of code, which may be made from values."""
    return [
        f"{_short(frame.f_code.co_filename)}:{line} {frame.f_code.co_name}"
        for frame, line in list(walk_tb(error.__traceback__))[-_FRAMES:]
    ]


def _short(filename: str) -> str:
    path = filename.rpartition("/site-packages/")[2]
    return path.removeprefix(f"{_ROOT}/")
