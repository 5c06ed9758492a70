"""Cells of the list of people: what can be typed there, and changing, undoing and doing again."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from members.changing import actions, steps
from members.changing.answer import Way, answer, says
from members.changing.asked import CellsForm
from members.changing.desk import desk_of
from members.changing.reading import Reader
from members.models import ChangeSet, Member
from members.requests import OrgRequest
from organizations.access import allow


@require_safe
@allow("member.edit")
def desk(request: OrgRequest) -> HttpResponse:
    """Say what can be chosen in the cells of these columns, and in which words the list speaks."""
    return JsonResponse(desk_of(request))


@require_POST
@allow("member.edit")
def save(request: OrgRequest) -> HttpResponse:
    """Change cells, and answer with each row anew and each refusal."""
    form = CellsForm({"cells": request.body.decode(errors="replace")})
    if not form.is_valid():
        return JsonResponse({"error": " ".join(map(str, form.errors["cells"]))}, status=422)
    outcome = actions.change_cells(
        form.cleaned_data["cells"],
        reader=Reader(request),
        people=Member.objects.people().visible_to(request),
        by=request.member,
    )
    return JsonResponse(answer(request, outcome, steps.keep(request), "save"))


@require_POST
@allow("member.edit")
def undo(request: OrgRequest, pk: UUID) -> HttpResponse:
    """Take back what was typed in one go."""
    return _turned(request, actions.undo(_own(request, pk), by=request.member), "undo")


@require_POST
@allow("member.edit")
def redo(request: OrgRequest, pk: UUID) -> HttpResponse:
    """Do again what was taken back."""
    return _turned(request, actions.redo(_own(request, pk), by=request.member), "redo")


def _own(request: OrgRequest, pk: UUID) -> ChangeSet:
    found: ChangeSet = get_object_or_404(ChangeSet.objects.typed_by(request.member), pk=pk)
    return found


def _turned(request: OrgRequest, outcome: actions.Outcome, way: Way) -> HttpResponse:
    """Answer the script with rows; without one, go back to the list and say there what came of it."""
    possible = steps.keep(request)
    if request.headers.get("Accept") == "application/json":
        return JsonResponse(answer(request, outcome, possible, way))
    (messages.warning if outcome.refused else messages.success)(request, says(outcome, way))
    address = reverse("members:list", args=[request.organization.slug])
    return HttpResponseRedirect(f"{address}?{request.GET.urlencode()}" if request.GET else address, status=303)
