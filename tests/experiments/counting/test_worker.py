"""A real worker keeps the signs of a running experiment true: people change, and nobody touches the experiment."""

from datetime import timedelta

from experiments.counting import actions, refreshing
from experiments.models import Metric, Sign
from experiments.models.experiment import Status
from experiments.writing import actions as writing
from experiments.writing import content, statuses
from members.models import Member, SavedView
from stpnet.in_org import in_org
from tests.experiments.counting.conftest import works_at
from tests.worker import wait_for


def began(by, today):
    page = content.empty() | {"title": "Porch lights", "success": [{"id": "", "text": "Three work there"}]}
    made = writing.write(page | {"starts_on": str(today - timedelta(days=1))}, by=by)
    statuses.change(made, to=Status.RUNNING, today=today, by=by)
    return made


def test_signs_change_with_the_people_behind_them_and_stand_at_the_end(east, worker):
    with in_org(east):
        by, today = Member.objects.exclude(user_id=None).order_by("pk").first(), east.today()
        made = began(by, today)
        view = SavedView.objects.create(owner=by, name="Mill", folded="mill", is_shared=True, filters=works_at("Mill"))
        metric = actions.bind(made.signs.get(), {"way": "view", "view": view, "goal": 2}, today=today, by=by)

        for n in (1, 2):
            Member.objects.create(given_name=f"Given{n}", employer="Mill")
            Metric.objects.exclude(counted_at=None).update(
                counted_at=metric.sign.experiment.created_at - refreshing.STALE
            )
            refreshing.sweep()
            assert wait_for(lambda n=n: metric.measurements.filter(value=n).exists())
        assert wait_for(lambda: Sign.objects.get().verdict == "met")

        statuses.change(made, to=Status.FINISHED, today=today, by=by)
        Member.objects.create(given_name="Given3", employer="Mill")
        assert not refreshing.due().exists()
        assert (Metric.objects.get().frozen_on, metric.measurements.get().value) == (today, 2)
