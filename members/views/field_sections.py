"""Sections: the headings under which fields stand."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from members.fields import actions
from members.forms.fields import SectionForm, WayForm
from members.models import FieldSection
from members.requests import OrgRequest
from members.views.fields import done
from organizations.access import allow

_LIST = "fields:list"
_DELETED = "deleted_section"


@require_http_methods(["GET", "HEAD", "POST"])
@allow("field.edit")
def name(request: OrgRequest, pk: UUID | None = None) -> HttpResponse:
    """Name a section, or make one."""
    section = get_object_or_404(FieldSection, pk=pk) if pk else None
    before = section.name if section else ""
    form = SectionForm(request.POST if request.method == "POST" else None, instance=section)
    if form.is_valid() and done(
        request,
        form,
        lambda: actions.name_section(section, name=form.cleaned_data["name"], by=request.member),
        _("Saved."),
    ):
        return redirect(_LIST, request.organization.slug)
    context = {"form": form, "section": section, "name": before}
    return render(request, "members/field_section.html", context, status=422 if form.errors else 200)


@require_POST
@allow("field.edit")
def move(request: OrgRequest, pk: UUID) -> HttpResponse:
    """Put a section with its fields one place up or down."""
    section, form = get_object_or_404(FieldSection, pk=pk), WayForm(request.POST)
    if form.is_valid():
        actions.move_section(section, way=form.cleaned_data["way"], by=request.member)
    return redirect(f"{reverse(_LIST, args=[request.organization.slug])}#section-{pk}")


@require_POST
@allow("field.edit")
def delete(request: OrgRequest, pk: UUID) -> HttpResponse:
    """Take a heading without fields away."""
    section = get_object_or_404(FieldSection, pk=pk)
    # Nothing stood below it, so its name is all there is to bring back.
    gone = {"name": section.name, "organization": str(request.organization.pk)}
    undo = reverse("fields:section_restore", args=[request.organization.slug])
    said = _("Deleted: %s") % section.name
    if done(request, None, lambda: actions.delete_section(section, by=request.member), said, undo=undo):
        request.session[_DELETED] = gone
    return redirect(_LIST, request.organization.slug)


@require_POST
@allow("field.edit")
def restore(request: OrgRequest) -> HttpResponse:
    """Bring back the heading that this person deleted last."""
    gone = request.session.pop(_DELETED, {})
    if gone.get("organization") != str(request.organization.pk):
        messages.info(request, _("There is nothing to bring back any more."))
        return redirect(_LIST, request.organization.slug)
    said = _("It is back: %s") % gone["name"]
    done(request, None, lambda: actions.name_section(None, name=gone["name"], by=request.member), said)
    return redirect(_LIST, request.organization.slug)
