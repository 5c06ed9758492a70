"""Check-in: somebody stands at the door. One tap, once, from however many phones; and undone as quickly."""

from datetime import date
from typing import NamedTuple

from django.db.models.functions import Now
from django.utils.translation import gettext as _

from activities import newcomers
from activities.actions import Refused
from activities.models import Activity, Participation
from audit.recording import action, record
from members.actions import add_member
from members.models import ContactPoint, Member

RIGHT = "activity.check_in"
Outcome = Participation.Outcome


class CheckedIn(NamedTuple):
    """Somebody at the door; not `now` where another phone was quicker."""

    row: Participation
    now: bool
    is_first: bool


@action
def check_in(activity: Activity, member: Member, *, today: date, by: Member) -> CheckedIn:
    """Say that somebody is here. Said twice, it stands once, and the second hears since when."""
    refuse_closed(activity, today)
    came = {"outcome": Outcome.CAME, "checked_in_at": Now(), "checked_in_by": by}
    # The rule that a person stands there once makes the second of two phones wait for the first.
    row, made = Participation.objects.get_or_create(activity=activity, member=member, defaults={**came, "added_by": by})
    now = made or bool(Participation.objects.filter(pk=row.pk).exclude(outcome=Outcome.CAME).update(**came))
    if now:
        record(RIGHT, of=activity, by=by, fields=["people:1"])
    row.refresh_from_db()
    return CheckedIn(row, now, Participation.objects.first_times().filter(pk=row.pk).exists())


@action
def undo(row: Participation, *, by: Member) -> bool:
    """Take a check-in back: what they had answered stays, and who was not asked stands there no more."""
    locked = Participation.objects.select_for_update(of=("self",)).filter(pk=row.pk, outcome=Outcome.CAME).first()
    if locked is None:
        return False
    newcomers.was_not_there(locked, by=by)
    if locked.answer or locked.is_host or locked.role:
        nothing = {"outcome": "", "checked_in_at": None, "checked_in_by": None}
        Participation.objects.filter(pk=row.pk).update(**nothing, from_list=None, came_by_list=None)
    else:
        locked.delete()
    record(RIGHT, of=row.activity, by=by, fields=["people:1"])
    return True


@action
def walk_in(
    activity: Activity, *, name: str, point: ContactPoint, organizer: Member | None, today: date, by: Member
) -> CheckedIn:
    """Write down somebody new who stands at the door, and check them in: both or neither."""
    refuse_closed(activity, today)
    first, _blank, last = " ".join(name.split()).partition(" ")
    columns = {"given_name": first[:100], "family_name": last[:100], "organizer_id": organizer and organizer.pk}
    member = add_member(by=by, columns=columns, contacts=[point])
    return check_in(activity, member, today=today, by=by)


def refuse_closed(activity: Activity, today: date) -> None:
    """Raise Refused for what was cancelled, or is on a day to come: nobody can have been there."""
    if activity.cancelled_at:
        raise Refused(_("It was cancelled, so nobody is checked in. Bring it back first if it takes place after all."))
    if activity.on > today:
        raise Refused(_("It is on a day to come. People are checked in on the day itself, or afterwards."))
