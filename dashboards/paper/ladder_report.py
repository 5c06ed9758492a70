"""The ladder report as PDF."""

from pathlib import Path
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from charts.bars import Bar, bars
from charts.theme import paper
from dashboards.ladder_report import MOVES, LadderReport, from_the_top, headline, how_counted
from documents import pdf
from ladders.models import Level
from organizations.templatetags.frame import ramp

_TEMPLATE = Path(__file__).with_suffix(".typ")


def printed(report: LadderReport, *, group: str) -> bytes:
    """Return the PDF: a headline, the levels with their bars, what happened, the matrix, and how it was counted."""
    return pdf.compiled(_TEMPLATE, _told(report, group))


def _told(report: LadderReport, group: str) -> dict[str, Any]:
    days = {"first": date_format(report.first, "F j, Y"), "last": date_format(report.last, "F j, Y")}
    levels = [(row, row.level) for row in report.rows if row.level]
    of = len([level for _row, level in levels if not level.retired_at])
    drawn = [Bar(row.name, row.now, _color(level, of)) for row, level in reversed(levels)]
    return {
        "group": group,
        "language": (get_language() or "en").split("-")[0],
        "title": _("%(ladder)s: %(first)s to %(last)s") % {"ladder": report.ladder.name, **days},
        "above": _("%(group)s. %(ladder)s, from %(first)s to %(last)s.")
        % {"group": group, "ladder": report.ladder.name, **days},
        "headline": headline(report),
        "counted": _("%(n)d people counted, by where they stood at the end of %(last)s") % {"n": report.total, **days},
        "chart": bars(drawn, uid="ladder", title=_("People on each level"), theme=paper),
        "chart_says": "; ".join(f"{row.name}: {row.now}" for row, _level in reversed(levels)) or _("No levels yet"),
        "words": {
            "ladder": _("Where people stand"),
            "happened": _("What happened"),
            "movement": _("From where to where"),
            "how": _("How we counted"),
        },
        "ladder": {
            "headings": [_("Place"), days["first"], days["last"], _("Net")],
            "rows": [[row.name, str(row.before), str(row.now), _net(row.net)] for row in from_the_top(report)],
        },
        "happened": {
            "headings": [_("What"), _("People")],
            "rows": [[str(kind.label), str(report.kinds[kind])] for kind in MOVES],
        },
        "movement": _matrix(report),
        "how": how_counted(),
    }


def _net(n: int) -> str:
    return f"+{n}" if n > 0 else f"\N{MINUS SIGN}{-n}" if n < 0 else "0"


def _matrix(report: LadderReport) -> dict[str, Any]:
    """The columns have the short keys, so that the matrix of seven levels fits on a page."""
    keys = [row.key for row in report.rows]
    rows = [
        [
            f"{was.key} {was.name}" if was.level else was.name,
            *(str(report.moves.get((was.key, key), 0)) for key in keys),
        ]
        for was in report.rows
    ]
    return {
        "headings": [_("From, down; to, across"), *(_short(row.key, row.name) for row in report.rows)],
        "rows": rows,
    }


def _short(key: str, name: str) -> str:
    return key if key.isdecimal() else name


def _color(level: Level, of: int) -> str:
    return ramp(level, max(of, 1))
