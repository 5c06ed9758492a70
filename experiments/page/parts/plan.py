"""The plan: steps and those below, ticked off by whom and when."""

from datetime import date
from typing import Any, NamedTuple
from uuid import UUID

from django.utils.translation import gettext as _

from experiments import names
from experiments.models import Experiment, ExperimentStep
from experiments.page.days import day
from members.requests import OrgRequest
from organizations.access import may


class Line(NamedTuple):
    step: ExperimentStep
    depth: int
    who: str
    is_next: bool


def shown(request: OrgRequest, experiment: Experiment) -> dict[str, Any]:
    steps = list(experiment.steps.select_related("owner", "done_by"))
    today = request.organization.today()
    below: dict[UUID | None, list[ExperimentStep]] = {}
    for step in steps:
        below.setdefault(step.parent_id, []).append(step)
    lines = list(_lines(request, below, None, 0, today))
    return {
        "lines": lines,
        "n_done": sum(step.done_on is not None for step in steps),
        "may_tick": may(request, "experiment.log"),
    }


def _lines(
    request: OrgRequest, below: dict[UUID | None, list[ExperimentStep]], parent: UUID | None, depth: int, today: date
) -> list[Line]:
    found: list[Line] = []
    for step in below.get(parent, []):
        under = _lines(request, below, step.pk, depth + 1, today)
        # Under way is what has begun below, or is due and open.
        begun = any(line.step.done_on for line in under)
        is_next = not step.done_on and (begun or bool(step.due and step.due <= today))
        found += [Line(step, depth, who(request, step, today), is_next), *under]
    return found


def who(request: OrgRequest, step: ExperimentStep, today: date) -> str:
    """Say who did it and when, or who does it by when."""
    if step.done_on:
        name = names.shown(request, step.done_by) if step.done_by else names.words(request, step.who)
        return ", ".join(part for part in (name, day(step.done_on, today)) if part)
    name = names.shown(request, step.owner) if step.owner else names.words(request, step.who)
    if step.due is None:
        return name
    by = day(step.due, today)
    return _("%(who)s, by %(day)s") % {"who": name, "day": by} if name else _("by %s") % by
