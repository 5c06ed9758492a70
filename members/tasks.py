"""Background work of this room: each a nudge to look at a row that waits."""

from celery import shared_task

from members.duplicates import finding


@shared_task(name="duplicates.look")
def look_for_duplicates(*, run_id: str) -> None:
    """Do a look over everyone, if it still waits. A repeated or late message changes nothing."""
    finding.work(run_id)
