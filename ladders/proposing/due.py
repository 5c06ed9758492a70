"""Who is to be proposed, as queries: the preview of a rule, the nightly look and their tests ask the same ones.

A rule never overrides a person. What it saw is as old as its filter has kept somebody (`RuleMatch.since`): a person's
word on them that is newer stands, and so does a decision on the same proposal.
"""

from datetime import date, timedelta
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import (
    DateField,
    DateTimeField,
    Exists,
    Expression,
    ExpressionWrapper,
    F,
    Max,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
)
from django.db.models.functions import Coalesce, Greatest, Now, TruncDate

from ladders import registry
from ladders.models import Assessment, Ladder, LevelRule, Place, Proposal, RuleMatch, Standing
from ladders.queries import counted, with_place
from members.models.person import MemberQuerySet

State = Proposal.State
BY_LIST = (Assessment.Source.IMPORT, Assessment.Source.API)
# Sources that are nobody's own word on the person: that a level was retired says nothing of who stood on it.
BY_MACHINE = (*BY_LIST, Assessment.Source.LADDER)


class Due(NamedTuple):
    """Somebody to propose, and what is true of them now."""

    member: UUID
    place: str
    level: UUID | None
    reached_on: date | None = None


def by_rule(rule: LevelRule, people: MemberQuerySet) -> MemberQuerySet:
    """Keep those of the people of a rule's filter whom it is to propose. A rule that is not saved yet sees all anew."""
    kept = RuleMatch.objects.filter(rule=rule.pk, member=OuterRef("pk")) if not rule._state.adding else None  # noqa: SLF001
    since = Now() if kept is None else Coalesce(Subquery(kept.values("since")), Now())
    here = Standing.objects.filter(member=OuterRef("pk"), ladder=rule.ladder)
    newer = here.filter(assessment__created_at__gt=OuterRef("since")).exclude(assessment__source__in=BY_MACHINE)
    found = counted(people, rule.ladder).annotate(since=since).filter(_below(rule, here), ~Exists(newer))
    return _open_to(found, rule.ladder, Q(place=rule.place, level=rule.level), _as_good(rule))


def gone_quiet(people: MemberQuerySet, ladder: Ladder, today: date) -> MemberQuerySet:
    """Keep those on a level whom nothing has reached for as long as the ladder says; 0 days: nobody."""
    quiet = unreached(people, ladder, today)
    # Quiet begins with the last of those days: a decision before that was about another silence.
    since = ExpressionWrapper(F("reached_on") + _days(ladder), output_field=DateTimeField())
    return _open_to(quiet.annotate(since=since), ladder, Q(place=Place.QUIET), Q(place=Place.QUIET))


def unreached(people: MemberQuerySet, ladder: Ladder, today: date) -> MemberQuerySet:
    """Keep those on a level whom nothing has reached, whatever was decided about it; adds `reached_on`."""
    on_level = Standing.objects.filter(member=OuterRef("pk"), ladder=ladder, place=Place.LEVEL)
    found = counted(people, ladder).annotate(reached_on=reached_on(ladder)).filter(Exists(on_level))
    silent: MemberQuerySet = found.filter(reached_on__lte=today - _days(ladder))
    return silent if ladder.quiet_after_days else silent.none()


def reached_on(ladder: Ladder) -> Expression:
    """Return the last day on which something reached somebody, as far as the rooms that are there can tell.

    A person's assessment counts by its own day. Whom a list put on the ladder counts from the day the list came: a list
    of last year's levels must not propose all of them the next morning.
    """
    said = Assessment.objects.filter(member=OuterRef("pk"), ladder=ladder, voided_at=None)
    by_list = said.filter(source__in=BY_LIST).annotate(written=TruncDate("created_at"))
    days = [
        _latest(said.exclude(source__in=BY_MACHINE), "on"),
        _latest(by_list, "written"),
        *(tell(ladder) for tell in registry.reached),
    ]
    return Greatest(*days, output_field=DateField())


def rows(people: MemberQuerySet, ladder: Ladder, *more: str) -> list[Due]:
    """Read who is due, with what is true of them now."""
    found: QuerySet[Any] = with_place(people, ladder).order_by()
    return [Due(*row) for row in found.values_list("pk", "place", "level_id", *more)]


def _below(rule: LevelRule, here: QuerySet[Standing]) -> Q:
    """A level is proposed to those below it or on none; gone quiet, to those on a level."""
    if rule.level is None:
        return Q(Exists(here.filter(place=Place.LEVEL)))
    return ~Q(Exists(here.filter(level__position__gte=rule.level.position)))


def _as_good(rule: LevelRule) -> Q:
    """What makes a proposal needless when it is open: the same place, or a higher level."""
    if rule.level is None:
        return Q(place=Place.QUIET)
    return Q(place=Place.LEVEL, level__position__gte=rule.level.position)


def _open_to(people: MemberQuerySet, ladder: Ladder, same: Q, as_good: Q) -> MemberQuerySet:
    """Leave out for whom it is proposed already, was decided, or waits for a second person."""
    of_them = Proposal.objects.filter(member=OuterRef("pk"), ladder=ladder)
    said = Assessment.objects.filter(ladder=ladder, voided_at=None)
    news = said.exclude(source=Assessment.Source.LADDER)
    lifted = news.filter(member=OuterRef("member"), created_at__gt=OuterRef("decided_at"))
    decided = of_them.filter(
        same, state__in=[State.ACCEPTED, State.DISMISSED], decided_at__gte=OuterRef("since")
    ).exclude(Exists(lifted))
    return people.filter(
        ~Exists(of_them.open().filter(as_good)),
        ~Exists(decided),
        ~Exists(said.to_agree().filter(member=OuterRef("pk"))),
    )


def _days(ladder: Ladder) -> timedelta:
    return timedelta(days=ladder.quiet_after_days)


def _latest(rows: QuerySet[Any], day: str) -> Subquery:
    latest = rows.order_by().values("member").annotate(latest=Max(day)).values("latest")
    return Subquery(latest, output_field=DateField())
