"""Somebody who came for the first time, and who gets in touch with them."""

from datetime import date, timedelta

from activities import registry
from activities.models import Participation
from audit.recording import action, record
from members.models import Member


@action
def follow_up(row: Participation, *, who: Member | None, by_on: date | None, by: Member) -> Participation:
    """Say who gets in touch with somebody who came for the first time, and by which day; None: nobody any more."""
    record("activity.edit", of=row.activity, by=by, fields=["follow-up"])
    return _ask(row, who, (by_on or due(row)) if who else None, by)


def due(row: Participation) -> date:
    """Return by which day somebody is to get in touch, as the activity has it."""
    return row.activity.on + timedelta(days=row.activity.follow_up_days)


def was_not_there(row: Participation, *, by: Member) -> None:
    """Ask nobody any more to get in touch, as they did not come after all. Before a row goes, which says whom."""
    if row.follow_up_by_id:
        _ask(row, None, None, by)


def _ask(row: Participation, who: Member | None, by_on: date | None, by: Member) -> Participation:
    Participation.objects.filter(pk=row.pk).update(follow_up_by=who, follow_up_on=by_on)
    row.follow_up_by, row.follow_up_on = who, by_on
    for tell in registry.on_first_time:
        tell(row, by)
    return row
