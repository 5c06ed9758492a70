"""Read one file under limits and answer in JSON lines: about, rows, end; or refused."""

import json
import sys
from pathlib import Path
from typing import Any

from .kinds import kind_of
from .limits import Limits, confine
from .refusal import Refused
from .stream import Stream, say
from .table import Table


def main(path: str, options: str) -> None:
    """Exit code 0 means that the answer is whole: either an end or a refusal."""
    asked = json.loads(options)
    limits = Limits(**asked.pop("limits", {}))
    confine(limits)
    try:
        _answer(Path(path), limits, asked)
    except Refused as refused:
        say({"kind": "refused", "reason": refused.reason, "details": refused.details})
    except MemoryError:
        say({"kind": "refused", "reason": "too_big", "details": {}})
    sys.stdout.flush()


def _answer(path: Path, limits: Limits, asked: dict[str, Any]) -> None:
    table = _open(path, limits, asked)
    say(table.about())
    Stream(table, limits, start=asked["start"], first=asked["first"], count=asked["count"]).run()


def _open(path: Path, limits: Limits, asked: dict[str, Any]) -> Table:
    kind = kind_of(path)
    if kind == "text":
        from .text import open_text  # noqa: PLC0415 - each kind loads only what it needs

        return open_text(path, encoding=asked["encoding"], delimiter=asked["delimiter"])
    from .archives import workbook_kind  # noqa: PLC0415
    from .workbook import open_workbook  # noqa: PLC0415

    kind = workbook_kind(path) if kind == "zip" else kind
    return open_workbook(path, kind, sheet=asked["sheet"], limits=limits)
