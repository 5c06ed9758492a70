"""Background work that belongs to no organization."""

import logging

from celery import shared_task
from kombu.exceptions import OperationalError

from organizations import outbox, people, registry
from organizations.models import Organization
from stpnet.celery import PublicTask
from stpnet.in_org import in_org

logger = logging.getLogger(__name__)


@shared_task(name="organizations.end_memberships", base=PublicTask)
def end_memberships() -> None:
    """Let those leave whose last day has come; each organization's day begins at its own hour."""
    people.end_memberships()


@shared_task(name="organizations.sweep", base=PublicTask)
def sweep() -> None:
    """Look into every organization for work that stayed queued or whose worker went silent."""
    end_memberships.run()
    for organization in Organization.objects.order_by("schema_name"):
        with in_org(organization):
            for sweeper in registry.sweepers:
                try:
                    sweeper()
                except Exception:  # one organization's trouble must not keep the others waiting
                    logger.exception("sweep failed in %s", organization.schema_name)


@shared_task(name="organizations.send_mail", base=PublicTask)
def send_mail() -> None:
    """A nudge: hand to the mail server what waits. A repeated or late message changes nothing."""
    outbox.send_waiting()


def wake_mail() -> None:
    """Tell a worker that a mail waits. Without a broker the clock does, half a minute later."""
    try:
        send_mail.apply_async()
    except OperationalError:
        logger.warning("a mail waits, and the broker cannot be reached")
