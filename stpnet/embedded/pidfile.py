"""The file in which a PostgreSQL server notes its process number."""

from pathlib import Path

from stpnet.embedded.processes import alive, program

# No system gives a process so high a number.
NOBODY = b"99999999"


def running(data: Path) -> int | None:
    """Return the number of the server that has these data open, or None."""
    pid = _noted(data / "postmaster.pid")
    return pid if pid and alive(pid) and program(pid) == "postgres" else None


def clear_stale(data: Path, socket: Path) -> None:
    """Let the next server start where one was killed and its number is now a zombie's or another program's.

    Only the number is replaced: PostgreSQL still finds the shared memory noted below it, and refuses to start as
    long as a process of the old server has the data open.
    """
    note = data / "postmaster.pid"
    if running(data) is None and note.exists():
        lines = note.read_bytes().split(b"\n")
        if len(lines) > 1:
            note.write_bytes(b"\n".join([NOBODY, *lines[1:]]))
        else:
            note.unlink()
        socket.with_name(f"{socket.name}.lock").unlink(missing_ok=True)


def _noted(note: Path) -> int | None:
    try:
        return int(note.read_bytes().split(b"\n")[0])
    except (FileNotFoundError, ValueError):
        return None
