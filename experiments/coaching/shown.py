"""The card of the coach: the latest review, the readiness checks, and the form for who may review."""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from experiments import names
from experiments.coaching.due import due
from experiments.coaching.forms import AnswerForm, ReviewForm
from experiments.coaching.ready import checks
from experiments.models import CoachReview, Experiment, Remark
from experiments.page.days import day
from members.requests import OrgRequest
from organizations.access import may


def shown(request: OrgRequest, experiment: Experiment) -> dict[str, Any]:
    """Return what the card says; what it needs came with the experiment."""
    today = request.organization.today()
    reviews = [_review(request, each) for each in getattr(experiment, "looked_at", [])]
    may_review = may(request, "experiment.review")
    when = due(experiment, reviewed=len(reviews), next_on=reviews[0]["next_on"] if reviews else None)
    return {
        "coach": names.shown(request, experiment.coach) if experiment.coach else "",
        "due": day(when, today) if when else "",
        "reviews": reviews,
        "checks": checks(experiment, today) if may_review else [],
        "may_review": may_review,
        "may_answer": may(request, "experiment.log"),
        "is_first": may_review and not may(request, "experiment.log"),
        "form": ReviewForm(signs=getattr(experiment, "criteria", [])) if may_review else None,
        "answer": AnswerForm(auto_id=False),
    }


def _review(request: OrgRequest, told: dict[str, Any]) -> dict[str, Any]:
    read = {name: names.read(request, told[name]) for name in ("text", "question", "answer")}
    remarks = [
        {"called": names.read(request, each["called"]) or Remark.About(each["about"]).label}
        | {"text": names.read(request, each["text"])}
        for each in told["remarks"] or []
    ]
    today = request.organization.today()
    next_on = date.fromisoformat(told["next_on"]) if told["next_on"] else None
    return read | {
        "pk": told["pk"],
        "by": told["by"] or _("somebody no longer here"),
        "on": day(date.fromisoformat(told["on"]), today),
        "advice": CoachReview.Advice(told["advice"]).label,
        "remarks": remarks,
        "next_on": next_on,
    }
