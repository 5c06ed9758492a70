"""`?place=` of the list of people.

Addresses stay short: a level says which ladder it is of (`level-<id>`), a place without a ladder is of the default one
(`quiet`), and only a place of another ladder names it (`<ladder id>.quiet`).
"""

from collections.abc import Iterable, Sequence
from itertools import groupby
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ladders.models import Ladder, Level, Place
from ladders.queries import IN_TOUCH, ON_LADDER, place_filter
from members.filters import Choice
from members.models.person import MemberQuerySet
from members.requests import OrgRequest

OTHERS = (
    (ON_LADDER, gettext_lazy("On the ladder")),
    (IN_TOUCH, gettext_lazy("In touch, on no level")),
    (Place.UNSURE.value, gettext_lazy("Not sure yet")),
    (Place.QUIET.value, gettext_lazy("Gone quiet")),
    (Place.OFF.value, gettext_lazy("Never placed, or taken off")),
)


def apply(people: MemberQuerySet, value: str, _request: OrgRequest) -> MemberQuerySet:
    """Keep the counted people in this place. Raises ValueError for a place that is none here."""
    ladder, place = _split(value)
    return place_filter(people, ladder, place)


def choices(_request: OrgRequest) -> Sequence[Choice]:
    """List every place of every ladder, in one statement; another ladder's with its name in front."""
    levels = Level.objects.select_related("ladder").order_by("-ladder__is_default", "ladder__name", "-position")
    return [
        choice for ladder, its in groupby(levels, key=lambda level: level.ladder) for choice in _places(ladder, its)
    ]


def _places(ladder: Ladder, levels: Iterable[Level]) -> list[Choice]:
    retired = _("%(level)s (retired)")
    names = [(f"level-{level.pk}", retired % {"level": level} if level.retired_at else str(level)) for level in levels]
    others = [(value, str(label)) for value, label in OTHERS if ladder.has_unsure or value != Place.UNSURE]
    prefix = "" if ladder.is_default else f"{ladder.name}: "
    return [(value_of(ladder, value), f"{prefix}{label}") for value, label in [*names, *others]]


def value_of(ladder: Ladder, place: str) -> str:
    """Write a place as it stands in an address."""
    return place if ladder.is_default or place.startswith("level-") else f"{ladder.pk}.{place}"


def _split(value: str) -> tuple[Ladder, str]:
    head, dot, place = value.rpartition(".")
    if dot:
        ladders = Ladder.objects.filter(pk=UUID(head))
    elif value.startswith("level-"):
        ladders = Ladder.objects.filter(levels=UUID(value.removeprefix("level-")))
    else:
        ladders = Ladder.objects.filter(is_default=True)
    if (ladder := ladders.first()) is None:
        raise ValueError(value)
    return ladder, place
