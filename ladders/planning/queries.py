"""Reads of plans: the next step, who may support, which plans are somebody's to look after."""

from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import Count, Exists, F, Min, OuterRef, Prefetch, Q, Subquery
from django.db.models.expressions import Value
from django.db.models.functions import Coalesce, JSONObject, NullIf

from activities.models import Skill
from activities.skills import queries as skills
from ladders.models import DevelopmentPlan, Level, PlanStep
from members.models import Member, Relationship
from members.models.person import MemberQuerySet
from members.requests import OrgRequest


class Next(NamedTuple):
    """The step that a person's page shows: of an open plan, the first that is open."""

    pk: UUID
    text: str
    by_on: date | None
    supporter: str


def next_step(member: Member) -> PlanStep | None:
    """Return the one step to talk about now: the first open one of the latest open plan."""
    found: PlanStep | None = _of(member).order_by("-plan__created_at", "position").first()
    return found


def said_yes(member: Member) -> list[PlanStep]:
    """Return all they have agreed to and not yet done, in the order agreed on."""
    return list(_of(member).order_by("-plan__created_at", "position"))


def _of(member: Member) -> Any:
    return PlanStep.objects.open().filter(plan__member=member).select_related("plan", "supporter")


def shown(member: UUID) -> dict[str, ArraySubquery]:
    """Return parts of a query of ladders: which plan of a member is open on each, its next step, and the shared one.

    So the overview of a person learns of the next step without a statement of its own.
    """
    plans = DevelopmentPlan.objects.open().filter(member=member, ladder=OuterRef("pk"))
    steps = PlanStep.objects.open().filter(plan__member=member, plan__ladder=OuterRef("pk"))
    called = Coalesce(NullIf("supporter__preferred_name", Value("")), "supporter__name", Value(""))
    shown = JSONObject(pk=F("pk"), text=F("text"), by_on=F("by_on"), supporter=called)
    steps = steps.order_by("-plan__created_at", "position")
    # What was never talked about together nobody has said yes to.
    agreed = PlanStep.objects.filter(
        plan__member=member, plan__ladder=OuterRef("pk"), plan__closed_at=None, plan__is_shared=True
    )
    agreed = agreed.exclude(outcome=PlanStep.Outcome.DROPPED).order_by("-plan__created_at", "position")
    return {
        "open_plans": ArraySubquery(plans.order_by("-created_at").values("pk")),
        "next_steps": ArraySubquery(steps.values(json=shown)[:1]),
        "agreed_steps": ArraySubquery(
            agreed.values(json=JSONObject(text=F("text"), on=F("by_on"), outcome=F("outcome")))
        ),
        # The page that is turned round to them tells of what was planned with them, and of nothing else.
        "shared_steps": ArraySubquery(steps.filter(plan__is_shared=True).values(json=shown)[:1]),
    }


def first(found: list[dict[str, Any]]) -> Next | None:
    """Read what `shown` has found."""
    if not found:
        return None
    row = found[0]
    return Next(
        UUID(row["pk"]), row["text"], date.fromisoformat(row["by_on"]) if row["by_on"] else None, row["supporter"]
    )


def with_rungs(plans: Any) -> Any:
    """Add the level aimed at, and of how many (`n_levels`), for its badge."""
    levels = Level.objects.active().filter(ladder=OuterRef("ladder")).order_by().values("ladder")
    n = Subquery(levels.annotate(n=Count("pk")).values("n"))
    return plans.annotate(n_levels=n).select_related("ladder", "aims_at")


def plans_of(member: Member, today: date) -> list[Any]:
    """Return somebody's plans with their steps, the open ones first, in two statements.

    A step has whether they know (`known`) the skill that it names, and who teaches it soon (`coming`); a plan has every
    skill there is (`skills`), for the form of a further step.
    """
    steps = PlanStep.objects.select_related("supporter", "skill").order_by("position")
    steps = steps.annotate(known=skills.since(member), coming=skills.coming(today))
    plans = with_rungs(DevelopmentPlan.objects.filter(member=member)).select_related("made_by")
    plans = plans.annotate(skills=ArraySubquery(Skill.objects.values(json=JSONObject(pk=F("pk"), name=F("name")))))
    found = plans.prefetch_related(Prefetch("steps", queryset=steps)).order_by(
        F("closed_at").desc(nulls_first=True), "-created_at", "-pk"
    )
    return list(found)


def supporters(request: OrgRequest, member: Member, now: UUID | None = None) -> MemberQuerySet:
    """Return who can be named as support: staff, organizers, who coaches the member, oneself, and who is named now."""
    people = Member.objects.people()
    coaches = Relationship.objects.kept().filter(kind=Relationship.Kind.COACH_OF, other=member)
    known = coaches.filter(member__in=people.visible_to(request).order_by().values("pk")).values("member")
    organizes = Exists(Member.objects.people().filter(organizer=OuterRef("pk")))
    here = people.filter(Q(status=Member.Status.STAFF) | Q(organizes) | Q(pk__in=known) | Q(pk=request.member.pk))
    return (here | Member.objects.filter(pk__in=[now] if now else [])).exclude(pk=member.pk).by_name()


def looked_after(request: OrgRequest, *, everybody: bool) -> Any:
    """Return the open plans of people in reach, those with the nearest day first.

    One's own to look after: of whom one coaches or organizes, where one supports an open step, and those one made.
    """
    people = Member.objects.people().visible_to(request).order_by().values("pk")
    plans = with_rungs(DevelopmentPlan.objects.open().filter(member__in=people)).select_related("member")
    if not everybody:
        me, steps = request.member, PlanStep.objects.filter(plan=OuterRef("pk"), outcome="")
        coached = Relationship.objects.kept().filter(kind=Relationship.Kind.COACH_OF, member=me).values("other")
        plans = plans.filter(
            Q(member__in=coached) | Q(member__organizer=me) | Q(made_by=me) | Q(Exists(steps.filter(supporter=me)))
        )
    due = Min("steps__by_on", filter=Q(steps__outcome=""))
    opened = PlanStep.objects.filter(outcome="").select_related("supporter").order_by("position")
    with_steps = plans.annotate(due=due).prefetch_related(Prefetch("steps", queryset=opened, to_attr="ahead"))
    return with_steps.order_by(F("due").asc(nulls_last=True), "member__sorted_as", "pk")
