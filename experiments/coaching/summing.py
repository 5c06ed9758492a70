"""The one row that the public side has of each experiment: no text, only that and when somebody is to look."""

from collections.abc import Sequence
from functools import partial
from uuid import UUID

from django.db import transaction
from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.utils import timezone

from experiments.coaching.due import due
from experiments.models import CoachReview, Experiment
from organizations.models import ExperimentSummary, Organization
from stpnet.db.wrapper import current
from stpnet.in_org import on_public_side

FIELDS = ("organization", "status", "due", "changed_at")


def changed(experiment: Experiment) -> None:
    """Write the row anew once this is committed. What gets lost on the way, the sweeper makes good."""
    transaction.on_commit(partial(_write, experiment.pk, FIELDS), robust=True)


def reviewed(experiment: Experiment) -> None:
    """Write when the next look is due. What a coach wrote is no news from the team."""
    transaction.on_commit(partial(_write, experiment.pk, FIELDS[:-1]), robust=True)


def with_reviews(experiments: "QuerySet[Experiment]") -> "QuerySet[Experiment]":
    """Add what the next day for a review depends on."""
    latest = CoachReview.objects.filter(experiment=OuterRef("pk")).order_by("-pk").values("next_on")[:1]
    return experiments.annotate(reviewed=Count("reviews"), next_on=Subquery(latest))


def _write(pk: UUID, fields: Sequence[str]) -> None:
    found = list(with_reviews(Experiment.objects.filter(pk=pk)))
    if found:
        _keep([_row(experiment) for experiment in found], fields)


def make_good() -> None:
    """Write the rows of this organization that are not there, or say another status or day."""
    here = current().schema_name
    rows = {row.experiment: row for row in map(_row, with_reviews(Experiment.objects.order_by()))}
    with on_public_side():
        stored = ExperimentSummary.objects.filter(organization__schema_name=here)
        same = {each.experiment for each in stored if _says(each, rows)}
        stored.exclude(experiment__in=rows.keys()).delete()
    if missing := [row for key, row in rows.items() if key not in same]:
        _keep(missing, FIELDS)


def _says(stored: ExperimentSummary, rows: dict[UUID, ExperimentSummary]) -> bool:
    row = rows.get(stored.experiment)
    return row is not None and (row.status, row.due) == (stored.status, stored.due)


def _row(experiment: Experiment) -> ExperimentSummary:
    reviewed, next_on = getattr(experiment, "reviewed", 0), getattr(experiment, "next_on", None)
    day = due(experiment, reviewed=reviewed, next_on=next_on)
    return ExperimentSummary(experiment=experiment.pk, status=experiment.status, due=day, changed_at=timezone.now())


def _keep(rows: list[ExperimentSummary], fields: Sequence[str]) -> None:
    here = current().schema_name
    with on_public_side():
        organization = Organization.objects.get(schema_name=here)
        for row in rows:
            row.organization = organization
        ExperimentSummary.objects.bulk_create(
            rows, update_conflicts=True, unique_fields=["experiment"], update_fields=list(fields)
        )
