"""One line for each thing that happened: as JSON for machines, as text for people."""

import json
import logging
from datetime import UTC, datetime
from typing import Any

from stpnet.logs.about import ids
from stpnet.logs.errors import told
from stpnet.logs.safe import safe, sentence

# What `extra=` may bring along; anything else is dropped. Routes and task names are words of our own.
IDS = ("request", "organization", "user", "object", "job")
WORDS = ("route", "task", "method")
NUMBERS = ("status", "ms")


def facts(record: logging.LogRecord) -> dict[str, Any]:
    """Return what may be said of a record."""
    given = record.__dict__
    own = {name: given[name] for name in WORDS if isinstance(given.get(name), str)}
    own |= {name: safe(given[name]) for name in (*IDS, *NUMBERS) if isinstance(given.get(name), str | int)}
    line = {
        "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
        "level": record.levelname,
        "logger": record.name,
        "message": sentence(record),
        **ids(),
        **own,
    }
    if record.exc_info and record.exc_info[1]:
        line["errors"] = told(record.exc_info[1])
    return line


class JsonLine(logging.Formatter):
    def format(self, record: logging.LogRecord) -> str:
        return json.dumps(facts(record), ensure_ascii=False)


class TextLine(logging.Formatter):
    """The same, for people."""

    def format(self, record: logging.LogRecord) -> str:
        line = facts(record)
        errors = line.pop("errors", [])
        words = [line.pop("at"), line.pop("level"), line.pop("logger"), line.pop("message")]
        text = " ".join([*words, *(f"{name}={value}" for name, value in line.items())])
        for error in errors:
            what = " ".join(str(value) for name, value in error.items() if name != "stack")
            text += "".join(f"\n    {place}" for place in error["stack"]) + f"\n  {what}"
        return text


class FullLine(logging.Formatter):
    """Everything, values too: for DEBUG."""

    def __init__(self) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s %(message)s")
