"""What is being tried at a level, and what a report tells of what was learned: both from experiments."""

from collections.abc import Iterable
from typing import Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from dashboards.models import Report
from dashboards.registry import Tried
from dashboards.reports.registry import Learned
from experiments import names
from experiments.counting import keeping_back
from experiments.models import Experiment, Learning, Sign
from experiments.models.experiment import Status
from ladders.models import Ladder, Level
from members.requests import OrgRequest
from organizations.access import may

_MOST = 5


def at(request: OrgRequest, _ladder: Ladder, level: Level) -> Iterable[Tried]:
    """Tell of the experiments that run at this level, the first to end first."""
    if not may(request, "experiment.view"):
        return []
    success = keeping_back.signs_with_figures(experiment=OuterRef("pk"), kind=Sign.Kind.SUCCESS)
    running = Experiment.objects.filter(level=level, status__in=(Status.RUNNING, Status.PAUSED))
    rows: Any = running.annotate(success=ArraySubquery(success))
    found = list(rows.order_by("ends_on", "pk")[:_MOST])
    titles = names.texts(request, [each.title for each in found]) if found else []
    return [_told(request, each, title) for each, title in zip(found, titles, strict=True)]


def learned(report: Report) -> list[Learned]:
    """Tell what was learned in the days of a report, the newest first; handed on, so that it names nobody at all."""
    within = Learning.objects.filter(on__gt=report.first, on__lte=report.last)
    found = list(within.select_related("experiment").order_by("-on", "-pk")[:_MOST])
    titles = [each.experiment.title if each.experiment else "" for each in found]
    read = names.nobodys([*titles, *(each.text for each in found)])
    return [Learned(title, text) for title, text in zip(read, read[len(found) :], strict=False)]


def _told(request: OrgRequest, experiment: Any, title: str) -> Tried:
    url = reverse("experiments:experiment", args=[request.organization.slug, experiment.pk])
    return Tried(title, _met(request, experiment.success), url, _left(request, experiment))


def _met(request: OrgRequest, success: list[dict[str, Any]]) -> str:
    """Count the signs that are met, of those whose verdict this reader gets: one left out would be told by the rest."""
    if not success:
        return _("No sign of success is written down yet.")
    hidden = keeping_back.unsaid(request, success)
    told = [each["verdict"] for each in success if each["pk"] not in hidden]
    counts = {"met": told.count(Sign.Verdict.MET), "all": len(told), "n": len(hidden)}
    if not told:
        return _("How it stands is kept back: so few people")
    if hidden:
        return _("%(met)s of %(all)s signs of success met so far, %(n)s kept back") % counts
    return _("%(met)s of %(all)s signs of success met so far") % counts


def _left(request: OrgRequest, experiment: Experiment) -> str:
    if experiment.status == Status.PAUSED:
        return _("Resting")
    if experiment.ends_on is None:
        return ""
    days = (experiment.ends_on - request.organization.today()).days
    return ngettext("%d day left", "%d days left", days) % days if days > 0 else _("wrapping up")
