"""What changes development plans and their steps."""

from datetime import date
from typing import cast

from django.db.models import Max
from django.db.models.functions import Now
from django.utils.translation import gettext as _

from activities.models import Skill
from audit.recording import action, record
from ladders.models import DevelopmentPlan, Ladder, Level, PlanStep, Responsibility
from members.models import Member
from organizations.models import Organization
from stpnet.db.wrapper import current

# A plan that nobody could keep in mind is none.
MOST_STEPS = 30


class PlanRefused(Exception):
    """Not done, and why, in a sentence; `field` is the one it is about."""

    def __init__(self, sentence: str, field: str | None = None) -> None:
        super().__init__(sentence)
        self.field = field


@action
def begin(member: Member, *, ladder: Ladder, aims_at: Level, is_shared: bool, by: Member) -> DevelopmentPlan:
    """Begin a plan. Raises PlanRefused when one is open on this ladder."""
    _hold(member)
    if DevelopmentPlan.objects.open().filter(member=member, ladder=ladder).exists():
        raise PlanRefused(_("There is an open plan already. Go on with that one, or close it first."))
    if not Ladder.objects.in_use().filter(pk=ladder.pk).exists():
        raise PlanRefused(_("This ladder was put away. Choose a level of another one."), "aims_at")
    _refuse_level(ladder, aims_at)
    plan: DevelopmentPlan = DevelopmentPlan.objects.create(
        member=member, ladder=ladder, aims_at=aims_at, is_shared=is_shared, made_by=by, made_on=_today()
    )
    record("plan.edit", of=plan, by=by, fields=["made"])
    return plan


@action
def aim(plan: DevelopmentPlan, *, aims_at: Level, is_shared: bool, by: Member) -> DevelopmentPlan:
    """Aim at another level; the steps stay."""
    _hold_open(plan)
    if aims_at.pk != plan.aims_at_id:
        _refuse_level(plan.ladder, aims_at)
    plan.aims_at, plan.is_shared = aims_at, is_shared
    plan.save(update_fields=["aims_at", "is_shared"])
    record("plan.edit", of=plan, by=by, fields=["aims at"])
    return plan


@action
def close(plan: DevelopmentPlan, *, how_it_went: str, by: Member) -> DevelopmentPlan:
    """Close a plan with how it went; open steps stay in it as they are, and are nobody's next step any more."""
    if not (how_it_went := how_it_went.strip()):
        raise PlanRefused(_("Say in a line how it went."), "how_it_went")
    _hold_open(plan)
    DevelopmentPlan.objects.filter(pk=plan.pk).update(closed_at=Now(), closed_by=by, how_it_went=how_it_went)
    record("plan.edit", of=plan, by=by, fields=["closed"])
    return plan


@action
def open_again(plan: DevelopmentPlan, *, by: Member) -> DevelopmentPlan:
    """Go on with a closed plan, as it was. Raises PlanRefused when another one is open by now."""
    _hold(plan.member)
    others = DevelopmentPlan.objects.open().filter(member=plan.member_id, ladder=plan.ladder_id)
    if others.exclude(pk=plan.pk).exists():
        raise PlanRefused(_("Another plan is open by now. Close that one first."))
    DevelopmentPlan.objects.filter(pk=plan.pk).update(closed_at=None, closed_by=None, how_it_went="")
    record("plan.edit", of=plan, by=by, fields=["opened again"])
    return plan


@action
def add_step(
    plan: DevelopmentPlan,
    *,
    text: str,
    kind: str = PlanStep.Kind.EXPERIENCE,
    by_on: date | None = None,
    supporter: Member | None = None,
    responsibility: Responsibility | None = None,
    skill: Skill | None = None,
    by: Member,
) -> PlanStep:
    """Add a step at the end. A responsibility is only named here: to ask somebody to carry it is another page's."""
    _hold_open(plan)
    last = plan.steps.aggregate(last=Max("position"))["last"] or 0
    if last >= MOST_STEPS:
        raise PlanRefused(_("A plan has at most 30 steps. Close it with how it went, and begin the next one."))
    step: PlanStep = PlanStep.objects.create(
        plan=plan,
        position=last + 1,
        text=text.strip(),
        kind=kind,
        by_on=by_on,
        supporter=supporter,
        responsibility=responsibility,
        skill=skill,
    )
    record("plan.edit", of=plan, by=by, fields=["step added"])
    return step


@action
def change_step(
    step: PlanStep,
    *,
    text: str,
    kind: str,
    by_on: date | None,
    supporter: Member | None,
    responsibility: Responsibility | None = None,
    skill: Skill | None = None,
    by: Member,
) -> PlanStep:
    """Say a step otherwise: what it is, until when, with whom."""
    _hold_open(step.plan)
    step.text, step.kind, step.by_on = text.strip(), kind, by_on
    step.supporter, step.responsibility, step.skill = supporter, responsibility, skill
    step.save(update_fields=["text", "kind", "by_on", "supporter", "responsibility", "skill"])
    record("plan.edit", of=step.plan, by=by, fields=["step"])
    return step


@action
def move_step(step: PlanStep, *, up: bool, by: Member) -> bool:
    """Let an open step change places with the open one before or after it; False at the end of the list."""
    _hold_open(step.plan)
    step.refresh_from_db()
    others = step.plan.steps.filter(outcome="")
    before, after = others.filter(position__lt=step.position).last(), others.filter(position__gt=step.position).first()
    other = before if up else after
    if step.outcome or other is None:
        return False
    aside = (step.plan.steps.aggregate(last=Max("position"))["last"] or 0) + 1
    # Each place is taken once at every moment: one of the two steps aside while they change.
    for each, position in ((step, aside), (other, step.position), (step, other.position)):
        PlanStep.objects.filter(pk=each.pk).update(position=position)
    record("plan.edit", of=step.plan, by=by, fields=["order"])
    return True


@action
def settle(step: PlanStep, *, outcome: str, note: str = "", by: Member) -> PlanStep:
    """Say that a step is done, or dropped and why. Raises PlanRefused when somebody has said so already."""
    note = note.strip()
    if outcome == PlanStep.Outcome.DROPPED and not note:
        raise PlanRefused(_("Say in a line why it is dropped."), "note")
    _hold_open(step.plan)
    standing = PlanStep.objects.filter(pk=step.pk, outcome="")
    if not standing.update(outcome=outcome, note=note, settled_on=_today()):
        raise PlanRefused(_("Somebody has settled this step already. Here is how."))
    record("plan.edit", of=step.plan, by=by, fields=["step", outcome])
    return step


@action
def unsettle(step: PlanStep, *, by: Member) -> bool:
    """Take back that a step is done or dropped; it stands where it stood. False when it is open."""
    _hold_open(step.plan)
    settled = PlanStep.objects.filter(pk=step.pk).exclude(outcome="")
    if settled.update(outcome="", note="", settled_on=None):
        record("plan.edit", of=step.plan, by=by, fields=["step", "open"])
        return True
    return False


def _hold(member: Member) -> None:
    """Let one person's plans be changed by one at a time; whoever was archived or put into another row has none to change."""
    rows = Member.objects.filter(pk=member.pk, archived_at=None, merged_into=None, erased_at=None)
    if not rows.select_for_update(of=("self",), no_key=True).exists():
        raise PlanRefused(_("This person is in no list any more, so the plan can be read and not changed."))


def _hold_open(plan: DevelopmentPlan) -> None:
    _hold(plan.member)
    if not DevelopmentPlan.objects.open().filter(pk=plan.pk).exists():
        raise PlanRefused(_("This plan was closed meanwhile. Open it again to go on with it."))


def _refuse_level(ladder: Ladder, level: Level) -> None:
    if level.ladder_id != ladder.pk or level.retired_at:
        raise PlanRefused(_("This level is not in use on the ladder. Choose another one."), "aims_at")


def _today() -> date:
    return cast("Organization", current().tenant).today()
