"""Who is ready for a responsibility, who carries it, and what somebody carries."""

from typing import Any, NamedTuple

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Case, Count, Exists, F, OuterRef, Q, QuerySet, Subquery, When
from django.db.models.functions import Coalesce, JSONObject

from ladders.models import Holding, Place, Responsibility, Standing
from members.models import Member, TeamMember
from members.models.person import MemberQuerySet
from members.requests import OrgRequest
from organizations.permissions import PERMISSIONS, Scope

# Whoever carries so much already is not asked for more.
ENOUGH = 2
# So many who are ready are named; all of them are a filter of the list away.
NAMED = 12


class Ready(NamedTuple):
    """Who could be asked, by name; how many there are, and how many carry enough already."""

    people: list[Any]
    n: int
    n_laden: int


def scope_of(request: OrgRequest) -> Scope:
    return PERMISSIONS["responsibility.edit"].scope(request.roles)


def edits(request: OrgRequest) -> Any:
    """Return what the signed-in person may change, whatever page they are on."""
    return Responsibility.objects.all().within(scope_of(request), request.member)


def seen(request: OrgRequest) -> MemberQuerySet:
    people: MemberQuerySet = Member.objects.people().visible_to(request)
    return people


def is_ready(responsibility: Responsibility) -> Q:
    """Say in SQL who stands on the level it asks for, or higher, on that ladder; anybody counted where it asks none."""
    counted = Q(status__in=Member.Status.counted(staff=False))
    level = responsibility.level
    if level is None:
        return counted
    here = Standing.objects.filter(member=OuterRef("pk"), ladder=level.ladder_id, place=Place.LEVEL)
    return counted & Q(Exists(here.filter(level__position__gte=level.position)))


def ready(request: OrgRequest, responsibility: Responsibility) -> Ready:
    """Find whom one could ask: far enough on the ladder, in one's reach, carrying little so far.

    Nobody is ranked: those of its team come first, as they know it, and then the alphabet decides.
    """
    now = Holding.objects.current().filter(responsibility=responsibility, member=OuterRef("pk"))
    able: QuerySet[Any] = seen(request).filter(is_ready(responsibility)).exclude(Exists(now))
    able = able.annotate(n_held=n_held())
    free = Q(n_held__lt=ENOUGH)
    counts = able.order_by().aggregate(n=Count("pk", filter=free), laden=Count("pk", filter=~free))
    shown = able.filter(free).annotate(said_no=_said_no(responsibility), level_name=_level_name(responsibility))
    in_team = TeamMember.objects.current().filter(team=responsibility.team_id, member=OuterRef("pk"))
    shown = shown.annotate(in_team=Exists(in_team)).order_by("-in_team", "sorted_as", "pk")
    return Ready(list(shown[:NAMED]), counts["n"], counts["laden"])


def n_held() -> Any:
    """Count what somebody carries now, as a part of a query of people."""
    held = Holding.objects.held().filter(member=OuterRef("pk"), responsibility__put_away_at=None)
    return Coalesce(Subquery(held.order_by().values("member").annotate(n=Count("pk")).values("n")), 0)


def _said_no(responsibility: Responsibility) -> Subquery:
    """The last day on which somebody said not now."""
    no = Holding.objects.filter(responsibility=responsibility, member=OuterRef("pk"), since=None)
    return Subquery(no.exclude(until=None).order_by("-until").values("until")[:1])


def _level_name(responsibility: Responsibility) -> Subquery:
    """Where somebody stands: on the ladder of the level asked for, else on the default one."""
    here = Standing.objects.filter(member=OuterRef("pk"))
    level = responsibility.level
    here = here.filter(ladder=level.ladder_id) if level else here.filter(ladder__is_default=True)
    return Subquery(here.values("level__name")[:1])


def listed() -> Any:
    """Return every responsibility with how many carry it and were asked, the team's and the level's name beside it."""
    return Responsibility.objects.all().with_counts().select_related("team", "level")


def holdings(request: OrgRequest, responsibility: Responsibility) -> list[Holding]:
    """Return who was asked and who carries it, as far as the reader may see people; the current ones first."""
    goes_on = Case(When(until=None, then=0), default=1)
    rows = responsibility.holdings.filter(member__in=seen(request).order_by().values("pk"))
    return list(rows.select_related("member").order_by(goes_on, "-since", "-created_at", "pk"))


def carried_by(_request: OrgRequest) -> ArraySubquery:
    """Return a part of a query of one person: what they carry, were asked and did carry, the latest first."""
    mine = Holding.objects.filter(member=OuterRef("pk")).order_by("-created_at", "-pk")
    shown = JSONObject(
        pk=F("pk"),
        responsibility=F("responsibility_id"),
        name=F("responsibility__name"),
        asked_on=F("asked_on"),
        since=F("since"),
        until=F("until"),
        words=F("words"),
        how_it_went=F("how_it_went"),
    )
    return ArraySubquery(mine.values(json=shown))
