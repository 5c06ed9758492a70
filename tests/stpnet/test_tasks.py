from members.models import Tag
from stpnet.in_org import in_org
from tests import tasks
from tests.worker import wait_for


def test_real_worker_runs_in_the_organization_that_sent(worker, east):
    with in_org(east):
        tasks.tag.delay(name="from the worker")

        assert wait_for(lambda: list(Tag.objects.values_list("name", flat=True))) == ["from the worker"]
