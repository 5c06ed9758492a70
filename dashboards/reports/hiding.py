"""Figures kept back from readers without a right to people: they are left out of what is kept, and so of every page."""

from collections.abc import Collection, Mapping
from typing import Any

from django.utils.translation import gettext as _

from dashboards import small
from dashboards.ladder_report import OUTSIDE
from dashboards.reports import flow
from dashboards.small import Key, Sum, Table, cell
from ladders.movement import Kind
from ladders.small import LEAST

# The columns of the tables of places.
_COLUMNS = ("before", "now", "kinds")


def kept_back(found: dict[str, Any], *, all_of_it: bool) -> dict[str, Any]:
    """Return the figures with None for each that could point at people.

    With `all_of_it` what a whole group counts of itself stays as it is; what is said of its places, or of a part of it,
    does not. Without the ways of people, which nothing shows.
    """
    tables, sums = _tables(found), _sums(found)
    figures, _all = small.laid_out(tables, sums)
    is_by_level = _is_by_level(found)
    of_all = [key for key in figures if "place" not in dict(key)]
    # How many are counted stands in every headline; of fewer than LEAST no such report is made.
    gone = small.hidden(
        tables,
        sums,
        plain=of_all if all_of_it else [cell()],
        unseen=[key for key in figures if flow.is_unseen(key) or _is_left_out(key, is_by_level=is_by_level)],
    )
    kept = without_ways(found) | {"places": _places(found["places"], gone)}
    return kept if all_of_it else kept | _of_a_part(found, gone)


def has_gaps(found: Mapping[str, Any]) -> bool:
    """Whether a figure of the report is kept back, so that it has to say what its dashes are."""
    lines = [*found["levels"], *found["outside"]]
    rows = (found["places"] or {"rows": []})["rows"]
    figures = [line[name] for line in lines for name in ("before", "now")]
    figures += [*found["kinds"].values(), *(found["promises"] or {}).values()]
    figures += [n for row in rows for name in _COLUMNS for n in row[name].values()]
    return None in figures


def kept_back_says(found: Mapping[str, Any]) -> str:
    """Say what a dash is, where there is one."""
    says = _("– stands for a figure of fewer than five people, or one that would give such a figure away.")
    return says if has_gaps(found) else ""


def without_ways(found: dict[str, Any]) -> dict[str, Any]:
    """Leave out of what is kept whatever was counted for hiding alone."""
    rows = [{key: row[key] for key in ("name", *_COLUMNS)} for row in (found["places"] or {"rows": []})["rows"]]
    kept = {key: value for key, value in found.items() if key != "went"}
    return kept | {"places": found["places"] and found["places"] | {"rows": rows}}


def _is_left_out(key: Key, *, is_by_level: bool) -> bool:
    """Whether a figure of a place stands in no table of the report: given up first, so that those that do can stay.

    Who stayed is in none; a report that has all levels as one tells of those outside the ladder only who went quiet.
    """
    at = dict(key)
    if "place" not in at:
        return False
    if at.get("kinds") == Kind.STAYED:
        return True
    if is_by_level:
        return False
    return at.get("kinds") in (Kind.UNSURE, Kind.OFF) or any(at.get(name) in OUTSIDE for name in ("before", "now"))


def _is_by_level(found: Mapping[str, Any]) -> bool:
    """Whether the report tells of its places level by level, and not only who is on the ladder."""
    rows = (found["places"] or {"rows": []})["rows"]
    return not any(flow.ON in row[name] for row in rows for name in ("before", "now"))


def _tables(found: Mapping[str, Any]) -> list[Table]:
    """Lay out everything the report counts: the columns, and its places by each of them."""
    lines = [*found["levels"], *found["outside"]]
    columns = {name: {line["key"]: line[name] for line in lines} for name in ("before", "now")}
    columns["kinds"] = found["kinds"]
    tables = [Table((name,), {(key,): n for key, n in ns.items()}) for name, ns in columns.items()]
    if places := found["places"]:
        return tables + [
            Table(
                ("place", name), {(at, key): n for at, row in enumerate(places["rows"]) for key, n in row[name].items()}
            )
            for name in (*_COLUMNS, "went")
            if places["rows"]
        ]
    return [*tables, Table(("went",), {(each,): n for each, n in found["went"].items()})]


def _sums(found: Mapping[str, Any]) -> list[Sum]:
    """Say what adds up beyond rows and columns, of everybody and of each place."""
    known = small.laid_out(_tables(found), [])[0]
    levels = [level["key"] for level in found["levels"]]
    rows = (found["places"] or {"rows": []})["rows"]
    is_by_level = _is_by_level(found)
    ways = list(dict.fromkeys(each for ns in [found["went"], *(row["went"] for row in rows)] for each in ns))
    sums = flow.sums(known, ways, levels, {})
    for at in range(len(rows)):
        sums += flow.sums(known, ways, levels if is_by_level else [flow.ON], {"place": at})
    return sums


def _of_a_part(found: Mapping[str, Any], gone: Collection[Key]) -> dict[str, Any]:
    def line(each: Mapping[str, Any]) -> dict[str, Any]:
        return {**each, **{name: None for name in ("before", "now") if cell(**{name: each["key"]}) in gone}}

    kinds = {key: None if cell(kinds=key) in gone else n for key, n in found["kinds"].items()}
    # Who came up to which level is told only where no figure of it is small: one missing would be worked out.
    has_small = kinds[Kind.UP.value] is None or any(0 < level["up"] < LEAST for level in found["levels"])
    return {
        "on_ladder": None if flow.on("now") in gone else found["on_ladder"],
        "levels": [line(level) | ({"up": None} if has_small else {}) for level in found["levels"]],
        "outside": [line(each) for each in found["outside"]],
        "kinds": kinds,
        "moves": [],
        "promises": found["promises"] and _promises(found["promises"]),
    }


def _places(found: dict[str, Any] | None, gone: Collection[Key]) -> dict[str, Any] | None:
    if not found:
        return found
    return found | {"rows": [_place(at, row, gone) for at, row in enumerate(found["rows"])]}


def _place(at: int, row: Mapping[str, Any], gone: Collection[Key]) -> dict[str, Any]:
    """Keep the figures of a place that may be shown; one of nobody stands in no row, and can be kept back as well."""
    here = [dict(key) for key in gone if dict(key).get("place") == at]
    lost = {name: {key[name]: None for key in here if name in key} for name in _COLUMNS}
    return {"name": row["name"], **{name: row[name] | lost[name] for name in _COLUMNS}}


def _promises(figures: Mapping[str, int]) -> dict[str, int | None]:
    """Keep back small figures of promises, and the others that they could be worked out from."""
    gone = {key for key, n in figures.items() if 0 < n < LEAST}
    settled_otherwise = figures["said"] - figures["kept"] - figures["open"]
    if gone & {"kept", "open"} or 0 < settled_otherwise < LEAST:
        gone |= {"kept", "open"}
    return {key: None if key in gone else n for key, n in figures.items()}
