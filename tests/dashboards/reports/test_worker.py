"""A real worker, on committed rows: it builds once, and goes on where one that died had counted."""

import subprocess
from datetime import timedelta

from django.db.models.functions import Now

from audit.models import AuditEvent
from dashboards.models import Report
from dashboards.reports import actions
from dashboards.tasks import build_report
from ladders.models import Ladder
from members.exporting import files
from members.models import Member
from organizations.models import Organization
from stpnet.in_org import in_org
from tests.worker import wait_for


def status() -> str:
    return str(Report.objects.values_list("status", flat=True).get())


def test_worker_builds_once_and_goes_on_where_another_died(east: Organization, worker: subprocess.Popen[bytes]):
    with in_org(east):
        by = Member.objects.exclude(user_id=None).order_by("pk").first()
        about = {"ladder": Ladder.objects.get(is_default=True), "language": "en"}
        report = actions.ask(kind="board", first="2026-01-01", last="2026-03-31", by=by, **about)
        build_report.delay(report_id=str(report.pk))
        assert wait_for(lambda: status() == "done" and Report.objects.get())
        first = Report.objects.get()
        made = AuditEvent.objects.filter(object_id=report.pk).count()

        # As a worker leaves it that was killed after it had counted.
        Report.objects.update(status="running", claim=report.pk, heartbeat_at=Now() - timedelta(hours=1))
        actions.sweep()
        Report.objects.update(queued_at=Now() - timedelta(hours=1))
        actions.sweep()
        assert wait_for(lambda: status() == "done")

        again = Report.objects.get()
        assert (again.snapshot, again.counted_at) == (first.snapshot, first.counted_at)
        assert (made, AuditEvent.objects.filter(object_id=report.pk).count()) == (2, 3)
        assert all(files.path(key).is_file() for key in again.files.values())
        assert not any(files.path(key).exists() for key in first.files.values())
        actions.delete(again, by=by)
