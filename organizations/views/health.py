"""What machines ask: does the process answer, and can it serve pages?"""

from threading import Event

from django.db import DatabaseError
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from kombu.exceptions import OperationalError

from stpnet.celery import app as celery
from stpnet.db.wrapper import current

# Looked at until they are: the tables of a running version do not go back.
_tables_are_ours = Event()


@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    """Say that the process answers; no database is asked."""
    return HttpResponse("ok", content_type="text/plain")


@require_safe
@never_cache
def readyz(request: HttpRequest) -> HttpResponse:
    """Say whether pages can be served.

    A broker that is down is told, and is no reason to stay away: pages work without it, and what waits is sent later.
    """
    if why := _why_not():
        return JsonResponse({"ready": False, "why": why}, status=503)
    return JsonResponse({"ready": True, "broker": "answers" if _broker_answers() else "does not answer"})


def _why_not() -> str:
    try:
        with current().cursor() as cursor:
            cursor.execute("SELECT 1")
        if not _tables_are_ours.is_set() and _migrations_wait():
            return "The database is of another version. Run migrate_organizations."
    except DatabaseError:
        return "The database does not answer."
    _tables_are_ours.set()
    return ""


def _migrations_wait() -> bool:
    executor = MigrationExecutor(current())
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))


def _broker_answers() -> bool:
    try:
        with celery.connection_for_write() as broker:
            broker.ensure_connection(max_retries=1, interval_start=0, interval_step=0)
    except OperationalError:
        return False
    return True
