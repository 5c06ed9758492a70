"""Background work of this room: each a nudge to look at a row that waits."""

from celery import shared_task

from members.bulk import actions as bulk
from members.duplicates import finding
from members.exporting import actions as exporting
from members.rights import actions as rights
from members.taking_out import actions as taking_out


@shared_task(name="duplicates.look")
def look_for_duplicates(*, run_id: str) -> None:
    """Do a look over everyone, if it still waits. A repeated or late message changes nothing."""
    finding.work(run_id)


@shared_task(name="exports.make")
def make_export(*, export_id: str) -> None:
    """Make a file that somebody asked for, if it still waits. A repeated or late message changes nothing."""
    exporting.work(export_id)


@shared_task(name="bulk.change")
def change_many(*, change_set_id: str) -> None:
    """Change many people, or put back what stood there, if it still waits. A doubled or late message changes nothing."""
    bulk.work(change_set_id)


@shared_task(name="exports.take_out", though_closed=True)
def take_out(*, take_out_id: str) -> None:
    """Write everything that a group has into a file, if it still waits. A repeated or late message changes nothing."""
    taking_out.work(take_out_id)


@shared_task(name="exports.rights_file")
def make_rights_file(*, rights_file_id: str) -> None:
    """Write all that is held about one person, if it still waits. A repeated or late message changes nothing."""
    rights.work(rights_file_id)
