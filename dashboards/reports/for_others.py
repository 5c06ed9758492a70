"""The reports of figures: one page for a board, the tables of staff, what a partner hears of its members, a view."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dashboards.ladder_report import MOVES, how_counted
from dashboards.models import Report
from dashboards.reports.figures import Days, day_of, figure, net
from dashboards.reports.hiding import kept_back_says as kept_back
from dashboards.reports.places import on_ladder
from ladders.movement import Kind

# So many places stand on the one page of a board; the staff report has all of them.
_MOST_PLACES = 10
_KINDS = (Kind.JOINED, Kind.CAME_BACK, Kind.UP, Kind.DOWN, Kind.QUIET)


def told(report: Report, days: Days) -> dict[str, Any]:
    """Return the headline, the tables in their order, whom to call, and how it was counted."""
    found = report.snapshot
    about = f"{found['group']}, {found['about']}" if found["about"] else found["group"]
    tables = {
        Report.Kind.BOARD: lambda: [_happened(found), *_of_places(found, most=_MOST_PLACES)],
        Report.Kind.STAFF: lambda: [_happened(found), *_of_places(found), *_moves(found), *_each_place(found)],
        Report.Kind.PARTNER: lambda: [_happened(found), *_by_other_places(found), *_promises(found)],
        Report.Kind.TABLE: lambda: [*_levels_by_place(found), _happened(found)],
    }[Report.Kind(report.kind)]()
    return {
        "title": f"{about}: {headline(found, days)}",
        "above": _("%(about)s. %(ladder)s, %(days)s, counted on %(counted)s.")
        % {"about": about, "ladder": found["ladder"], "days": days.both, "counted": days.counted_on},
        "headline": headline(found, days),
        "where": _("Where people stand"),
        "note": _note(found, days),
        "counted": _counted(found),
        "tables": tables,
        "call_title": _("Who to call"),
        "call": _who_to_call(found, days) if report.kind in (Report.Kind.BOARD, Report.Kind.STAFF) else [],
        "quotes_title": _("In their words"),
        "how_title": _("How we counted"),
        "how": how_counted(),
        "kept_back": kept_back(found),
    }


def _note(found: Mapping[str, Any], days: Days) -> str:
    """Say what stands beside the bars: who reads the page alone has nobody to ask."""
    said = _("Beside each figure: its change %(period)s.") % {"period": days.period}
    return " ".join([said, _("Dashed line: the goal.")]) if any(level["wanted"] for level in found["levels"]) else said


def _counted(found: Mapping[str, Any]) -> str:
    """Say of how many this is told, and how many of them are on the ladder where that gives nobody away."""
    on, says = found["on_ladder"], {"n": figure(found["total"])}
    if on is None:
        return _("%(n)s people counted") % says
    return _("%(on)s on the ladder, of %(n)s people counted") % {"on": figure(on), **says}


def headline(found: Mapping[str, Any], days: Days) -> str:
    """Say what happened, the good and what needs care."""
    kinds, says = found["kinds"], {"period": days.period}
    parts = []
    if kinds["up"]:
        parts.append(ngettext("%s moved up", "%s moved up", kinds["up"]) % figure(kinds["up"]))
    if kinds["joined"]:
        parts.append(_("%s joined") % figure(kinds["joined"]))
    if kinds["quiet"]:
        parts.append(_("%s went quiet") % figure(kinds["quiet"]))
    if not parts and None in (kinds["up"], kinds["joined"], kinds["quiet"]):
        return _("Few people moved %(period)s; small figures are not shown.") % says
    if not parts:
        return _("Nobody moved up or joined %(period)s.") % says
    said = (
        parts[0] if len(parts) == 1 else _("%(some)s and %(last)s") % {"some": ", ".join(parts[:-1]), "last": parts[-1]}
    )
    return _("%(what)s %(period)s.") % {"what": said, **says}


def _table(title: str, headings: Iterable[str], rows: Iterable[Iterable[str]]) -> dict[str, Any]:
    return {"title": title, "headings": list(headings), "rows": [list(row) for row in rows]}


def _happened(found: Mapping[str, Any]) -> dict[str, Any]:
    rows = [(str(kind.label), figure(found["kinds"][kind.value])) for kind in MOVES]
    return _table(_("What happened"), (_("What"), _("People")), rows)


def _of_places(found: Mapping[str, Any], *, most: int = 0) -> list[dict[str, Any]]:
    """Return the table of places by name; of very many, the largest, and says so."""
    places = found["places"]
    if not places or not places["rows"]:
        return []
    rows = places["rows"]
    if most and len(rows) > most:
        largest = sorted(rows, key=_largest_first)[:most]
        rows = [row for row in rows if row in largest]
    cut = len(rows) < len(places["rows"])
    title = _("The %(n)s largest: %(kind)s") if cut else "%(kind)s"
    headings = [places["kind"], _("On the ladder"), _("Change"), *(str(kind.label) for kind in _KINDS)]
    return [_table(title % {"n": figure(len(rows)), "kind": places["plural"]}, headings, map(_place, rows))]


def _largest_first(row: Mapping[str, Any]) -> tuple[bool, int]:
    """A place of which a level is kept back may be a large one: it does not drop out for that."""
    n = on_ladder(row["now"])
    return n is not None, -(n or 0)


def _place(row: Mapping[str, Any]) -> list[str]:
    now, before = on_ladder(row["now"]), on_ladder(row["before"])
    return [row["name"], figure(now), net(before, now), *(figure(row["kinds"].get(kind.value, 0)) for kind in _KINDS)]


def _moves(found: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return who went from where to where; its columns have short keys, so that seven levels fit."""
    lines = [*reversed(found["levels"]), *found["outside"]]
    if not found["moves"]:
        return []
    n = {(was, now): n for was, now, n in found["moves"]}
    keys = [line["key"] for line in lines]
    headings = [_("From, down; to, across"), *(_short(line) for line in lines)]
    rows = [
        [f"{line['key']} {line['name']}" if line["key"].isdecimal() else line["name"]]
        + [figure(n.get((line["key"], key), 0)) for key in keys]
        for line in lines
    ]
    return [_table(_("From where to where"), headings, rows)]


def _short(line: Mapping[str, Any]) -> str:
    return str(line["key"] if line["key"].isdecimal() else line["name"])


def _each_place(found: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return a table for each place: its levels before and now."""
    lines = [*found["levels"], *found["outside"]]
    headings = [found["ladder"], _("Before"), _("Now"), _("Change")]
    return [
        _table(row["name"], headings, [_line(line, row) for line in lines])
        for row in (found["places"] or {"rows": []})["rows"]
    ]


def _line(line: Mapping[str, Any], row: Mapping[str, Any]) -> list[str]:
    before, now = row["before"].get(line["key"], 0), row["now"].get(line["key"], 0)
    return [line["name"], figure(before), figure(now), net(before, now)]


def _levels_by_place(found: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return one table of places down and levels across, with the sums of the levels below."""
    places = found["places"]
    if not places or not places["rows"]:
        return []
    lines = [*reversed(found["levels"]), *found["outside"]]
    rows = [[row["name"], *(figure(row["now"].get(line["key"], 0)) for line in lines)] for row in places["rows"]]
    rows.append([_("All"), *(figure(line["now"]) for line in lines)])
    return [_table(places["plural"], [places["kind"], *(line["name"] for line in lines)], rows)]


def _by_other_places(found: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Where there is no other kind of places, the partner alone would be the table, which the picture tells already."""
    return _levels_by_place(found) if len((found["places"] or {"rows": []})["rows"]) > 1 else []


def _promises(found: Mapping[str, Any]) -> list[dict[str, Any]]:
    promises = found["promises"]
    rows = [
        (_("Came to something"), figure(promises["came"])),
        (_("Said yes to something"), figure(promises["said"])),
        (_("Of these kept so far"), figure(promises["kept"])),
        (_("Of these still open"), figure(promises["open"])),
    ]
    return [_table(_("What they did, and said yes to"), (_("What"), _("How many")), rows)]


def _who_to_call(found: Mapping[str, Any], days: Days) -> list[str]:
    """Say whom a call would help: those who went quiet, by place, and where a goal is far away."""
    said = []
    if quiet := found["kinds"]["quiet"]:
        said.append(
            ngettext("%(n)s person went quiet %(period)s.", "%(n)s people went quiet %(period)s.", quiet)
            % {"n": figure(quiet), "period": days.period}
        )
        rows = (found["places"] or {"rows": []})["rows"]
        listed = [f"{row['name']} {figure(n)}" for row in rows if (n := row["kinds"].get("quiet"))]
        is_all = all(row["kinds"].get("quiet", 0) is not None for row in rows)
        if listed:
            where = _("They are in: %s.") if is_all else _("They are in these places, and in others: %s.")
            said.append(where % ", ".join(listed))
    for level in found["levels"]:
        if level["wanted"] and level["now"] is not None and level["now"] < level["wanted"]:
            due = day_of(days.last.year, date.fromisoformat(level["due"]))
            says = {"wanted": figure(level["wanted"]), "level": level["name"], "due": due, "now": figure(level["now"])}
            said.append(_("%(wanted)s on “%(level)s” are wanted by %(due)s; now there are %(now)s.") % says)
    if said:
        said.append(_("The organizers have the names."))
    return said
