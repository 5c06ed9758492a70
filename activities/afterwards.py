"""Afterwards: who came and what they did there."""

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple
from uuid import UUID

from django.utils.translation import gettext as _

from activities import newcomers
from activities.actions import Refused
from activities.models import Activity, Participation
from audit.recording import action, record
from members.models import Member

RIGHT = "activity.check_in"
Outcome = Participation.Outcome


class Seen(NamedTuple):
    """What somebody says of one person afterwards, and what their page had shown of them."""

    outcome: str
    role: str
    shown: tuple[str, str]


class Noted(NamedTuple):
    """How many were written down, and how many left as somebody else had said meanwhile."""

    n: int
    n_left: int


@action
def note(activity: Activity, seen: Mapping[UUID, Seen], *, today: date, by: Member) -> Noted:
    """Write down who came and what they did. What somebody else said since the page was shown stays."""
    refuse_note(activity, today)
    rows = activity.people.select_for_update(of=("self",), no_key=True).filter(pk__in=seen).order_by("pk")
    new = [row for row in rows if (row.outcome, row.role) != seen[row.pk][:2] != seen[row.pk].shown]
    changed = [row for row in new if (row.outcome, row.role) == seen[row.pk].shown]
    for row in changed:
        _say(row, seen[row.pk], by)
    empty = [row for row in changed if not (row.answer or row.outcome or row.role or row.is_host)]
    kept = [row for row in changed if row not in empty]
    columns = ["outcome", "role", "checked_in_at", "checked_in_by", "from_list", "came_by_list"]
    Participation.objects.bulk_update(kept, columns)
    Participation.objects.filter(pk__in=[row.pk for row in empty]).delete()
    if changed:
        record(RIGHT, of=activity, by=by, fields=["attendance", f"people:{len(changed)}"])
    return Noted(len(changed), len(new) - len(changed))


def _say(row: Participation, seen: Seen, by: Member) -> None:
    if row.outcome != seen.outcome:
        # From now on it is somebody's word, which no list takes back.
        row.from_list = row.came_by_list = None
    row.outcome, row.role, _shown = seen
    if row.outcome != Outcome.CAME:
        row.checked_in_at = row.checked_in_by = None
        newcomers.was_not_there(row, by=by)


@action
def rest_did_not_come(activity: Activity, *, today: date, by: Member) -> int:
    """Say of everyone who was asked and of whom nothing is said that they did not come."""
    refuse_note(activity, today)
    n: int = Participation.objects.awaited().filter(activity=activity).update(outcome=Outcome.ABSENT)
    if n:
        record(RIGHT, of=activity, by=by, fields=["attendance", f"people:{n}"])
    return n


def refuse_note(activity: Activity, today: date) -> None:
    """Raise Refused where nobody can have been missing: it is on a day to come, or did not take place."""
    if activity.on > today:
        raise Refused(_("It is on a day to come. Who comes is not known yet."))
    if activity.cancelled_at:
        raise Refused(
            _("It was cancelled, so nobody is asked who came. Bring it back first if it took place after all.")
        )
