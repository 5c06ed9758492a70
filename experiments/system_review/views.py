"""The look at the network: its days, and the three questions beside how it was really used."""

from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from experiments.models import SystemReview
from experiments.system_review import actions, figures
from experiments.system_review.actions import LookRefused
from experiments.system_review.forms import AnswerForm, DayForm
from members.requests import OrgRequest
from organizations.access import allow

LIST = "experiments:looks"


@require_http_methods(["GET", "HEAD", "POST"])
@allow("experiment.write")
def looks(request: OrgRequest) -> HttpResponse:
    """List the days, and set one."""
    form = DayForm(request.POST if request.method == "POST" else None, today=request.organization.today())
    if form.is_valid():
        try:
            made = actions.plan(due=form.cleaned_data["due"], by=request.member)
        except LookRefused as why:
            form.add_error("due", str(why))
        else:
            messages.success(request, _("The day is set."))
            return redirect("experiments:look", request.organization.slug, made.pk)
    context = {"form": form, "rows": list(actions.in_order()), "today": request.organization.today()}
    return render(request, "experiments/system_review/list.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@allow("experiment.write")
def look(request: OrgRequest, pk: UUID) -> HttpResponse:
    """Show the questions beside the figures; answer them from its day on."""
    review, today = get_object_or_404(SystemReview.objects.select_related("answered_by"), pk=pk), _today(request)
    form = AnswerForm(request.POST if request.method == "POST" else None, instance=review)
    kept = review.figures or figures.used(request, *figures.period(review, today))._asdict()
    if form.is_valid():
        try:
            actions.answer(review, form.cleaned_data, figures=kept, today=today, by=request.member)
        except LookRefused as why:
            form.add_error(None, str(why))
        else:
            messages.success(request, _("Your answers are kept beside the figures of today."))
            return redirect("experiments:look", request.organization.slug, pk)
    return render(
        request, "experiments/system_review/look.html", _shown(review, form, kept, today), status=_status(form)
    )


def _shown(review: SystemReview, form: AnswerForm, kept: dict[str, Any], today: date) -> dict[str, Any]:
    return {
        "review": review,
        "form": form,
        "lines": figures.lines(kept),
        "since": date.fromisoformat(kept["since"]),
        "until": date.fromisoformat(kept["until"]),
        "is_open": review.due <= today,
    }


@require_POST
@allow("experiment.write")
def call_off(request: OrgRequest, pk: UUID) -> HttpResponse:
    """Take a day away again, while nobody answered."""
    if actions.call_off(get_object_or_404(SystemReview, pk=pk), by=request.member):
        messages.success(request, _("It is called off."))
    else:
        messages.error(request, _("It was answered already, and stays."))
    return redirect(LIST, request.organization.slug)


def _today(request: OrgRequest) -> date:
    today: date = request.organization.today()
    return today


def _status(form: AnswerForm) -> int:
    return 422 if form.errors else 200
