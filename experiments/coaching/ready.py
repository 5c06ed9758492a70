"""Whether an experiment is ready to teach something: three things, each seen at a glance and none a grade."""

from datetime import UTC, date, datetime, timedelta
from typing import NamedTuple
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from experiments.models import Experiment
from experiments.page import hunch

WORDS_OF_A_HUNCH, LOOKS_BACK = 3, timedelta(days=30)
KEPT_UP = 3


class Check(NamedTuple):
    name: str
    is_so: bool
    text: str


def checks(experiment: Experiment, today: date) -> list[Check]:
    """Look at the hunch, the signs and the log; all of it came with the experiment."""
    words = sum(piece.is_word for piece in hunch.pieces(experiment.hypothesis))
    can_fail = words >= WORDS_OF_A_HUNCH
    criteria: list[dict[str, str]] = getattr(experiment, "criteria", [])
    untold = sum(not each["how"] and not each["counted"] for each in criteria)
    posts = sum(_moment(key) >= today - LOOKS_BACK for key in getattr(experiment, "posted", []))
    return [
        Check("hunch", can_fail, _("Hunch can turn out wrong") if can_fail else _("Hunch: say if, then and because")),
        Check("signs", bool(criteria) and not untold, _signs(len(criteria), untold)),
        Check("log", posts >= KEPT_UP, _log(posts)),
    ]


def _signs(n: int, untold: int) -> str:
    if not n:
        return _("No sign is written down yet")
    if not untold:
        return _("Every sign says how we will know")
    said = ngettext("%d sign does not say how we will know", "%d signs do not say how we will know", untold)
    return said % untold


def _log(posts: int) -> str:
    said = ngettext("Log: %d post in a month", "Log: %d posts in a month", posts) % posts
    return _("Log kept up") if posts >= KEPT_UP else said


def _moment(key: UUID) -> date:
    """A key of version 7 begins with its moment, in milliseconds."""
    return datetime.fromtimestamp((UUID(str(key)).int >> 80) / 1000, tz=UTC).date()
