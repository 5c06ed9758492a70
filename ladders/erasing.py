"""What this room lets go of when somebody is erased: words about them. Where they stood, and when, is still counted."""

from django.db.models import Case, Q, Value, When
from django.utils.translation import gettext as _

from ladders.models import (
    Assessment,
    AssessQueue,
    CalibrationPlacement,
    DevelopmentPlan,
    Goal,
    Holding,
    LevelRule,
    OwnWord,
    PlanStep,
    Proposal,
    Queued,
    RuleMatch,
    SignSeen,
)
from members.emptying import rewrite, words_of
from members.models import Member

# Rows about the person they name, which no figure of a past period is made of.
_THEIRS = (DevelopmentPlan, Holding, OwnWord, Proposal, Queued, RuleMatch)


def empty(member: Member) -> None:
    """Keep assessments and placements without a text, and delete all else."""
    said = Assessment.objects.filter(member=member)
    # What was taken back says why, as a rule of the table has it.
    why = Case(When(voided_at__isnull=False, then=Value(_("No longer on file."))), default=Value(""))
    said.filter(~Q(evidence="") | ~Q(void_reason="")).update(evidence="", void_reason=why)
    SignSeen.objects.filter(assessment__member=member).delete()
    CalibrationPlacement.objects.filter(person__member=member).exclude(saw="").update(saw="")
    for model in _THEIRS:
        model._default_manager.filter(member=member).delete()  # noqa: SLF001 - whichever model it is
    AssessQueue.objects.filter(owner=member).delete()
    PlanStep.objects.filter(supporter=member).update(supporter=None)
    # It rests then, and says that whose people it was about is gone.
    Goal.objects.filter(organizer=member).update(organizer=None)
    rewrite(LevelRule, ("filters",), words_of(member))
