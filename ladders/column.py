"""Columns of the list of people: where each stands on the default ladder, and on the others."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import partial, reduce
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from ladders.models import Level, Place, Standing
from members.models import Member
from members.registry import Column
from members.requests import OrgRequest
from organizations.access import may
from organizations.templatetags.frame import level_badge


class _Nowhere(NamedTuple):
    """What is shown of somebody who has no standing."""

    level: None = None
    place: Place = Place.OFF
    n_levels: int = 5


_NEVER_PLACED = _Nowhere()


def _n_levels() -> QuerySet[Any, Any]:
    """Count the levels in use of the ladder of each standing, for the badge's little ladder."""
    levels = Level.objects.active().filter(ladder=OuterRef("ladder")).order_by().values("ladder")
    counted: QuerySet[Any, Any] = levels.annotate(n=Count("pk")).values("n")
    return counted


def load(_request: OrgRequest, members: Sequence[Member]) -> Mapping[UUID, Any]:
    """Return each one's standing, in one statement; someone counted and never placed is in touch."""
    standings = (
        Standing.objects.filter(member__in=[member.pk for member in members], ladder__is_default=True)
        .select_related("level")
        .annotate(n_levels=Coalesce(Subquery(_n_levels()), 5))
    )
    cells: dict[UUID, Any] = {standing.member_id: standing for standing in standings}
    for member in members:
        if member.status in (Member.Status.CONTACT, Member.Status.MEMBER):
            cells.setdefault(member.pk, _NEVER_PLACED)
    return cells


def load_others(_request: OrgRequest, members: Sequence[Member]) -> Mapping[UUID, Any]:
    """Return where each stands on the ladders in use besides the default one, in one statement."""
    standings = (
        Standing.objects.filter(member__in=[member.pk for member in members], ladder__is_default=False)
        .filter(ladder__put_away_at=None)
        .exclude(place=Place.OFF)
        .select_related("level", "ladder")
        .annotate(n_levels=Coalesce(Subquery(_n_levels()), 5))
        .order_by("ladder__name", "pk")
    )
    cells: dict[UUID, list[Any]] = defaultdict(list)
    for standing in standings:
        cells[standing.member_id].append(standing)
    return cells


def plain_others(request: OrgRequest, members: Sequence[Member]) -> Mapping[UUID, str]:
    """Write it as a file says it: "Safety: 2 Keeps watch; Coaches: Gone quiet"."""
    found = load_others(request, members)
    return {pk: "; ".join(f"{each.ladder.name}: {_words(each)}" for each in cell) for pk, cell in found.items()}


def plain(request: OrgRequest, members: Sequence[Member]) -> Mapping[UUID, str]:
    """Write where each one is as a file says it: "3 Brings others", or the place that is no level."""
    return {pk: _words(cell) for pk, cell in load(request, members).items()}


def _words(cell: Any) -> str:
    if not isinstance(cell, Standing) or cell.place == Place.OFF:
        return _("In touch")
    return f"{cell.level.position} {cell.level.name}" if cell.level else str(Place(cell.place).label)


def position() -> Subquery:
    """Sort by the level on the default ladder; those on none come last."""
    here = Standing.objects.filter(member=OuterRef("pk"), ladder__is_default=True)
    return Subquery(here.values("level__position")[:1])


def short_assessment(request: OrgRequest) -> str:
    """Return the address of the short assessment, with a mark for whom; empty for those who make none."""
    nobody = UUID(int=0)
    if not may(request, "assessment.make"):
        return ""
    return reverse("ladders:assess_default", args=[request.organization.slug, nobody]).replace(str(nobody), "{id}")


def _badge(cell: Any) -> SafeString:
    return level_badge(cell.level, place=cell.place, of=cell.n_levels)


def _badges(cells: Sequence[Any]) -> SafeString:
    badge = '<span class="nw"><small class="soft">{}:</small> {}</span>'
    drawn = [format_html(badge, each.ladder.name, _badge(each)) for each in cells]
    return reduce(partial(format_html, "{}<br>{}"), drawn)


LOCKED = gettext_lazy(
    "A level follows from what somebody was seen doing, so it is not typed: Enter opens the short assessment."
)
COLUMN = Column(
    "level", gettext_lazy("Level"), load, 10, _badge, sort=position, is_bare=True, locked=LOCKED,
    opens=short_assessment, plain=plain,
)  # fmt: skip
# Loaded only where somebody chose it: most groups have one ladder.
OTHERS = Column(
    "other-levels", gettext_lazy("On other ladders"), load_others, 11, _badges, usual=False,
    locked=LOCKED, opens=short_assessment, plain=plain_others,
)  # fmt: skip
