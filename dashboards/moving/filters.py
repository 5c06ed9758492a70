"""What the pages of movement ask of the list of people, so that each of their figures opens whom it counts."""

from collections.abc import Sequence
from datetime import date, timedelta

from django.db.models import Q
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from dashboards.moving import cohorts, spells
from ladders import filters as places
from ladders.models import Ladder, Level
from ladders.moved import Dated, span
from ladders.queries import ON_LADDER
from members.filters import Choice, OneOf
from members.filters.kinds import Values
from members.models import Member
from members.requests import OrgRequest
from organizations import periods


def climbed(first: date, last: date, level: Level) -> str:
    """Write who moved up from a level within the days (from the end of one to the end of the other)."""
    return f"{first}.{last}.{level.pk}"


def _climbed(request: OrgRequest, values: Values) -> Q:
    found = Q()
    for value in values:
        first, last, level = _read_climbed(request, value)
        stays = spells.moved_up(level.ladder, first, last).filter(level=level)
        counted = {"status__in": Member.Status.counted(staff=level.ladder.counts_staff)}
        found |= Q(pk__in=stays.order_by().values("member"), **counted)
    return found


def _read_climbed(request: OrgRequest, value: str) -> tuple[date, date, Level]:
    first, last, pk = value.split(".")
    for _ladder, levels in places.ladders_of(request).values():
        for level in levels:
            if str(level.pk) == pk:
                return *span(first, last), level
    raise ValueError(value)


def _say_climbed(request: OrgRequest, value: str) -> str:
    first, last, level = _read_climbed(request, value)
    return f"{level}, {_days(first + timedelta(days=1), last)}"


def _offer_climbed(request: OrgRequest) -> Sequence[Choice]:
    """Offer the levels below the top of the default ladder, for this year."""
    year = periods.named("year", request.organization)
    levels = [level for level in _default(request)[1] if not level.retired_at]
    return [
        (climbed(year.first, year.last, level), _("%(level)s, this year") % {"level": level}) for level in levels[1:]
    ]


def came(ladder: Ladder, by: str, first: date, last: date) -> str:
    """Write who first came on one of these days; another ladder than the default one by its id."""
    return ".".join([f"{first}.{last}", by, *([] if ladder.is_default else [str(ladder.pk)])])


def _came(request: OrgRequest, values: Values) -> Q:
    found = Q()
    for value in values:
        ladder, by, first, last = _read_came(request, value)
        there = cohorts.came_between(Member.objects.all(), ladder, by, first, last)
        found |= Q(pk__in=there.order_by().values("pk"))
    return found


def _read_came(request: OrgRequest, value: str) -> tuple[Ladder, str, date, date]:
    first, last, by, *named = value.split(".")
    if by not in (cohorts.LADDER, cohorts.ACTIVITY) or len(named) > 1:
        raise ValueError(value)
    return _ladder(request, "".join(named)), by, *span(first, last)


def _say_came(request: OrgRequest, value: str) -> str:
    _ladder_asked, by, first, last = _read_came(request, value)
    return f"{_('to something') if by == cohorts.ACTIVITY else _('onto the ladder')}, {_days(first, last)}"


def _offer_came(request: OrgRequest) -> Sequence[Choice]:
    """Offer the quarters that the page of cohorts shows, by when somebody came onto the default ladder."""
    if not places.ladders_of(request):
        return []
    ladder = _default(request)[0]
    spans = cohorts.quarters(request.organization)
    return [
        (came(ladder, by, first, last), f"{name}: {label}")
        for by, label in ((cohorts.LADDER, _("onto the ladder")), (cohorts.ACTIVITY, _("to something")))
        for name, first, last in spans
    ]


def stalled_at(ladder: Ladder, level: Level | None = None) -> str:
    """Write who stands on a level, or on any, for longer than is usual and has no open step."""
    return str(level.pk) if level else places.value_of(ladder, ON_LADDER)


def _stalled(request: OrgRequest, values: Values) -> Q:
    found = Q()
    today = request.organization.today()
    for value in values:
        ladder, level = _read_stalled(request, value)
        kept = spells.stalled(ladder, today, spells.usual(ladder, today))
        member = Q(pk__in=(kept.filter(level=level) if level else kept).values("member"))
        found |= member & Q(status__in=Member.Status.counted(staff=ladder.counts_staff))
    return found


def _read_stalled(request: OrgRequest, value: str) -> tuple[Ladder, Level | None]:
    for ladder, levels in places.ladders_of(request).values():
        if value == places.value_of(ladder, ON_LADDER):
            return ladder, None
        for level in levels:
            if str(level.pk) == value:
                return ladder, level
    raise ValueError(value)


def _offer_stalled(request: OrgRequest) -> Sequence[Choice]:
    """Offer any level of each ladder in use, and each level of it."""
    found: list[Choice] = []
    for ladder, levels in places.ladders_of(request).values():
        if not ladder.put_away_at:
            prefix = "" if ladder.is_default else f"{ladder.name}: "
            found.append((stalled_at(ladder), prefix + _("on any level")))
            found += [(stalled_at(ladder, level), f"{prefix}{level}") for level in levels if not level.retired_at]
    return found


def _default(request: OrgRequest) -> tuple[Ladder, list[Level]]:
    here = places.ladders_of(request).values()
    return next(((ladder, levels) for ladder, levels in here if ladder.is_default), (Ladder(), []))


def _ladder(request: OrgRequest, named: str) -> Ladder:
    """Find a ladder by its id, or the default one. Raises ValueError."""
    for ladder, _levels in places.ladders_of(request).values():
        if str(ladder.pk) == named if named else ladder.is_default:
            return ladder
    raise ValueError(named)


def _days(first: date, last: date) -> str:
    return _("%(first)s to %(last)s") % {
        "first": date_format(first, "M j, Y"),
        "last": date_format(last, "M j, Y"),
    }


FIELDS = (
    Dated(
        name="climbed", label=lazy("Moved up from"), order=13.1, choices=_offer_climbed, has=_climbed, say=_say_climbed
    ),
    Dated(name="came-first", label=lazy("First came"), order=13.2, choices=_offer_came, has=_came, say=_say_came),
    OneOf(
        name="stalled",
        label=lazy("Longer on a level than is usual, with no step planned"),
        order=13.3,
        choices=_offer_stalled,
        has=_stalled,
    ),
)
