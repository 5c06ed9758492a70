"""What people did within given days, as filters of the list of people: a figure of a dashboard and its list are one query.

A value is written `one-to-one.2026-10-01.2026-11-20`; both days count. What people came to may be narrowed by its kind:
`came.2026-10-01.2026-11-20.meeting`.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple

from django.db.models import Exists, OuterRef, Q
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from activities import queries
from activities.models import Activity, Participation
from conversations.heard.latest import contacts, one_to_ones
from conversations.models import Commitment, Conversation
from ladders.models import Assessment, Place, Standing
from ladders.moved import Dated
from members.filters import Choice, OneOf
from members.filters.kinds import Values
from members.filters.tree import Condition
from members.requests import OrgRequest
from organizations import periods

TALKED, DID, PROMISED = "talked", "did", "said-yes"
ANY = "any"
LEVEL_BY, BY_LIST, BY_PEOPLE = "level-by", "list", "people"
_PERIODS = ("quarter", "last-quarter", "year")


class Told(NamedTuple):
    """What happened, between two days, to what kind of activity."""

    what: str
    first: date
    last: date
    kind: str = ""


def _attempts() -> Any:
    return Conversation.objects.kept().exclude(outcome=Conversation.Outcome.REACHED).filter(
        participants__member=OuterRef("pk")
    )  # fmt: skip


def _promises() -> Any:
    return Commitment.objects.standing().filter(member=OuterRef("pk"))


def _came() -> Any:
    return Participation.objects.filter(member=OuterRef("pk")).came()


def _first() -> Any:
    return Participation.objects.filter(member=OuterRef("pk")).first_times()


_TALKS: Mapping[str, Callable[[], Any]] = {"one-to-one": one_to_ones, "reached": contacts, "tried": _attempts}
_DEEDS: Mapping[str, Callable[[], Any]] = {
    "came": _came,
    "first": _first,
    "again-7": lambda: _first().filter(queries.again(queries.SOON)),
    "again-30": lambda: _first().filter(queries.again(queries.LATER)),
    "hosted": lambda: Participation.objects.filter(member=OuterRef("pk"), is_host=True).standing(),
}
_PROMISES: Mapping[str, Callable[[], Any]] = {
    ANY: _promises,
    "kept": lambda: _promises().filter(state="kept"),
    "not_kept": lambda: _promises().filter(state="not_kept"),
    "changed": lambda: _promises().filter(state="changed"),
    "open": lambda: _promises().filter(state="open"),
}
_SAYS: Mapping[str, str | Promise] = {
    "one-to-one": lazy("had a one-to-one"),
    "reached": lazy("reached in any way"),
    "tried": lazy("an attempt that reached nobody"),
    "came": lazy("came to something"),
    "first": lazy("came for the first time"),
    "again-7": lazy("came for the first time, and again within 7 days"),
    "again-30": lazy("came for the first time, and again within 30 days"),
    "hosted": lazy("hosted something"),
    ANY: lazy("said yes to something"),
    "kept": lazy("said yes, and kept it"),
    "not_kept": lazy("said yes, and did not keep it"),
    "changed": lazy("said yes, and it changed into something else"),
    "open": lazy("said yes, and there is no word yet"),
}


def talked(what: str, first: date, last: date) -> Condition:
    """Ask for those with whom somebody talked (`one-to-one`, `reached`) or tried to (`tried`) on one of these days."""
    return Condition(TALKED, "is", (f"{what}.{first}.{last}",))


def did(what: str, first: date, last: date, kind: str = "") -> Condition:
    """Ask for those who `came`, came `first`, came `again-7`, or `hosted` something of these days."""
    return Condition(DID, "is", (".".join([what, first.isoformat(), last.isoformat(), *([kind] if kind else [])]),))


def promised_by(what: str, first: date, last: date) -> Condition:
    """Ask for those who said yes to something on one of these days (`any`), or of whom it went as `what` says."""
    return Condition(PROMISED, "is", (f"{what}.{first}.{last}",))


def parse(request: OrgRequest, value: str) -> Told:
    """Read what stands in an address. Raises ValueError for what means nothing."""
    what, *rest = value.split(".")
    if rest and rest[0] in _PERIODS:
        period = periods.named(rest.pop(0), request.organization)
        days = [period.since, period.last]
    else:
        days = [date.fromisoformat(rest.pop(0) if rest else "") for _end in range(2)]
    kind = rest.pop(0) if rest else ""
    if rest or days[0] > days[1] or (kind and kind not in Activity.Kind.values):
        raise ValueError(value)
    return Told(what, days[0], days[1], kind)


def has_talked(request: OrgRequest, values: Values) -> Q:
    """Keep those whom any of these names. Raises ValueError."""
    found = Q()
    for told in (parse(request, value) for value in values):
        if told.what not in _TALKS or told.kind:
            raise ValueError(values)
        found |= Q(Exists(_TALKS[told.what]().filter(on__range=(told.first, told.last))))
    return found


def has_done(request: OrgRequest, values: Values) -> Q:
    """Keep those whom any of these names. Raises ValueError."""
    found = Q()
    for told in (parse(request, value) for value in values):
        if told.what not in _DEEDS:
            raise ValueError(values)
        rows = _DEEDS[told.what]().filter(activity__on__range=(told.first, told.last))
        found |= Q(Exists(rows.filter(activity__kind=told.kind) if told.kind else rows))
    return found


def has_promised(request: OrgRequest, values: Values) -> Q:
    """Keep those whom any of these names. Raises ValueError."""
    found = Q()
    for told in (parse(request, value) for value in values):
        if told.what not in _PROMISES or told.kind:
            raise ValueError(values)
        found |= Q(Exists(_PROMISES[told.what]().filter(said_on__range=(told.first, told.last))))
    return found


def _levels_by(_request: OrgRequest) -> Sequence[Choice]:
    return [(BY_PEOPLE, _("people here")), (BY_LIST, _("a list, and nobody has looked since"))]


def has_level_by(_request: OrgRequest, values: Values) -> Q:
    """Keep those on a level of the default ladder whose level was said by people here, or came by a list."""
    if not set(values) <= {BY_LIST, BY_PEOPLE}:
        raise ValueError(values)
    here = Standing.objects.filter(member=OuterRef("pk"), ladder__is_default=True, place=Place.LEVEL)
    by_list = Q(assessment__source=Assessment.Source.IMPORT)
    wanted = Q() if len(set(values)) > 1 else by_list if BY_LIST in values else ~by_list
    return Q(Exists(here.filter(wanted)))


def in_words(request: OrgRequest, value: str) -> str:
    """Say it: "came to something, Oct 1 to Nov 20, 2026"."""
    told = parse(request, value)
    what = str(_SAYS[told.what])
    if told.kind:
        what = f"{what} ({str(Activity.Kind(told.kind).label).lower()})"
    days = {"first": date_format(told.first, "M j, Y"), "last": date_format(told.last, "M j, Y")}
    return _("%(what)s, %(first)s to %(last)s") % {"what": what, **days}


def _offered(whats: Mapping[str, Any]) -> Callable[[OrgRequest], Sequence[Choice]]:
    """Offer each for the periods of the calendar: a kept view goes on with it."""

    def choices(_request: OrgRequest) -> Sequence[Choice]:
        labels = dict(periods.CHOICES)
        return [(f"{what}.{period}", f"{_SAYS[what]}: {labels[period]}") for period in _PERIODS for what in whats]

    return choices


FIELDS = (
    Dated(name=TALKED, label=lazy("Talked within days"), order=73.5, choices=_offered(_TALKS), has=has_talked,
          say=in_words),
    Dated(name=DID, label=lazy("Came within days"), order=61.05, choices=_offered(_DEEDS), has=has_done, say=in_words),
    Dated(name=PROMISED, label=lazy("Said yes within days"), order=73.6, choices=_offered(_PROMISES), has=has_promised,
          say=in_words),
    OneOf(name=LEVEL_BY, label=lazy("Level said by"), order=13.5, choices=_levels_by, has=has_level_by),
)  # fmt: skip
