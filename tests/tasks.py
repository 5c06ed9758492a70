"""Tasks that only tests send. The worker of tests loads them by `-I tests.tasks`."""

from celery import Task, shared_task

from members.models import Tag
from organizations.models import Organization
from stpnet.celery import PublicTask


@shared_task(name="tests.tag")
def tag(*, name: str) -> None:
    """Leave a row where it ran."""
    Tag.objects.create(name=name, folded=name)


@shared_task(name="tests.tag_at_last", bind=True, max_retries=2)
def tag_at_last(self: Task, *, name: str) -> None:
    """Leave a row at the third attempt."""
    if self.request.retries < 2:
        raise self.retry(countdown=0)
    Tag.objects.create(name=name, folded=name)


@shared_task(name="tests.count_organizations", base=PublicTask)
def count_organizations() -> int:
    return Organization.objects.count()
