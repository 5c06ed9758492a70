"""Who reads small figures, and reports that come again or are shown outside."""

from dashboards.models import ReportSchedule
from dashboards.sharing import actions
from experiments.models import Experiment
from tests.organizations.cells.reports import _report, a_report
from tests.organizations.cells.scene import BOTH, GET, POST, Cell, Made, Scene


def a_link(scene: Scene) -> Made:
    made = actions.make(_report(scene), whom="The board", days=7, by=scene.member)
    return {"pk": made.link.pk}


def a_story(_scene: Scene) -> Made:
    return {"pk": Experiment.objects.create(title="Porch lights", status="finished", starts_on="2026-01-01").pk}


def a_schedule(scene: Scene) -> Made:
    made = ReportSchedule.objects.create(like=_report(scene), made_by=scene.member, due_at="2099-01-01T07:00Z")
    return {"pk": made.pk}


SHARED = {a_link, a_schedule, a_story}
CELLS = {
    "small_numbers": Cell("organization.settings", BOTH),
    "reports:links": Cell("share_link.make", BOTH, a_report, personal=True),
    "reports:story_links": Cell("share_link.make", BOTH, a_story),
    "reports:all_links": Cell("share_link.make", GET),
    "reports:revoke_link": Cell("share_link.make", POST, a_link),
    "reports:schedules": Cell("report.schedule", GET),
    "reports:schedule": Cell("report.schedule", BOTH, a_report, personal=True),
    "reports:pause_schedule": Cell("report.schedule", POST, a_schedule),
    "reports:go_on_schedule": Cell("report.schedule", POST, a_schedule),
    "reports:end_schedule": Cell("report.schedule", POST, a_schedule),
}
