"""Background work of this room: each a nudge to look at rows that wait."""

from typing import cast

from celery import shared_task

from conversations import digests
from organizations import versions
from organizations.models import Organization
from stpnet.celery import PublicTask
from stpnet.db.wrapper import current
from stpnet.in_org import in_org


@shared_task(name="conversations.send_digests")
def send_digests() -> None:
    """Write the mail that is due here. A repeated or late message changes nothing."""
    organization = cast("Organization", current().tenant)
    digests.begin(organization)
    digests.write_waiting(organization)


@shared_task(name="conversations.send_all_digests", base=PublicTask)
def send_all_digests() -> None:
    """Ask every organization to look."""
    for organization in versions.open_now():
        with in_org(organization):
            send_digests.apply_async()
