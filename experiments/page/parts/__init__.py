"""The cards of an experiment's page: each is a template `experiments/parts/<part>.html` and a function for its context."""

from collections.abc import Callable, Mapping
from typing import Any

from experiments.models import Experiment
from experiments.page.parts import learnings, log, plan, review, signs, team
from members.requests import OrgRequest

type Shown = Callable[[OrgRequest, Experiment], dict[str, Any]]

PARTS: Mapping[str, Shown] = {
    "signs": signs.shown,
    "plan": plan.shown,
    "log": log.shown,
    "review": review.shown,
    "learnings": learnings.shown,
    "team": team.shown,
}
