"""Rows that people put into an order: one place up or down at a time."""

from typing import Any, Literal

Way = Literal["up", "down"]


def move(rows: Any, row: Any, way: Way) -> bool:
    """Let a row change places with the one before or after it and number all anew; False at the end of the line."""
    line = list(rows.select_for_update(of=("self",)))
    at = next((n for n, each in enumerate(line) if each.pk == row.pk), -1)
    to = at - 1 if way == "up" else at + 1
    if at < 0 or not 0 <= to < len(line):
        return False
    line[at], line[to] = line[to], line[at]
    for position, each in enumerate(line):
        each.position = position
    type(row).objects.bulk_update(line, ["position"])
    return True
