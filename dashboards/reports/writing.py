"""The files of a report, from what was counted and how it is told. Takes a processor: in a worker, never on a page."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from django.utils import translation
from django.utils.translation import gettext as _

from dashboards import paper
from dashboards.ladder_report import MOVES, how_counted
from dashboards.models import Report
from dashboards.reports import hiding, paragraph
from dashboards.reports.figures import KEPT_BACK
from documents import csv, pdf, png, workbook
from documents.workbook import Chart, Sheet

_PAPER = Path(paper.__file__).parent
# The form of a file: what it is served as, and its name's ending.
FORMS = {
    "pdf": ("application/pdf", "pdf"),
    "xlsx": ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "xlsx"),
    "csv": ("text/csv; charset=utf-8", "csv"),
    "ladder": ("image/png", "png"),
    "dots": ("image/png", "png"),
}


def forms_of(told: Mapping[str, Any]) -> list[str]:
    """Name the files that this report has."""
    return [form for form in FORMS if form != "dots" or told.get("dots")]


def write(report: Report, told: Mapping[str, Any], form: str, place: Path) -> None:
    """Write one file in its language."""
    with translation.override(report.language):
        _WRITE[form](report, told, place)


def _pdf(report: Report, told: Mapping[str, Any], place: Path) -> None:
    template = "members.typ" if report.kind == Report.Kind.MEMBERS else "figures.typ"
    place.write_bytes(pdf.compiled(_PAPER / template, told))


def _ladder(_report: Report, told: Mapping[str, Any], place: Path) -> None:
    place.write_bytes(png.drawn(told["chart"]))


def _dots(_report: Report, told: Mapping[str, Any], place: Path) -> None:
    place.write_bytes(png.drawn(told["dots"]))


def _csv(report: Report, _told: Mapping[str, Any], place: Path) -> None:
    """One line for each figure: what it is, of which place, from where, to where, how many."""
    found = report.snapshot
    rows: list[tuple[str, str, str, str, object]] = []
    for line in [*reversed(found["levels"]), *found["outside"]]:
        rows.append(("before", "", line["key"], line["name"], _cell(line["before"])))
        rows.append(("now", "", line["key"], line["name"], _cell(line["now"])))
        rows += [("goal", "", line["key"], line["name"], line["wanted"])] if line.get("wanted") else []
    rows += [("movement", "", was, now, n) for was, now, n in found["moves"]]
    rows += [("kind", "", kind.value, str(kind.label), _cell(found["kinds"][kind.value])) for kind in MOVES]
    for row in (found["places"] or {"rows": []})["rows"]:
        rows += [
            (name, row["name"], key, "", _cell(n))
            for name in ("before", "now", "kinds")
            for key, n in row[name].items()
        ]
    with place.open("w", encoding="utf-8-sig", newline="") as file:
        csv.write(file, ("figure", "of", "key", "name", "people"), rows)


def _xlsx(report: Report, told: Mapping[str, Any], place: Path) -> None:
    """The ladder with a chart of it, every table of the report, and how each figure was counted."""
    found = report.snapshot
    lines = [*found["levels"], *found["outside"]]
    ladder = Sheet(
        _("Ladder"),
        (_("Place"), found["first"], found["last"], _("Goal")),
        [(line["name"], _cell(line["before"]), _cell(line["now"]), line.get("wanted") or "") for line in lines],
        Chart(_("People on each level"), (1, 2), len(found["levels"])),
    )
    said = Sheet(_("In words"), (_("In words"),), [(line,) for line in paragraph.lines(told)])
    how = Sheet(_("How we counted"), (_("Figure"), _("How")), [*how_counted(), *_kept_back(found)])
    sheets = [ladder, _happened(found), *_places(found), said, how]
    workbook.write(place, sheets, about={"title": told["title"], "author": found["group"]})


def _happened(found: Mapping[str, Any]) -> Sheet:
    rows = [(str(kind.label), _cell(found["kinds"][kind.value])) for kind in MOVES]
    return Sheet(_("What happened"), (_("What"), _("People")), rows, Chart(_("What happened"), (1,), len(rows)))


def _places(found: Mapping[str, Any]) -> list[Sheet]:
    """A table of places: the levels now, and what happened; its chart says how many are in each."""
    places = found["places"]
    if not places or not places["rows"]:
        return []
    keys = list(dict.fromkeys(key for row in places["rows"] for key in row["now"]))
    names = {line["key"]: line["name"] for line in [*found["levels"], *found["outside"]]}
    headings = [
        places["kind"],
        *(names.get(key, _("On the ladder")) for key in keys),
        *(str(kind.label) for kind in MOVES),
    ]
    rows = [
        [
            row["name"],
            *(_cell(row["now"].get(key, 0)) for key in keys),
            *(_cell(row["kinds"].get(kind.value, 0)) for kind in MOVES),
        ]
        for row in places["rows"]
    ]
    return [
        Sheet(
            _("By %s") % _clean(places["plural"]),
            headings,
            rows,
            Chart(places["plural"], range(1, len(keys) + 1), len(rows)),
        )
    ]


def _clean(name: str) -> str:
    """Leave out of a tab's name what a workbook refuses there."""
    return "".join(character for character in name if character not in "[]:*?/\\'")


def _kept_back(found: Mapping[str, Any]) -> list[tuple[str, str]]:
    says = _("A figure of fewer than five people, or one that would give such a figure away.")
    return [(KEPT_BACK, says)] if hiding.has_gaps(found) else []


def _cell(n: int | None) -> str | int:
    return KEPT_BACK if n is None else n


_WRITE: dict[str, Callable[[Report, Mapping[str, Any], Path], None]] = {
    "pdf": _pdf,
    "xlsx": _xlsx,
    "csv": _csv,
    "ladder": _ladder,
    "dots": _dots,
}
