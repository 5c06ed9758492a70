"""What may stand in a log line, and what becomes "…"."""

import logging
import re
import sys
from collections.abc import Mapping
from typing import Any
from uuid import UUID

HIDDEN = "…"
# As long as a telephone number: shorter ones count things.
_LONG_NUMBER = 10**7
_UUID = r"[0-9a-f]{8}(-?[0-9a-f]{4}){3}-?[0-9a-f]{12}"
_METHODS = "GET|HEAD|POST|PUT|PATCH|DELETE|OPTIONS"
# Addresses of our own servers: no path, no login, no query.
_SERVER = r"(https?|redis|rediss)://[\w.\[\]:-]+(/\d+)?/*"
# How Celery says that a task failed.
_ENDS = "raised (un)?expected|rejected|ignored|INTERNAL ERROR"
_IDS = re.compile(rf"{_UUID}|t_[0-9a-f]{{12}}|{_METHODS}|{_SERVER}|{_ENDS}")
_ADDRESS_OR_NUMBER = re.compile(r"[^\s@<>\"']+@[^\s@<>\"']+|\+?\d[\d\s().-]{5,}\d")


def safe(value: Any) -> Any:
    """Return ids, counts and the types of errors as they are, and anything else hidden."""
    if value is None or isinstance(value, bool | float):
        return value
    if isinstance(value, int):
        return value if abs(value) < _LONG_NUMBER else HIDDEN
    if isinstance(value, BaseException):
        return type(value).__name__
    text = str(value) if isinstance(value, str | UUID) else HIDDEN
    return text if _IDS.fullmatch(text) or _is_a_task(text) else HIDDEN


def sentence(record: logging.LogRecord) -> str:
    """Return the message with every value in it that is no id hidden."""
    template = str(record.msg)
    if record.name == "py.warnings":
        return _warning(str(record.args[0]) if isinstance(record.args, tuple) and record.args else "")
    if record.name == "django.request":
        return f"answered {safe(record.__dict__.get('status_code'))}"
    if record.name.startswith("django.security."):
        # Django writes here what a stranger sent, such as a host name.
        return record.name.rpartition(".")[2]
    error = record.exc_info[1] if record.exc_info else None
    if error and str(error) and str(error) in template:
        return type(error).__name__
    template = _ADDRESS_OR_NUMBER.sub(HIDDEN, template)
    args = record.args
    values: Any = {k: safe(v) for k, v in args.items()} if isinstance(args, Mapping) else tuple(map(safe, args or ()))
    try:
        return template % values if args else template
    except (TypeError, ValueError):  # a number was hidden where the template insists on one
        return template


def _is_a_task(text: str) -> bool:
    """Whether it is the name of a task of ours: known, not guessed from its looks."""
    celery = getattr(sys.modules.get("stpnet.celery"), "app", None)
    return celery is not None and text in celery.tasks


def _warning(text: str) -> str:
    """Say which warning came from where; its own words may quote a value."""
    found = re.match(r"(\S+?):(\d+): (\w+):", text)
    return f"{found[3]} at {found[1]}:{found[2]}" if found else HIDDEN
