"""`?place=` of the list of people.

Addresses stay short: a level says which ladder it is of (`level-<id>`), a place without a ladder is of the default one
(`quiet`), and only a place of another ladder names it (`<ladder id>.quiet`).
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from itertools import groupby
from uuid import UUID
from zoneinfo import ZoneInfo

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ladders.models import Ladder, Level, Place, Standing
from ladders.queries import IN_TOUCH, ON_LADDER, place_of
from members.filters import Choice, Day, OneOf
from members.requests import OrgRequest

OTHERS = (
    (ON_LADDER, gettext_lazy("On the ladder")),
    (IN_TOUCH, gettext_lazy("In touch, on no level")),
    (Place.UNSURE.value, gettext_lazy("Not sure yet")),
    (Place.QUIET.value, gettext_lazy("Gone quiet")),
    (Place.OFF.value, gettext_lazy("Never placed, or taken off")),
)


def has(request: OrgRequest, values: tuple[str, ...]) -> Q:
    """Keep the counted people in one of these places. Raises ValueError for a place that is none here."""
    found, ladders = Q(), ladders_of(request)
    for value in values:
        found |= place_of(*_split(value, ladders))
    return found


def choices(request: OrgRequest) -> Sequence[Choice]:
    """List every place of every ladder in use; another ladder's with its name in front."""
    in_use = [(ladder, levels) for ladder, levels in ladders_of(request).values() if not ladder.put_away_at]
    return [choice for ladder, levels in in_use for choice in _places(ladder, levels)]


def names(request: OrgRequest) -> Sequence[Choice]:
    """Name also what a kept view may still ask for: places of a ladder put away, or that a ladder has no more."""
    put_away = _("%(ladder)s (put away)")
    found = []
    for ladder, levels in ladders_of(request).values():
        name = put_away % {"ladder": ladder} if ladder.put_away_at else ladder.name
        found += _places(ladder, levels, name=name, everything=True)
    return found


def ladders_of(request: OrgRequest) -> Mapping[str, tuple[Ladder, list[Level]]]:
    """Return the ladders with their levels, highest first, in one statement for each request."""
    if "_ladders" not in request.__dict__:
        levels = Level.objects.select_related("ladder").order_by("-ladder__is_default", "ladder__name", "-position")
        grouped = groupby(levels, key=lambda level: level.ladder)
        request.__dict__["_ladders"] = {str(ladder.pk): (ladder, list(its)) for ladder, its in grouped}
    found: Mapping[str, tuple[Ladder, list[Level]]] = request.__dict__["_ladders"]
    return found


def _places(ladder: Ladder, levels: Iterable[Level], *, name: str = "", everything: bool = False) -> list[Choice]:
    retired = _("%(level)s (retired)")
    rungs = [(f"level-{level.pk}", retired % {"level": level} if level.retired_at else str(level)) for level in levels]
    others = [
        (value, str(label)) for value, label in OTHERS if everything or ladder.has_unsure or value != Place.UNSURE
    ]
    prefix = "" if ladder.is_default else f"{name or ladder.name}: "
    return [(value_of(ladder, value), f"{prefix}{label}") for value, label in [*rungs, *others]]


def value_of(ladder: Ladder, place: str) -> str:
    """Write a place as it stands in an address."""
    return place if ladder.is_default or place.startswith("level-") else f"{ladder.pk}.{place}"


def _split(value: str, ladders: Mapping[str, tuple[Ladder, list[Level]]]) -> tuple[Ladder, str]:
    head, dot, place = value.rpartition(".")
    for ladder, levels in ladders.values():
        if value.startswith("level-"):
            is_it = any(f"level-{level.pk}" == value for level in levels)
        else:
            is_it = str(ladder.pk) == head if dot else ladder.is_default
        if is_it:
            return ladder, place
    # A ladder without a level yet.
    bare = Ladder.objects.filter(pk=UUID(head)) if dot else Ladder.objects.filter(is_default=True)
    if value.startswith("level-") or (found := bare.first()) is None:
        raise ValueError(value)
    return found, place


def since(first: date | None, until: date | None, _zone: ZoneInfo) -> Q:
    """Keep those who came to where they are on the default ladder on one of these days."""
    bounds = {"since__gte": first, "since__lt": until}
    given = {lookup: day for lookup, day in bounds.items() if day}
    return Q(Exists(Standing.objects.filter(member=OuterRef("pk"), ladder__is_default=True, **given)))


def looked_at(first: date | None, until: date | None, _zone: ZoneInfo) -> Q:
    """Keep those on a level of the default ladder of whom somebody last said so on one of these days."""
    bounds = {"assessment__on__gte": first, "assessment__on__lt": until}
    given = {lookup: day for lookup, day in bounds.items() if day}
    here = Standing.objects.filter(member=OuterRef("pk"), ladder__is_default=True, place=Place.LEVEL)
    return Q(Exists(here.filter(**given)))


FIELDS = (
    OneOf(name="place", label=gettext_lazy("Level"), order=10, choices=choices, names=names, has=has),
    Day(name="place-since", label=gettext_lazy("On this level since"), order=11, source=since),
    Day(name="looked-at", label=gettext_lazy("Level last looked at"), order=11.5, source=looked_at),
)
