"""Who was asked to carry something, what they said, and how it went; each step can be undone."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from ladders.models import Holding, Responsibility
from ladders.responsibilities import actions
from ladders.responsibilities.forms import AnswerForm, AskForm, HandBackForm
from ladders.responsibilities.queries import seen
from ladders.responsibilities.views import one, to
from members.requests import OrgRequest
from organizations.access import allow


@require_POST
@allow("responsibility.edit")
def ask(request: OrgRequest, pk: UUID) -> HttpResponse:
    """Note that somebody was asked."""
    found = one(request, pk)
    form = AskForm(request)
    if not form.is_valid():
        messages.error(request, str(form.errors["member"][0]))
        return to(request, found)
    member = form.cleaned_data["member"]
    try:
        made = actions.ask(found, member=member, on=request.organization.today(), by=request.member)
    except actions.NotNow as why:
        messages.error(request, str(why))
    else:
        said = _("Noted: %s was asked. Write down what they say.") % member
        messages.success(request, said, extra_tags=_undo(request, made, "asked"))
    return to(request, found)


@require_http_methods(["GET", "HEAD", "POST"])
@allow("responsibility.edit")
def step(request: OrgRequest, pk: UUID, holding: UUID) -> HttpResponse:
    """Note what somebody said who was asked; or that somebody gives it back, and how it went."""
    found = one(request, pk)
    row = _row(request, found, holding)
    data = request.POST if request.method == "POST" else None
    form = HandBackForm(data) if row.since else AnswerForm(data)
    if row.until is None and form.is_valid():
        try:
            said = _do(request, row, form)
        except actions.NotNow as why:
            form.add_error(None, str(why))
        else:
            messages.success(request, said, extra_tags=_undo(request, row, _step_of(form)))
            return to(request, found)
    context = {"form": form, "responsibility": found, "holding": row}
    return render(request, "ladders/responsibilities/step.html", context, status=422 if form.errors else 200)


def _do(request: OrgRequest, row: Holding, form: AnswerForm | HandBackForm) -> str:
    """Write the step that the form is about, and say so. Raises NotNow."""
    told = {"words": form.cleaned_data["words"].strip(), "on": request.organization.today(), "by": request.member}
    if isinstance(form, HandBackForm):
        actions.hand_back(row, **told)
        return _("%s has given it back. It is kept that they carried it.") % row.member
    if form.cleaned_data["answer"] == "yes":
        actions.accept(row, **told)
        return _("%s carries it from today.") % row.member
    actions.decline(row, **told)
    return _("Kept: %s said not now. Ask again another time.") % row.member


@require_POST
@allow("responsibility.edit")
def undo(request: OrgRequest, pk: UUID, holding: UUID, step: str) -> HttpResponse:
    """Take back the step that the message was about, if it is still the last one."""
    found = one(request, pk)
    try:
        done = actions.undo(_row(request, found, holding), step=step, by=request.member)
    except actions.NotNow as why:
        messages.error(request, str(why))
    else:
        messages.success(request, _("Undone.") if done else _("There was nothing to undo any more."))
    return to(request, found)


def _row(request: OrgRequest, responsibility: Responsibility, pk: UUID) -> Holding:
    """Find somebody's part in it, if the signed-in person may see them."""
    rows = responsibility.holdings.filter(member__in=seen(request)).select_related("member", "responsibility")
    found: Holding = get_object_or_404(rows, pk=pk)
    return found


def _step_of(form: AnswerForm | HandBackForm) -> str:
    """Name the step that a form was about, as `Holding.step` does."""
    answer: str = "back" if isinstance(form, HandBackForm) else form.cleaned_data["answer"]
    return answer


def _undo(request: OrgRequest, row: Holding, step: str) -> str:
    """Name the step that was just taken, so that the message of one takes back no later one of somebody else."""
    return reverse("responsibilities:undo", args=[request.organization.slug, row.responsibility_id, row.pk, step])
