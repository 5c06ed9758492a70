"""Background work that belongs to no organization."""

import logging

from celery import shared_task

from organizations import people, registry
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
