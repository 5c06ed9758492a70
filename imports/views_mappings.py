"""Matchings of earlier lists: used for this list, kept under a name, renamed and deleted."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from imports import remembering, views_steps
from imports.actions import NotNow
from imports.forms_mapping import NameForm
from imports.forms_match import MatchForm
from imports.models import ImportMapping
from imports.views import batch_or_404, see
from members.requests import OrgRequest
from organizations.access import allow

A_PAGE = 100


@require_POST
@allow("import.run")
def use(request: OrgRequest, pk: UUID) -> HttpResponse:
    """Guess the columns of a list by another matching, or by none."""
    batch = batch_or_404(pk)
    if not batch.layout.get("plain") or not batch.stored_as:
        return see(request, batch)
    like = request.POST.get("like", "")
    mapping = next((each for each in ImportMapping.objects.standing() if str(each.pk) == like), None)
    try:
        remembering.use(batch, like=mapping, by=request.member)
    except NotNow as elsewhere:
        messages.info(request, str(elsewhere))
    return see(request, batch)


@require_POST
@allow("import.run")
def keep(request: OrgRequest, pk: UUID) -> HttpResponse:
    """Keep what was chosen so far under a name, and come back to the list."""
    batch = batch_or_404(pk)
    if batch.status not in remembering.MATCHABLE or not batch.stored_as:
        return see(request, batch)
    form = MatchForm(request.POST, batch=batch, today=request.organization.today(), is_named=True)
    if form.is_valid():
        try:
            mapping = remembering.keep(batch, name=form.cleaned_data["name"], by=request.member, **form.given())
        except NotNow as elsewhere:
            messages.info(request, str(elsewhere))
            return see(request, batch)
        except ValidationError as taken:
            form.add_error("name", taken)
        else:
            messages.success(request, _("Kept as “%s”. The next list with such headings is matched by it.") % mapping)
            return see(request, batch)
    return views_steps.match_page(request, batch, form=form, status=422)


@require_safe
@allow("import.run")
def mapping_list(request: OrgRequest) -> HttpResponse:
    """Show the matchings that lists to come are matched by."""
    return _list(request)


def _list(request: OrgRequest, bound: NameForm | None = None, *, status: int = 200) -> HttpResponse:
    shown = ImportMapping.objects.standing().select_related("made_by")[:A_PAGE]
    lines = [
        (mapping, bound if bound and bound.mapping.pk == mapping.pk else NameForm(mapping=mapping), _told(mapping))
        for mapping in shown
    ]
    return render(request, "imports/mappings.html", {"lines": lines, "form": bound}, status=status)


def _told(mapping: ImportMapping) -> list[str]:
    return [heading for heading, key in mapping.columns.values() if key]


@require_POST
@allow("import.run")
def rename(request: OrgRequest, pk: UUID) -> HttpResponse:
    """Call a matching something else."""
    mapping = get_object_or_404(ImportMapping.objects.standing(), pk=pk)
    form = NameForm(request.POST, mapping=mapping)
    if not form.is_valid():
        return _list(request, form, status=422)
    remembering.rename(mapping, name=form.cleaned_data["name"], by=request.member)
    messages.success(request, _("It is called “%s” now.") % mapping)
    return _to_list(request)


@require_POST
@allow("import.run")
def delete(request: OrgRequest, pk: UUID) -> HttpResponse:
    """Delete a matching; the message can undo it."""
    mapping = get_object_or_404(ImportMapping, pk=pk)
    remembering.delete(mapping, by=request.member)
    back = reverse("imports:mapping_back", args=[request.organization.slug, pk])
    messages.success(request, _("“%s” is deleted. Lists are no longer matched by it.") % mapping, extra_tags=back)
    return _to_list(request)


@require_POST
@allow("import.run")
def bring_back(request: OrgRequest, pk: UUID) -> HttpResponse:
    """Undo the deletion."""
    mapping = get_object_or_404(ImportMapping, pk=pk)
    if remembering.bring_back(mapping, by=request.member):
        messages.success(request, _("“%s” is back.") % mapping)
    else:
        messages.error(request, _("Another matching is called “%s” by now, so it stays deleted.") % mapping)
    return _to_list(request)


def _to_list(request: OrgRequest) -> HttpResponse:
    return HttpResponseRedirect(reverse("imports:mappings", args=[request.organization.slug]), status=303)
