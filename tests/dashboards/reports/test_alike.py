"""What each report owes its reader on paper: figures that agree, tags, pictures in words, and no more pages than it needs."""

from io import BytesIO

import pytest
from pypdf import PdfReader

from dashboards import identities
from ladders.models import Goal, Level
from ladders.movement import Movement
from members.models import UnitKind
from tests.dashboards.reports.conftest import content, pages, words
from tests.documents.test_pdf import tags

pytestmark = pytest.mark.django_db


def test_the_tables_of_a_report_agree_with_each_other(build):
    found = build("staff", audience="staff", divided_by=UnitKind.objects.get(is_default=True)).snapshot
    lines = [*found["levels"], *found["outside"]]
    before, now = ({line["key"]: line[at] for line in lines} for at in ("before", "now"))

    matrix = {(was, then): n for was, then, n in found["moves"]}
    assert identities.matrix_sums(matrix, before, now) == []
    for at, whole in (("before", before), ("now", now)):
        assert identities.parts_add_up(whole, [row[at] for row in found["places"]["rows"]]) == []
    assert identities.is_length(found["total"], sum(now.values())) == []
    up = sum(n for (was, then), n in matrix.items() if was.isdecimal() and then.isdecimal() and was < then)
    assert identities.is_length(found["kinds"]["up"], up) == []
    assert Movement(matrix, {}).total == found["total"]


@pytest.mark.parametrize("kind", ["members", "board", "staff", "partner"])
def test_paper_says_its_pictures_and_explains_itself(kind, build, stood, ladder, levels):
    wanted = {"wanted": 30, "due": "2026-12-31", "baseline": 0, "baseline_on": "2026-01-01"}
    Goal.objects.create(ladder=ladder, level=levels[1], **wanted)
    about = {"partner": stood[0]} if kind == "partner" else {}

    report = build(kind, audience="staff" if kind == "staff" else "anyone", **about)

    found = tags(PdfReader(BytesIO(content(report, "pdf"))).root_object["/StructTreeRoot"])
    said = [text for tag, text in found if tag == "/Figure"]
    assert len(said) == (2 if kind == "members" else 1)
    assert all(level.name in said[0] for level in Level.objects.filter(ladder=ladder, retired_at=None))
    assert {"/H1", "/H2"} <= {tag for tag, _text in found}
    assert ("/TH" in {tag for tag, _text in found}) is (kind != "members")
    assert len(pages(report)) == (2 if kind == "staff" else 1)
    if kind != "partner":
        assert "Dashed line:" in words(report)
    if kind in ("board", "staff"):
        assert "18 on the ladder, of 25 people counted" in words(report)
