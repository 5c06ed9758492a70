"""The choices of a field: added, renamed, put in order, retired."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from members.fields import actions
from members.forms.fields import OptionForm, RetireForm, WayForm
from members.models import Field, FieldOption
from members.requests import OrgRequest
from members.views.fields import done, page, seen
from organizations.access import allow


def _option(request: OrgRequest, pk: UUID) -> FieldOption:
    options = FieldOption.objects.select_related("field").filter(field__in=seen(request).kept())
    return get_object_or_404(options, pk=pk)


def _back(request: OrgRequest, field: Field) -> HttpResponse:
    return redirect("fields:edit", request.organization.slug, field.pk)


@require_POST
@allow("field.edit")
def add(request: OrgRequest, pk: UUID) -> HttpResponse:
    """Offer one more choice."""
    field = get_object_or_404(seen(request).kept().filter(kind__in=["one_of", "several_of"]), pk=pk)
    form = OptionForm(request.POST)
    if form.is_valid() and done(
        request,
        form,
        lambda: actions.add_options(field, labels=[form.cleaned_data["label"]], by=request.member),
        _("Added: %s") % form.cleaned_data["label"],
    ):
        return _back(request, field)
    return page(request, field, {"new_option": form}, status=422)


@require_POST
@allow("field.edit")
def rename(request: OrgRequest, pk: UUID) -> HttpResponse:
    """Call a choice something else, wherever it was chosen."""
    option = _option(request, pk)
    form: Any = OptionForm(request.POST, prefix=str(pk))
    if form.is_valid() and done(
        request,
        form,
        lambda: actions.rename_option(option, label=form.cleaned_data["label"], by=request.member),
        _("Saved."),
    ):
        return _back(request, option.field)
    return page(request, option.field, {"wrong": form, "wrong_option": option.pk}, status=422)


@require_POST
@allow("field.edit")
def move(request: OrgRequest, pk: UUID) -> HttpResponse:
    """Put a choice one place up or down."""
    option, form = _option(request, pk), WayForm(request.POST)
    if form.is_valid():
        actions.move_option(option, way=form.cleaned_data["way"], by=request.member)
    return _back(request, option.field)


@require_POST
@allow("field.edit")
def retire(request: OrgRequest, pk: UUID) -> HttpResponse:
    """Offer a choice no more, or again; whoever has it keeps it."""
    option, form = _option(request, pk), RetireForm(request.POST)
    retired = form.is_valid() and form.cleaned_data["retired"]
    said = _("No longer offered: %s. Whoever has it keeps it.") if retired else _("Offered again: %s")
    done(
        request,
        None,
        lambda: actions.retire_option(option, retired=retired, by=request.member),
        said % option.label,
    )
    return _back(request, option.field)
