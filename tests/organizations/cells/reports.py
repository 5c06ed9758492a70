"""Reports: whoever made one, while they may make reports; others read what is shared with everybody here."""

from dashboards.models import Report
from ladders.models import Ladder
from tests.organizations.cells.scene import BOTH, GET, POST, Cell, Made, Scene, on_file

# What a report of nobody counted; its pages need no more.
COUNTED = {
    "group": "North",
    "counted_on": "2026-03-31",
    "first": "2026-01-01",
    "last": "2026-03-31",
    "about": "",
    "ladder": "Ladder",
    "levels": [],
    "outside": [],
    "total": 0,
    "on_ladder": 0,
    "kinds": dict.fromkeys(("stayed", "joined", "came_back", "up", "down", "quiet", "unsure", "off"), 0),
    "moves": [],
    "places": None,
    "activity": None,
    "quotes": [],
    "learned": [],
    "promises": None,
}


def _report(scene: Scene, **fields: object) -> Report:
    by = scene.member if scene.mine else on_file(scene, mine=False)
    made: Report = Report.objects.create(
        kind="members",
        first="2026-01-01",
        last="2026-03-31",
        language="en",
        ladder=Ladder.objects.get(is_default=True),
        asked_by=by,
        status="done",
        snapshot=COUNTED,
        counted_at="2026-03-31T12:00Z",
        **fields,
    )
    return made


def a_report(scene: Scene) -> Made:
    return {"pk": _report(scene).pk}


def a_deleted_report(scene: Scene) -> Made:
    return {"pk": _report(scene, deleted_at="2026-04-01T12:00Z").pk}


def a_file(scene: Scene) -> Made:
    return {"pk": _report(scene).pk, "form": "pdf"}


CELLS = {
    "reports:list": Cell("report.view", GET),
    "reports:new": Cell("report.build", BOTH),
    "reports:detail": Cell("report.view", GET, a_report, personal=True),
    "reports:words": Cell("report.build", BOTH, a_report, personal=True),
    "reports:file": Cell("report.view", GET, a_file, personal=True),
    "reports:again": Cell("report.build", POST, a_report, personal=True),
    "reports:share": Cell("report.build", POST, a_report, personal=True),
    "reports:stop": Cell("report.build", POST, a_report, personal=True),
    "reports:delete": Cell("report.build", POST, a_report, personal=True),
    "reports:bring_back": Cell("report.build", POST, a_deleted_report, personal=True),
}
