"""Free text of an experiment as a reader may have it: all of it in one go, since marking names costs statements."""

from typing import Any

from experiments import names
from experiments.models import Experiment, ExperimentStep
from members.requests import OrgRequest
from organizations.access import may

PLAIN = ("title", "hypothesis", "pause_cause")


def steps_of(experiment: Experiment) -> list[ExperimentStep]:
    """Return the steps that were read for this page, with who does them and who did."""
    read: list[ExperimentStep] | None = getattr(experiment, "planned", None)
    return list(experiment.steps.select_related("owner", "done_by")) if read is None else read


def as_read_by(request: OrgRequest, experiment: Experiment) -> Experiment:
    """Put "a member" where somebody without an account is named, for who may not see people. Not to be saved."""
    experiment.planned = steps_of(experiment)  # type: ignore[attr-defined]
    if may(request, "member.view"):
        return experiment
    rows: list[tuple[Any, str]] = [(experiment, name) for name in PLAIN]
    rows += [(step, "text") for step in steps_of(experiment)]
    told = [(row, "text") for listed in ("learned", "fears", "criteria") for row in getattr(experiment, listed, [])]
    told += [(row, "name") for row in getattr(experiment, "papers", [])]
    written = [getattr(row, name) for row, name in rows] + [row[key] for row, key in told]
    read = names.texts(request, written)
    for (row, name), text in zip(rows, read, strict=False):
        setattr(row, name, text)
    for (row, key), text in zip(told, read[len(rows) :], strict=True):
        row[key] = text
    return experiment
