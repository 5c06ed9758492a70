"""What could be the next step: what the level aimed at looks like and nobody has seen yet, and what they could carry."""

from collections.abc import Sequence
from typing import Any, NamedTuple
from uuid import UUID

from django.db.models import Case, CharField, F, IntegerField, Q, QuerySet, UUIDField, Value, When
from django.db.models.functions import Cast

from ladders.models import Assessment, DevelopmentPlan, Holding, LevelSign, PlanStep, Responsibility, SignSeen
from members.models import Member

# Signs stand first, by their own order.
_BEHIND = 1000
# More than somebody can weigh at once is no help.
_TO_CARRY = 5


class Suggestion(NamedTuple):
    """A step that one tap puts into the plan that aims at this level."""

    level: UUID
    text: str
    kind: str
    responsibility: UUID | None
    skill: UUID | None


def suggestions(member: Member, plans: Sequence[DevelopmentPlan]) -> list[Suggestion]:
    """Return what fits the levels aimed at, in one statement: signs first, then what is open to carry."""
    if not plans:
        return []
    parts = _signs(member, plans).union(*(_responsibilities(member, plan) for plan in plans), all=True)
    return [Suggestion(*row[:5]) for row in parts.order_by("at", "what")]


def _signs(member: Member, plans: Sequence[DevelopmentPlan]) -> QuerySet[Any, Any]:
    """Return the signs of these levels that nobody has seen in the member in an assessment that counts."""
    said = Assessment.objects.counting().filter(member=member).order_by().values("pk")
    seen = SignSeen.objects.filter(assessment__in=said, sign__isnull=False).order_by().values("sign")
    signs = LevelSign.objects.filter(level__in=[plan.aims_at_id for plan in plans]).exclude(pk__in=seen)
    # A sign that names a skill is something to learn.
    kind = Case(When(skill=None, then=Value(PlanStep.Kind.EXPERIENCE)), default=Value(PlanStep.Kind.SKILL))
    return _formed(signs, F("level_id"), F("text"), kind, Value(None), F("skill_id"), F("position"))


def _responsibilities(member: Member, plan: DevelopmentPlan) -> QuerySet[Any, Any]:
    """Return what somebody is wanted for and one is ready for at the level aimed at, unless they were asked already."""
    theirs = Holding.objects.current().filter(member=member).order_by().values("responsibility")
    fits = Responsibility.objects.with_room().exclude(pk__in=theirs)
    ready = fits.filter(Q(level=None) | Q(level__ladder=plan.ladder_id, level__position__lte=plan.aims_at.position))
    # What asks for most comes first; what anybody may carry fills up the rest.
    nearest = ready.order_by(F("level__position").desc(nulls_last=True), "folded", "pk").values("pk")[:_TO_CARRY]
    few = Responsibility.objects.filter(pk__in=nearest)
    kind = Value(PlanStep.Kind.RESPONSIBILITY)
    return _formed(few, Value(plan.aims_at_id), F("name"), kind, F("pk"), Value(None), Value(_BEHIND))


def _formed(
    found: QuerySet[Any], level: Any, text: Any, kind: Any, thing: Any, skill: Any, at: Any
) -> QuerySet[Any, Any]:
    """Bring both into one form, so that they come in one statement."""
    formed: QuerySet[Any, Any] = found.order_by().annotate(
        aims=Cast(level, UUIDField()),
        what=Cast(text, CharField()),
        as_kind=Cast(kind, CharField()),
        thing=Cast(thing, UUIDField()),
        learned=Cast(skill, UUIDField()),
        at=Cast(at, IntegerField()),
    )
    return formed.values_list("aims", "what", "as_kind", "thing", "learned", "at")
