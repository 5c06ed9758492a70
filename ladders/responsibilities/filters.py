"""Responsibilities in the filters of the list of people: who carries one, and who is ready for one that is open."""

from collections import defaultdict
from collections.abc import Sequence
from functools import reduce
from operator import or_
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ladders.models import Holding, Responsibility
from ladders.responsibilities.queries import is_ready
from members.filters import Choice, OneOf
from members.requests import OrgRequest

# Of those that are open, whichever.
ANY = "any"


def _all(request: OrgRequest) -> Sequence[Any]:
    """Return every responsibility with its level and whether there is room, in one statement for each request."""
    if "_responsibilities" not in request.__dict__:
        rows = Responsibility.objects.all().with_counts().select_related("level").order_by("folded", "pk")
        request.__dict__["_responsibilities"] = list(rows)
    found: Sequence[Any] = request.__dict__["_responsibilities"]
    return found


def _chosen(request: OrgRequest, values: tuple[str, ...]) -> list[Any]:
    """Raises ValueError for one that is none here."""
    here = {str(each.pk): each for each in _all(request)}
    if not set(values) <= set(here):
        raise ValueError(values)
    return [here[value] for value in values]


def _names(request: OrgRequest) -> Sequence[Choice]:
    return [(str(each.pk), each.name) for each in _all(request)]


def _active(request: OrgRequest) -> Sequence[Choice]:
    return [(str(each.pk), each.name) for each in _all(request) if each.put_away_at is None]


def _open(request: OrgRequest) -> Sequence[Choice]:
    wanted = [(str(each.pk), each.name) for each in _all(request) if has_room(each)]
    return [(ANY, _("any that is open")), *wanted]


def has_room(responsibility: Any) -> bool:
    return responsibility.put_away_at is None and responsibility.n_held < responsibility.places


def carries(request: OrgRequest, values: tuple[str, ...]) -> Q:
    """Keep those who carry one of these now."""
    wanted = [UUID(str(each.pk)) for each in _chosen(request, values)]
    return Q(Exists(Holding.objects.held().filter(member=OuterRef("pk"), responsibility__in=wanted)))


def _carries_any() -> Q:
    return Q(Exists(Holding.objects.held().filter(member=OuterRef("pk"), responsibility__put_away_at=None)))


def is_ready_for(request: OrgRequest, values: tuple[str, ...]) -> Q:
    """Keep those far enough on the ladder for one of these, who neither carry it nor were asked yet.

    What is filled by now wants nobody, so it keeps nobody.
    """
    wanted = _chosen(request, tuple(value for value in values if value != ANY))
    wanted = _all(request) if ANY in values else wanted  # type: ignore[assignment]
    # By what they ask for: there are few levels, and may be hundreds of responsibilities.
    by_level: dict[UUID | None, list[Any]] = defaultdict(list)
    for each in wanted:
        if has_room(each):
            by_level[each.level_id].append(each)
    return reduce(or_, (is_ready(same[0]) & _is_free_for(same) for same in by_level.values()), Q(pk=None))


def _is_free_for(wanted: Sequence[Any]) -> Q:
    """Say in SQL of a member that there is one of these which they neither carry nor were asked about."""
    now = Holding.objects.current().filter(responsibility=OuterRef("pk"), member=OuterRef(OuterRef("pk")))
    return Q(Exists(Responsibility.objects.filter(~Exists(now), pk__in=[each.pk for each in wanted]).order_by()))


FIELDS = (
    OneOf(name="responsibility", label=gettext_lazy("Carries"), order=54, choices=_active, names=_names, has=carries,
          known=_carries_any, many=True),
    OneOf(name="ready-for", label=gettext_lazy("Is ready for"), order=55, choices=_open, has=is_ready_for,
          names=lambda request: [(ANY, _("any that is open")), *_names(request)]),
)  # fmt: skip
