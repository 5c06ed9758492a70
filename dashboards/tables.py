"""The ladder report as tables: for a file of commas, and for a workbook with a chart."""

from pathlib import Path
from typing import TextIO

from django.utils.translation import gettext as _

from dashboards.ladder_report import MOVES, LadderReport, how_counted
from documents import csv, workbook
from documents.workbook import Chart, Sheet


def write_csv(file: TextIO, report: LadderReport) -> None:
    """Write one line for each figure: which it is, from where, to where, how many. The file is opened with newline=""."""
    rows: list[tuple[str, str, str, int]] = []
    rows += [("distribution_from", row.key, "", row.before) for row in report.rows]
    rows += [("distribution_to", "", row.key, row.now) for row in report.rows]
    rows += [("movement", was, now, n) for (was, now), n in sorted(report.moves.items())]
    rows += [(kind.value, "", "", report.kinds[kind]) for kind in MOVES]
    csv.write(file, ("figure", "from", "to", "people"), rows)


def write_xlsx(path: Path, report: LadderReport, *, group: str) -> None:
    """Write the levels with a chart of them, who went from where to where, and how each figure was counted."""
    days = {"first": report.first.isoformat(), "last": report.last.isoformat()}
    n_levels = sum(1 for row in report.rows if row.level)
    ladder = Sheet(
        _("Ladder"),
        (_("Place"), days["first"], days["last"], _("Net")),
        [(row.name, row.before, row.now, row.net) for row in report.rows],
        Chart(_("People on each level"), (1, 2), n_levels),
    )
    across = [row.key for row in report.rows]
    matrix: list[list[str | int]] = [
        [was.name, *(report.moves.get((was.key, key), 0) for key in across), was.before] for was in report.rows
    ]
    matrix.append([_("All"), *(row.now for row in report.rows), report.total])
    moved = Sheet(_("Movement"), (_("From, down; to, across"), *(row.name for row in report.rows), _("All")), matrix)
    kinds = Sheet(
        _("What happened"), (_("What"), _("People")), [(str(kind.label), report.kinds[kind]) for kind in MOVES]
    )
    how = Sheet(_("How we counted"), (_("Figure"), _("How")), how_counted())
    title = _("%(ladder)s, from %(first)s to %(last)s") % {"ladder": report.ladder.name, **days}
    workbook.write(path, [ladder, moved, kinds, how], about={"title": title, "author": group})
