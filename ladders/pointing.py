"""What names a level of a ladder besides assessments, and so would be lost or mean another level in its place."""

from typing import Any

from django.db.models import Exists, OuterRef, QuerySet
from django.utils.translation import gettext_lazy as _

from ladders.models import (
    CalibrationPlacement,
    DevelopmentPlan,
    Goal,
    Ladder,
    LevelRule,
    OwnWord,
    Proposal,
    Responsibility,
)

_SAYS = {
    "rules": _("There are rules for its levels already."),
    "goals": _("There are goals for its levels already."),
    "responsibilities": _("Responsibilities name its levels already."),
    "plans": _("Plans aim at its levels already."),
    "own_words": _("Someone has named one of its levels for themselves already."),
    "placements": _("People were placed on its levels in a calibration already."),
    "proposals": _("Levels of it were proposed for people already."),
}


def why_bound(ladder: Ladder) -> str:
    """Say what goes by the levels of a ladder; empty when nothing does. One statement."""
    found = (
        Ladder.objects.filter(pk=ladder.pk)
        .values(**{f"by_{key}": Exists(rows) for key, rows in _naming().items()})
        .get()
    )
    return next((str(_SAYS[key.removeprefix("by_")]) for key, is_there in found.items() if is_there), "")


def _naming() -> dict[str, QuerySet[Any]]:
    """Return the rows that name a level. What was put away binds nobody, unless somebody's words or history are in it."""
    of_it = OuterRef("pk")
    return {
        "rules": LevelRule.objects.in_use().filter(level__ladder=of_it),
        "goals": Goal.objects.kept().filter(level__ladder=of_it),
        "responsibilities": Responsibility.objects.filter(level__ladder=of_it),
        "plans": DevelopmentPlan.objects.filter(aims_at__ladder=of_it),
        "own_words": OwnWord.objects.filter(level__ladder=of_it),
        "placements": CalibrationPlacement.objects.filter(level__ladder=of_it),
        "proposals": Proposal.objects.filter(level__ladder=of_it),
    }
