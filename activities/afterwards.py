"""Afterwards: who came and what they did, the first time of somebody, and who gets in touch with them."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import NamedTuple
from uuid import UUID

from django.utils.translation import gettext as _

from activities import registry
from activities.actions import Refused
from activities.models import Activity, Participation
from audit.recording import action, record
from members.models import Member

RIGHT = "activity.check_in"
Outcome = Participation.Outcome


class Seen(NamedTuple):
    """What somebody says of one person afterwards."""

    outcome: str
    role: str


@action
def note(activity: Activity, seen: Mapping[UUID, Seen], *, today: date, by: Member) -> int:
    """Write down who came and what they did, of the rows that differ. Returns how many."""
    _refuse_early(activity, today)
    rows = activity.people.select_for_update(of=("self",), no_key=True).filter(pk__in=seen).order_by("pk")
    changed = [row for row in rows if (row.outcome, row.role) != tuple(seen[row.pk])]
    for row in changed:
        row.outcome, row.role = seen[row.pk]
        if row.outcome != Outcome.CAME:
            row.checked_in_at = row.checked_in_by = None
    empty = [row for row in changed if not (row.answer or row.outcome or row.role or row.is_host)]
    kept = [row for row in changed if row not in empty]
    Participation.objects.bulk_update(kept, ["outcome", "role", "checked_in_at", "checked_in_by"])
    Participation.objects.filter(pk__in=[row.pk for row in empty]).delete()
    if changed:
        record(RIGHT, of=activity, by=by, fields=["attendance", f"people:{len(changed)}"])
    return len(changed)


@action
def rest_did_not_come(activity: Activity, *, today: date, by: Member) -> int:
    """Say of everyone who was asked and of whom nothing is said that they did not come."""
    _refuse_early(activity, today)
    n: int = Participation.objects.awaited().filter(activity=activity).update(outcome=Outcome.ABSENT)
    if n:
        record(RIGHT, of=activity, by=by, fields=["attendance", f"people:{n}"])
    return n


@action
def follow_up(row: Participation, *, who: Member | None, by_on: date | None, by: Member) -> Participation:
    """Say who gets in touch with somebody who came for the first time, and by which day; None: nobody any more."""
    by_on = (by_on or due(row)) if who else None
    Participation.objects.filter(pk=row.pk).update(follow_up_by=who, follow_up_on=by_on)
    row.follow_up_by, row.follow_up_on = who, by_on
    record("activity.edit", of=row.activity, by=by, fields=["follow-up"])
    for tell in registry.on_first_time:
        tell(row, by)
    return row


def _refuse_early(activity: Activity, today: date) -> None:
    if activity.on > today:
        raise Refused(_("It is on a day to come. Who comes is not known yet."))


def due(row: Participation) -> date:
    """Return by which day somebody is to get in touch, as the activity has it."""
    return row.activity.on + timedelta(days=row.activity.follow_up_days)
