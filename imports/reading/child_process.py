"""Runs the child and hears it out, line by line, never waiting too long and never holding more than one line."""

import json
import os
import select
import subprocess
import sys
import time
from collections.abc import Generator, Iterator
from pathlib import Path
from typing import Any

from imports.reading import sentences

ENTRY = Path(__file__).parent / "child" / "entry.py"
MOST_SECONDS = 120.0
MOST_LINE = 64 * 1024 * 1024
PIECE = 256 * 1024


class UnreadableFile(Exception):
    """The file cannot be read; `str()` is one plain sentence that says why and what to do."""

    def __init__(self, sentence: str, reason: str = "unreadable") -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.reason = reason


def answer(path: Path, options: dict[str, Any], *, seconds: float = MOST_SECONDS) -> Generator[dict[str, Any]]:
    """Yield the lines of the child's answer; raises `UnreadableFile` unless it ends whole. Closing it kills the child.

    Only time spent waiting for the child counts: the caller may take as long as it likes between lines.
    """
    child = _start(path, options)
    try:
        ended = False
        for line in _lines(child, seconds):
            said = _parsed(line)
            if said["kind"] == "refused":
                raise UnreadableFile(sentences.refusal(said["reason"], said["details"]), said["reason"])
            ended = said["kind"] == "end"
            yield said
        if child.wait(timeout=5) != 0 or not ended:
            raise UnreadableFile(str(sentences.UNREADABLE))
    except subprocess.TimeoutExpired:
        raise UnreadableFile(sentences.refusal("slow", {}), "slow") from None
    finally:
        _stop(child)


def _start(path: Path, options: dict[str, Any]) -> subprocess.Popen[bytes]:
    """No settings, no secrets and no open files reach the child; it limits itself before it looks at the file."""
    environment = {"PATH": os.environ.get("PATH", os.defpath), "LANG": "C.UTF-8"}
    command = [sys.executable, "-I", str(ENTRY), str(path.resolve()), json.dumps(options)]
    return subprocess.Popen(
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=environment,
        cwd="/",
        start_new_session=True,
    )


def _stop(child: subprocess.Popen[bytes]) -> None:
    if child.poll() is None:
        child.kill()
    if child.stdout:
        child.stdout.close()
    child.wait()


def _lines(child: subprocess.Popen[bytes], seconds: float) -> Iterator[bytes]:
    pipe = child.stdout.fileno() if child.stdout else -1
    pending = bytearray()
    while piece := _piece(pipe, seconds):
        data, waited = piece
        seconds -= waited
        *whole, rest = data.split(b"\n")
        for line in whole:
            pending += line
            yield bytes(pending)
            pending.clear()
        pending += rest
        if len(pending) > MOST_LINE:
            raise UnreadableFile(str(sentences.UNREADABLE))


def _piece(pipe: int, seconds: float) -> tuple[bytes, float] | None:
    """The next bytes and how long they took; None at the end."""
    began = time.monotonic()
    poll = select.poll()
    poll.register(pipe, select.POLLIN)
    if seconds <= 0 or not poll.poll(seconds * 1000):
        raise UnreadableFile(sentences.refusal("slow", {}), "slow")
    data = os.read(pipe, PIECE)
    return (data, time.monotonic() - began) if data else None


def _parsed(line: bytes) -> dict[str, Any]:
    """A line that is no object of ours means that the child is no longer itself."""
    try:
        said = json.loads(line)
    except ValueError:
        said = None
    if not isinstance(said, dict) or "kind" not in said:
        raise UnreadableFile(str(sentences.UNREADABLE))
    return said
