"""What stands in the form, as it was typed: kept with every answer, so nothing is lost whatever is wrong with it."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.http import QueryDict

from experiments.writing.content import Content

type Typed = dict[str, Any]
type Rows = list[dict[str, str]]

FIELDS = ("title", "hypothesis", "starts_on", "ends_on", "accountable", "level", "new_question", "new_question_under")
# The columns of each list; a row sends every one of them, so the values of a column belong to the rows in their order.
COLUMNS: Mapping[str, Sequence[str]] = {
    "questions": ("question",),
    "steps": ("id", "depth", "text", "owner", "who", "due"),
    "success": ("id", "text", "how"),
    "failure": ("id", "text", "how"),
    "team": ("id", "member", "name", "part"),
    "documents": ("id", "name", "url"),
}
MOST_ROWS, DEEPEST = 200, 4


def from_post(data: QueryDict) -> Typed:
    typed: Typed = {name: data.get(name, "") for name in FIELDS}
    for name, columns in COLUMNS.items():
        values = [data.getlist(f"{name}-{column}") for column in columns]
        typed[name] = [dict(zip(columns, row, strict=True)) for row in zip(*values, strict=False)]
    return typed


def from_content(content: Content) -> Typed:
    typed: Typed = {name: content.get(name, "") for name in FIELDS}
    typed["questions"] = [{"question": key} for key in content["questions"]]
    typed["steps"] = _flat(content["steps"], 0)
    for name in ("success", "failure", "team", "documents"):
        rows: list[dict[str, Any]] = content[name]
        typed[name] = [{column: row.get(column) or "" for column in COLUMNS[name]} for row in rows]
    return typed


def _flat(steps: list[dict[str, Any]], depth: int) -> Rows:
    """Write steps below each other; how deep one stands is a number."""
    rows: Rows = []
    for step in steps:
        told = {column: step.get(column) or "" for column in COLUMNS["steps"]}
        rows += [told | {"depth": str(min(depth, DEEPEST))}, *_flat(step.get("children", []), depth + 1)]
    return rows


def nested(rows: Sequence[tuple[int, dict[str, Any]]]) -> list[dict[str, Any]]:
    """Put steps below the one they stand under: at most one deeper than the row above."""
    top: list[dict[str, Any]] = []
    open_lists = [top]
    for depth, row in rows:
        del open_lists[min(depth, DEEPEST) + 1 :]
        step = row | {"children": []}
        open_lists[-1].append(step)
        open_lists.append(step["children"])
    return top


def blank(name: str) -> dict[str, str]:
    return dict.fromkeys(COLUMNS[name], "")


def changed(typed: Typed, asked: str) -> Typed:
    """Do what a button of a row asks: "steps-2-up", down, in, out or remove; or "steps-more"."""
    name, _dash, rest = asked.partition("-")
    place, _dash, what = rest.partition("-")
    if name not in COLUMNS:
        return typed
    rows = [dict(row) for row in typed[name]]
    if rest == "more":
        depth = rows[-1].get("depth", "") if rows else ""
        rows.append(blank(name) | ({"depth": depth} if name == "steps" else {}))
    elif place.isdigit() and int(place) < len(rows):
        _do(rows, int(place), what)
    return typed | {name: rows}


def _do(rows: Rows, place: int, what: str) -> None:
    if what == "remove":
        del rows[place]
    elif what in ("in", "out"):
        depth = int(rows[place].get("depth") or 0) + (1 if what == "in" else -1)
        rows[place]["depth"] = str(min(max(depth, 0), DEEPEST))
    elif what in ("up", "down"):
        to = place + (-1 if what == "up" else 1)
        if 0 <= to < len(rows):
            rows[place], rows[to] = rows[to], rows[place]
