"""Reports: counted once, written in every form, told the same everywhere; each of their refusals."""

from io import BytesIO

import pytest
from pypdf import PdfReader

from dashboards.reports import actions
from ladders import history
from ladders.models import Goal
from members.exporting import files
from members.models import Belonging, Unit, UnitKind

pytestmark = pytest.mark.django_db
DAYS = {"first": "2026-01-31", "last": "2026-03-31"}


@pytest.fixture
def stood(people, said):
    """Twelve moved up to the second level, six joined, seven went quiet; half of them in each of two places."""
    kind = UnitKind.objects.get(is_default=True)
    places = [Unit.objects.create(kind=kind, name=name, folded=name.lower()) for name in ("Elm Court", "Oak Hill")]
    for at, member in enumerate(people(25)):
        if at < 12:
            said(member, 1, "2026-01-05")
            said(member, 2, "2026-02-05")
        elif at < 18:
            said(member, 1, "2026-02-10")
        else:
            said(member, 3, "2026-01-05")
            said(member, "quiet", "2026-03-05")
        Belonging.objects.create(member=member, kind=kind, unit=places[at % 2])
    history.rebuild()
    return places


@pytest.fixture
def build(north, person, stood, ladder):
    """`build("board")`: a report as a worker makes it."""

    def made(kind="members", role="director", **about):
        columns = {**DAYS, "language": "en", "ladder": ladder, **about}
        report = actions.ask(kind=kind, by=person(role), **columns)
        actions.work(report.pk)
        report.refresh_from_db()
        return report

    return made


def content(report, form):
    return files.path(report.files[form]).read_bytes()


def words(report):
    return " ".join(" ".join(page.extract_text() for page in PdfReader(BytesIO(content(report, "pdf"))).pages).split())


def test_members_read_who_they_are_in_plain_words(build, levels, north):
    Goal.objects.create(
        ladder=levels[0].ladder, level=levels[1], wanted=30, due="2026-12-31", baseline=0, baseline_on="2026-01-01"
    )
    report = build()

    text = words(report)
    assert "We are 18 people, and 12 of us took a step up from February 1 to March 31." in text
    assert f"We want 30 people on “{levels[1].name}” by December 31, and we are 12." in text
    assert "Another 7 people hear from us" in text
    assert "7 people went quiet. If you know one of them, call them this week." in text
    assert len(PdfReader(BytesIO(content(report, "pdf"))).pages) == 1
    assert (report.status, report.n_done, set(report.files)) == (
        "done",
        6,
        {"pdf", "xlsx", "csv", "ladder", "dots"},
    )


@pytest.mark.parametrize("kind", ["board", "staff", "table", "partner"])
def test_other_reports_say_what_happened_where_and_how(kind, build, stood, person):
    from members.models import SavedView

    about = {"divided_by": UnitKind.objects.get(is_default=True)}
    if kind == "table":
        about["view"] = SavedView.objects.create(owner=person("director"), name="All", folded="all")
    if kind == "partner":
        about["partner"] = stood[0]

    report = build(kind, audience="staff" if kind in ("staff", "table") else "anyone", **about)

    assert report.trouble == ""
    text = words(report)
    assert "Elm Court" in text
    assert "How we counted" in text
