"""Series: which days they fall on, and the next ones made some weeks ahead."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

from dateutil.rrule import MONTHLY, WEEKLY, rrule, weekday
from django.db import transaction
from django.db.models import F

from activities.models import Activity, ActivitySeries, Participation
from organizations.models import Organization
from stpnet.db.wrapper import current

AHEAD = timedelta(days=56)
# A series that began long ago is made from here on.
BEHIND = timedelta(days=366)
_A_WEEK = 7
_FIFTH = 4
Every = ActivitySeries.Every


def days(series: ActivitySeries, *, after: date, until: date) -> Iterator[date]:
    """Yield the days it falls on in this span, in order.

    A fifth Tuesday is the last one, and the 31st is the last day of a month that has none: no month is left out.
    """
    first = datetime.combine(series.first_on, time())
    last = min(until, series.until or until)
    rule = _rule(series, first, datetime.combine(last, time()))
    for moment in rule:
        if moment.date() > after:
            yield moment.date()


def _rule(series: ActivitySeries, first: datetime, last: datetime) -> rrule:
    if series.every in (Every.WEEK, Every.FORTNIGHT):
        return rrule(WEEKLY, interval=1 if series.every == Every.WEEK else 2, dtstart=first, until=last)
    if series.every == Every.WEEKDAY:
        nth = (first.day - 1) // _A_WEEK
        on = weekday(first.weekday())(-1 if nth == _FIFTH else nth + 1)
        return rrule(MONTHLY, byweekday=on, dtstart=first, until=last)
    # The last of these days that the month has.
    return rrule(MONTHLY, bymonthday=range(28, first.day + 1) if first.day > 28 else first.day, bysetpos=-1,  # noqa: PLR2004
                 dtstart=first, until=last)  # fmt: skip


def make_ahead(series: ActivitySeries, today: date) -> list[Activity]:
    """Make those of the next weeks that are not made yet, like the last one that is as the others, with its hosts."""
    horizon = today + AHEAD
    with transaction.atomic():
        row = ActivitySeries.objects.select_for_update(of=("self",), no_key=True).get(pk=series.pk)
        after = max(row.made_until, today - BEHIND)
        wanted = list(days(row, after=after, until=horizon)) if row.ended_at is None else []
        # What was said of one alone is not handed on.
        like = Activity.objects.filter(series=row).order_by("is_own_way", "-on", "-pk").first()
        if not wanted or like is None:
            return []
        made = Activity.objects.bulk_create(_alike(like, on) for on in wanted)
        hosts = list(Participation.objects.standing().filter(activity=like, is_host=True, member__archived_at=None))
        Participation.objects.bulk_create(
            Participation(activity=each, member_id=host.member_id, is_host=True, added_by_id=host.added_by_id)
            for each in made
            for host in hosts
        )
        ActivitySeries.objects.filter(pk=row.pk).update(made_until=wanted[-1])
    return made


def _alike(like: Activity, on: date) -> Activity:
    from activities.actions import HANDED_ON  # noqa: PLC0415 - actions make series

    said = {name: getattr(like, name) for name in HANDED_ON}
    return Activity(**said, on=on, series_id=like.series_id, made_by_id=like.made_by_id)


def sweep() -> None:
    """Each night: make what is due of every series that goes on."""
    organization = current().tenant
    assert isinstance(organization, Organization)  # noqa: S101 - sweepers run inside one
    today = organization.today()
    going_on = ActivitySeries.objects.filter(ended_at=None, made_until__lt=today + AHEAD)
    # Those whose end has come have nothing more to make.
    for series in going_on.exclude(until__lte=F("made_until")):
        make_ahead(series, today)
