"""Who has which skill: who came to a training of it, and of whom somebody said so."""

from collections.abc import Collection, Mapping
from typing import Any
from uuid import UUID

from django.db.models import Count, DateField, Exists, OuterRef, Q, QuerySet, UUIDField, Value
from django.db.models.functions import Cast

from activities.models import Activity, HasSkill, Participation, Skill


def trained() -> QuerySet[Participation]:
    """Return who was at a training, with the skill it gives."""
    return Participation.objects.came().filter(activity__kind=Activity.Kind.TRAINING, activity__skill__isnull=False)


def has(skills: Collection[UUID]) -> Q:
    """Say of a Member that they have one of these skills."""
    here = OuterRef("pk")
    learned = trained().filter(member=here, activity__skill__in=skills)
    return Q(Exists(learned)) | Q(Exists(HasSkill.objects.filter(member=here, skill__in=skills)))


def has_any() -> Q:
    return Q(Exists(trained().filter(member=OuterRef("pk")))) | Q(
        Exists(HasSkill.objects.filter(member=OuterRef("pk")))
    )


def of_person(member: UUID) -> list[dict[str, Any]]:
    """List somebody's skills by name, each with the day since when, the training and the word of who said so."""
    nothing = Cast(Value(None), UUIDField())
    columns = ("skill_id", "skill_name", "since", "activity_pk", "row_pk")
    learned = (
        trained()
        .filter(member=member)
        .order_by()
        .values_list("activity__skill", "activity__skill__name", "activity__on", "activity", nothing)
    )
    said = (
        HasSkill.objects.filter(member=member)
        .order_by()
        .values_list("skill", "skill__name", Cast("said_on", DateField()), nothing, "pk")
    )
    rows = [dict(zip(columns, row, strict=True)) for row in learned.union(said, all=True).order_by()]
    first: dict[UUID, dict[str, Any]] = {}
    for row in sorted(rows, key=lambda row: row["since"]):
        first.setdefault(row["skill_id"], row)
    return sorted(first.values(), key=lambda row: row["skill_name"].casefold())


def held(members: Collection[UUID], skills: Collection[UUID]) -> Mapping[tuple[UUID, UUID], Any]:
    """Return since when these people have these skills, in one statement."""
    learned = trained().filter(member__in=members, activity__skill__in=skills).order_by()
    said = HasSkill.objects.filter(member__in=members, skill__in=skills).order_by()
    rows = (
        learned.values_list("member", "activity__skill", "activity__on")
        .union(said.values_list("member", "skill", "said_on"), all=True)
        .order_by()
    )
    found: dict[tuple[UUID, UUID], Any] = {}
    for member, skill, since in rows:
        found[member, skill] = min(since, found.get((member, skill), since))
    return found


def listed() -> QuerySet[Skill]:
    """Return every skill with how many trainings give it."""
    return Skill.objects.annotate(n_trainings=Count("trainings", filter=Q(trainings__cancelled_at=None))).order_by(
        "folded"
    )
