"""What changes activities: made, changed, moved, cancelled and brought back."""

from datetime import date, time, timedelta
from typing import TypedDict

from django.db.models import Exists, OuterRef
from django.db.models.functions import Now
from django.utils import timezone
from django.utils.formats import date_format, time_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from activities import recurring
from activities.models import Activity, ActivitySeries, Participation, Skill
from audit.recording import action, record
from members import normal
from members.models import Member, Team, Unit

RIGHT = "activity.edit"
# What one of a series hands on to those that follow.
HANDED_ON = ("kind", "name", "folded", "begins", "ends", "place", "about", "unit", "team", "skill", "expected",
             "follow_up_days")  # fmt: skip


class Refused(Exception):
    """Not done, and why, in a sentence; `field` is the one it is about."""

    def __init__(self, sentence: str, field: str | None = None) -> None:
        super().__init__(sentence)
        self.field = field


class Said(TypedDict):
    """What a form says of an activity."""

    kind: str
    name: str
    on: date
    begins: time | None
    ends: time | None
    place: str
    about: str
    unit: Unit | None
    team: Team | None
    skill: Skill | None
    expected: int | None
    follow_up_days: int


def fold(name: str) -> str:
    """Return a name as it is compared with others."""
    return normal.fold(name)[:120] or name


@action
def make(*, said: Said, every: str = "", until: date | None = None, today: date, by: Member | None) -> Activity:
    """Write down something to come, or that was; `every` makes it the first of a series."""
    if until and until < said["on"]:
        raise Refused(_("The last one is not before the first."), "until")
    series = None
    if every:
        first = said["on"]
        series = ActivitySeries.objects.create(every=every, first_on=first, made_until=first, until=until)
    made: Activity = Activity.objects.create(**said, folded=fold(said["name"]), series=series, made_by=by)
    record(RIGHT, of=made, by=by, fields=["made"])
    if series:
        recurring.make_ahead(series, today)
    return made


@action
def edit(activity: Activity, *, said: Said, those_after: bool, today: date, by: Member) -> list[str]:
    """Say anew what it is; returns what changed. Another day moves this one alone, also of a series."""
    row = Activity.objects.select_for_update(of=("self",), no_key=True).get(pk=activity.pk)
    wanted = {**said, "folded": fold(said["name"])}
    changed = [name for name, value in wanted.items() if getattr(row, name) != value]
    if "on" in changed:
        _refuse_move(row, said["on"], today)
        row.moved_from, row.moved_at = row.on, timezone.now()
    for name in changed:
        setattr(row, name, wanted[name])
    if those_after or set(changed) & set(HANDED_ON):
        row.is_own_way = bool(row.series_id) and not those_after
    row.save(update_fields=[*changed, "moved_from", "moved_at", "is_own_way"])
    if those_after and row.series_id:
        # What was held stays as it was held.
        since = max(row.on, today - timedelta(days=1))
        after = Activity.objects.filter(series=row.series_id, on__gt=since, cancelled_at=None)
        after.update(**{name: wanted[name] for name in HANDED_ON if name in wanted}, is_own_way=False)
    if changed or those_after:
        record(RIGHT, of=row, by=by, fields=[*changed, *(["those after it"] if those_after else [])])
    activity.refresh_from_db()
    return changed


def _refuse_move(row: Activity, on: date, today: date) -> None:
    """Who was there was there on its day: that day may be set right, and is not one to come."""
    n = Participation.objects.came().filter(activity=row).count()
    if n and on > today:
        sentence = ngettext(
            "%d person came on this day already, so it cannot be on a day to come. Make another one for that day.",
            "%d people came on this day already, so it cannot be on a day to come. Make another one for that day.",
            n,
        )
        raise Refused(sentence % n, "on")


@action
def cancel(activity: Activity, *, because: str, by: Member) -> int | None:
    """Say that it does not take place. Who was checked in by then was there, and stays so; returns how many.

    None when somebody was quicker.
    """
    held = Activity.objects.held().filter(pk=activity.pk)
    if not held.update(cancelled_at=Now(), cancelled_because=because):
        return None
    record(RIGHT, of=activity, by=by, fields=["cancelled"])
    return Participation.objects.came().filter(activity=activity).count()


@action
def bring_back(activity: Activity, *, by: Member) -> bool:
    """Let it take place after all, with everyone who was invited."""
    cancelled = Activity.objects.exclude(cancelled_at=None).filter(pk=activity.pk)
    if not cancelled.update(cancelled_at=None, cancelled_because=""):
        return False
    record(RIGHT, of=activity, by=by, fields=["brought back"])
    return True


@action
def end_series(activity: Activity, *, today: date, by: Member) -> int:
    """Let no more of its series come. Of those to come, others that nobody was asked to go; the rest can be called off."""
    series = activity.series
    if series is None or not ActivitySeries.objects.filter(pk=series.pk, ended_at=None).update(ended_at=Now()):
        return 0
    # Those made ahead came with their hosts, whom nobody has asked to this one.
    bare = {"answer": "", "outcome": "", "role": "", "follow_up_by": None}
    asked = Participation.objects.filter(activity=OuterRef("pk")).exclude(is_host=True, **bare)
    to_come = Activity.objects.filter(series=series, on__gt=today).exclude(pk=activity.pk)
    n: int = to_come.filter(~Exists(asked)).delete()[1].get(Activity._meta.label, 0)  # noqa: SLF001 - the model's name
    record(RIGHT, of=series, by=by, fields=["series ended"])
    return n


def when(activity: Activity, today: date) -> str:
    """Say its day as people do: today, tomorrow, or the date; with the time where there is one."""
    near = {today: _("Today"), today + timedelta(days=1): _("Tomorrow"), today - timedelta(days=1): _("Yesterday")}
    day = near.get(activity.on) or date_format(activity.on, "D, M j" if activity.on.year == today.year else "M j, Y")
    if activity.begins is None:
        return day
    begins = time_format(activity.begins, "g:i a")
    if activity.ends is None:
        return _("%(day)s, %(time)s") % {"day": day, "time": begins}
    times = {"day": day, "time": begins, "ends": time_format(activity.ends, "g:i a")}
    return _("%(day)s, %(time)s to %(ends)s") % times
