"""Running an experiment again: a copy whose days are counted from a new start."""

from datetime import date, timedelta
from typing import Any

from audit.recording import action
from experiments.models import Experiment
from experiments.writing import actions
from experiments.writing import content as page
from experiments.writing.content import LISTS, Content
from members.models import Member


@action
def run_again(experiment: Experiment, *, starts_on: date, by: Member) -> Experiment:
    """Write the same down anew, with nothing done and nothing said yet; it follows the one before."""
    before = page.of(experiment)
    copy = actions.write(_from(before, experiment.starts_on, starts_on), by=by)
    copy.follows = experiment
    copy.save(update_fields=["follows"])
    return copy


def _from(before: Content, began: date | None, starts_on: date) -> Content:
    later = starts_on - began if began else timedelta(0)
    first, last = starts_on.isoformat(), _moved(before["ends_on"], later)
    # One that had no first day may have ended before the new one.
    content: Content = before | {"starts_on": first, "ends_on": last if last >= first else ""}
    for field in LISTS:
        content[field] = [_new(row, later) for row in before[field]]  # type: ignore[literal-required]
    return content


def _new(row: dict[str, Any], later: timedelta) -> dict[str, Any]:
    fresh = row | {"id": ""}
    if "due" in row:
        fresh |= {"due": _moved(row["due"], later), "children": [_new(child, later) for child in row["children"]]}
    return fresh


def _moved(day: str, later: timedelta) -> str:
    return (date.fromisoformat(day) + later).isoformat() if day else ""
