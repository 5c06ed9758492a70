"""Who has which skill: who came to a training of it, and of whom somebody said so."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count, DateField, Exists, F, OuterRef, Q, QuerySet, Subquery, UUIDField, Value
from django.db.models.functions import Cast, JSONObject
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from activities.models import Activity, HasSkill, Participation, Skill

# More trainings than these nobody weighs at once.
_NEXT = 3


class Known(NamedTuple):
    """That somebody has a skill: since which day, and from which training; without one, somebody said so."""

    skill: str
    on: date
    training: str = ""

    @property
    def sentence(self) -> str:
        """Say it beside a sign or a step."""
        says = {"skill": self.skill, "month": date_format(self.on, "F Y"), "training": self.training}
        if self.training:
            return _("Has “%(skill)s” since %(month)s, from “%(training)s”") % says
        return _("Has “%(skill)s” since %(month)s") % says

    @property
    def line(self) -> str:
        """Say it as a line of evidence, or of how a step went."""
        says = {"skill": self.skill, "on": date_format(self.on, "M j, Y"), "training": self.training}
        if self.training:
            return _("Learned on %(on)s at “%(training)s”") % says
        return _("Known since %(on)s: %(skill)s") % says


class Coming(NamedTuple):
    """A training that lies ahead."""

    pk: UUID
    name: str
    on: date


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


def since(member: Any, *, skill: str = "skill") -> JSONObject:
    """Return, as a part of a statement of rows that name a skill, since when this member has it; `read` reads it.

    So a page that shows signs or steps learns of it without a statement of its own. `member` is one, or an OuterRef.
    """
    theirs = trained().filter(member=member, activity__skill=OuterRef(skill)).order_by("activity__on", "activity")
    said = HasSkill.objects.filter(member=member, skill=OuterRef(skill)).order_by()
    training = JSONObject(on=F("activity__on"), training=F("activity__name"))
    word = JSONObject(on=F("said_on"), training=Value(""))
    return JSONObject(
        skill=F(f"{skill}__name"),
        learned=Subquery(theirs.values(json=training)[:1]),
        said=Subquery(said.values(json=word)),
    )


def read(found: Mapping[str, Any]) -> Known | None:
    """Read what `since` has found: the earlier of the training and of what somebody said."""
    rows = [row for row in (found["learned"], found["said"]) if row]
    known = [Known(found["skill"], date.fromisoformat(row["on"]), row["training"]) for row in rows]
    return min(known, key=lambda each: each.on, default=None)


def coming(today: date) -> ArraySubquery:
    """Return, as such a part too, the next trainings that give the skill of a row; `read_coming` reads them."""
    given = Activity.objects.filter(kind=Activity.Kind.TRAINING, skill=OuterRef("skill"), cancelled_at=None)
    ahead = given.filter(on__gte=today).order_by("on", "pk")[:_NEXT]
    return ArraySubquery(ahead.values(json=JSONObject(pk=F("pk"), name=F("name"), on=F("on"))))


def read_coming(found: Sequence[Mapping[str, Any]]) -> list[Coming]:
    return [Coming(UUID(row["pk"]), row["name"], date.fromisoformat(row["on"])) for row in found]


def choices() -> list[tuple[UUID, str]]:
    """Return every skill as a form offers it."""
    return list(Skill.objects.values_list("pk", "name"))


def listed() -> QuerySet[Skill]:
    """Return every skill with how many trainings give it."""
    return Skill.objects.annotate(n_trainings=Count("trainings", filter=Q(trainings__cancelled_at=None))).order_by(
        "folded"
    )
