"""Background work of this room."""

from celery import shared_task

from ladders import tally
from ladders.proposing import looking
from organizations import versions
from stpnet.celery import PublicTask
from stpnet.in_org import in_org


@shared_task(name="ladders.propose")
def propose() -> None:
    """Sum moves up, and let the rules of this organization propose. A repeated or late message finds nothing more to do."""
    # First: a rule that fails each night must not keep pages counting one by one.
    tally.settle()
    looking.look()


@shared_task(name="ladders.propose_everywhere", base=PublicTask)
def propose_everywhere() -> None:
    """Ask every organization to look, each night; one that was missed looks the next night."""
    for organization in versions.open_now():
        with in_org(organization):
            propose.apply_async()
