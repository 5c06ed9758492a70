"""People who moved, in two places, and reports as a worker makes them."""

from io import BytesIO

import pytest
from pypdf import PdfReader

from dashboards.reports import actions
from ladders import history
from members.exporting import files
from members.models import Belonging, Unit, UnitKind
from tests.ladders.conftest import ladder, levels, people, said

__all__ = ["ladder", "levels", "people", "said"]
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
def ask(north, person, stood, ladder):
    """`ask("board")`: a report that waits for a worker."""

    def asked(kind="members", role="director", **about):
        return actions.ask(kind=kind, by=person(role), **{**DAYS, "language": "en", "ladder": ladder, **about})

    return asked


@pytest.fixture
def build(ask):
    """`build("board")`: a report as a worker makes it."""

    def made(kind="members", role="director", **about):
        return work(ask(kind, role, **about))

    return made


def work(report):
    actions.work(report.pk)
    report.refresh_from_db()
    return report


def content(report, form):
    return files.path(report.files[form]).read_bytes()


def pages(report):
    return PdfReader(BytesIO(content(report, "pdf"))).pages


def words(report):
    """Return the text of the PDF in one line."""
    return " ".join(" ".join(page.extract_text() for page in pages(report)).split())
