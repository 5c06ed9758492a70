"""Background work of this room: each a nudge to look at a row that waits."""

from celery import shared_task

from dashboards.reports import actions


@shared_task(name="reports.build")
def build_report(*, report_id: str) -> None:
    """Count and write a report, if it still waits. A repeated or late message changes nothing."""
    actions.work(report_id)
