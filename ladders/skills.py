"""Skills that signs and steps of plans name: both follow when the group makes one skill of two."""

from activities.models import Skill
from ladders.models import LevelSign, PlanStep


def after_joining(gone: Skill, stays: Skill) -> None:
    LevelSign.objects.filter(skill=gone).update(skill=stays)
    PlanStep.objects.filter(skill=gone).update(skill=stays)
