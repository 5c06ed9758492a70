"""Background work that belongs to no organization."""

import logging
from collections.abc import Callable, Iterable
from functools import partial

from celery import shared_task
from kombu.exceptions import OperationalError

from organizations import clearing, outbox, people, registry, versions
from organizations.ending import purging
from organizations.helping import actions as helping
from organizations.models import Organization
from stpnet.celery import PublicTask
from stpnet.in_org import in_org

logger = logging.getLogger(__name__)


@shared_task(name="organizations.end_memberships", base=PublicTask)
def end_memberships() -> None:
    """Let those leave whose last day has come; each organization's day begins at its own hour."""
    people.end_memberships()
    helping.end_run_out()


@shared_task(name="organizations.sweep", base=PublicTask)
def sweep() -> None:
    """Look into every organization for work that stayed queued or whose worker went silent."""
    end_memberships.run()
    _in_every_organization(registry.sweepers, "sweep failed in %s")
    _in_closed_ones()
    purging.finish()


@shared_task(name="organizations.clear", base=PublicTask)
def clear() -> None:
    """Throw away, each night, what nobody needs any more."""
    ruled = [partial(registry.carry_out, rule) for rule in sorted(registry.rules, key=lambda rule: rule.order)]
    _in_every_organization([*ruled, *registry.clearers], "clearing failed in %s")
    clearing.clear()


@shared_task(name="organizations.end", base=PublicTask)
def end() -> None:
    """Delete, each night, what was closed thirty days ago, and write to owners whose group goes in a few."""
    purging.nightly()


def _in_closed_ones() -> None:
    for organization in Organization.objects.exclude(closed_at=None).order_by("schema_name"):
        if not organization.is_behind:
            with in_org(organization, though_closed=True):
                _do_all(registry.closed_sweepers, "sweep failed in %s", organization.schema_name)


def _in_every_organization(works: Iterable[Callable[[], object]], trouble: str) -> None:
    for organization in versions.open_now():
        with in_org(organization):
            _do_all(works, trouble, organization.schema_name)


def _do_all(works: Iterable[Callable[[], object]], trouble: str, where: str) -> None:
    for work in works:
        try:
            work()
        except Exception:  # one organization's trouble must not keep the others waiting
            logger.exception(trouble, where)


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
