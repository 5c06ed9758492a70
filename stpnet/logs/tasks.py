"""Celery logs as everything else does, and each line of a task says which one."""

from contextlib import ExitStack
from typing import Any

from celery import signals

from stpnet.logs.about import about
from stpnet.logs.safe import safe

_HEADER = "organization"
# Prefork: one task at a time in a process.
_running = ExitStack()


@signals.setup_logging.connect
def keep_ours(**_kwargs: Any) -> None:
    """Celery asks whether somebody else has set logging up: Django has."""


@signals.task_prerun.connect
def begin(task_id: str, task: Any, **_kwargs: Any) -> None:
    organization = (getattr(task.request, "headers", None) or {}).get(_HEADER)
    ids = {"organization": str(safe(organization))} if organization else {}
    _running.enter_context(about(job=task_id, task=task.name, **ids))


@signals.task_postrun.connect
def end(**_kwargs: Any) -> None:
    _running.close()
