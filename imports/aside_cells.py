"""Cells of one row that have no room here yet: read as far as they can be, then sealed."""

from collections import defaultdict
from typing import NotRequired, TypedDict

from django.utils.translation import gettext_lazy

from imports import cells, dates, outcomes, words
from imports.context import Column, Context
from imports.person import Problem
from imports.targets import TALK, TALK_KEYS
from organizations import sealing

MOST = 4000
DAY, ID, RESULT = "talk_on", "talk_id", "talk_result"
_TO_COME = gettext_lazy("This day is still to come.")
WHO = 200


class Told(TypedDict):
    """What one cell says, as a room gets it: under which heading, for which ISO day where one is known, and what.

    `key` is the target, where cells of several are kept together.
    """

    what: str
    on: str
    value: str
    key: NotRequired[str]


def closed(raw: str) -> str:
    """Seal a cell as it stood, once."""
    return raw if sealing.is_sealed(raw) else sealing.seal(raw)


class Row:
    """Collects what one row says, by target."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self.told: dict[str, list[Told]] = defaultdict(list)

    def take(self, column: Column, raw: str) -> Problem | None:
        """Keep what a cell says. Returns what is wrong with it."""
        # A row that is looked at again brings the sealed cell of before.
        raw = str(sealing.unseal(raw) or "")
        value, problem = self._read(column, raw)
        # A list with a column for how it went says of an empty cell that nobody knows, not that they talked.
        if value or column.key == RESULT:
            on = column.on.isoformat() if column.on else ""
            self.told[column.key].append({"what": column.header, "on": on, "value": value})
        # Rows are kept for 30 days, with their problems: what stood there is as closed as the cell itself.
        return Problem(column.header, sealing.seal(raw), problem) if problem else None

    def _read(self, column: Column, raw: str) -> tuple[str, str | None]:
        match column.key:
            case "attendance":
                return self._came(column, raw)
            case "talk_on":
                return self._day(raw)
            case "talk_note":
                return cells.clean(raw)[:MOST], None
            case "talk_result":
                went = outcomes.outcome(raw)
                return went.value or "", went.problem
            case "talk_kind":
                which = outcomes.kind(raw)
                return which.value or "", which.problem
        return cells.text(raw, most=WHO), None

    def _came(self, column: Column, raw: str) -> tuple[str, str | None]:
        """A plan of who is to come is no attendance."""
        came = words.yes_no(raw)
        if came.value and column.on and column.on > self.context.today:
            return "", str(_TO_COME)
        return ("came" if came.value else ""), came.problem

    def _day(self, raw: str) -> tuple[str, str | None]:
        found = dates.day(raw, self.context.order, today=self.context.today, years=self.context.years)
        if found.value and found.value > self.context.today:
            return "", str(_TO_COME)
        return (found.value.isoformat() if found.value else ""), found.problem

    def sealed(self) -> dict[str, str]:
        """Return what the row says, by target, each closed."""
        told = dict(self.told)
        if DAY in told or ID in told:
            told[TALK] = [cell | {"key": key} for key in sorted(TALK_KEYS & told.keys()) for cell in told.pop(key)]
        elif not any(cell["value"] for cell in told.get(RESULT, ())):
            told.pop(RESULT, None)
        return {key: sealing.seal(cells) for key, cells in told.items()}
