"""Units that move, go into another one or are deleted, with everyone in them; and the way back."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from members import going, units
from members.forms.units import IntoForm, LeaveForm, UnitForm
from members.models import Gone, Unit
from members.requests import OrgRequest
from members.views.units import about, done, options
from organizations.access import allow

_LIST = "units:list"


def _unit(pk: UUID) -> Unit:
    return get_object_or_404(Unit.objects.select_related("kind"), pk=pk)


@require_POST
@allow("chapter.edit")
def under(request: OrgRequest, pk: UUID, parent: UUID | None = None) -> HttpResponse:
    """Put a unit back below the one it stood under, or to the top."""
    unit = _unit(pk)
    said = _("It stands where it was: %s") % unit.name
    done(request, None, lambda: units.edit_unit(unit, name=unit.name, parent=parent, by=request.member), said)
    return redirect(_LIST, request.organization.slug)


@require_POST
@allow("chapter.edit")
def merge(request: OrgRequest, pk: UUID) -> HttpResponse:
    """Put a unit into another one with everyone in it."""
    unit = _unit(pk)
    form = IntoForm(request.POST, unit=unit)
    if form.is_valid():
        into = form.cleaned_data["into"]
        said = _("Everyone of “%(unit)s” belongs to “%(into)s” now.") % {"unit": unit.name, "into": into.name}
        undo = reverse("units:restore", args=[request.organization.slug, pk])
        if done(request, form, lambda: units.merge_unit(unit, into=into, by=request.member), said, undo=undo):
            return redirect(_LIST, request.organization.slug)
    now = {"name": unit.name, "parent": unit.parent_id}
    names = UnitForm(initial=now, options=[one for one in options(unit.kind) if one[0] != str(pk)])
    context = about(unit) | {"form": names, "name": unit.name, "into": form}
    return render(request, "members/unit.html", context, status=422)


@require_POST
@allow("chapter.edit")
def delete(request: OrgRequest, pk: UUID) -> HttpResponse:
    """Take a unit away; those in it stay without one only where that was said."""
    unit, form = _unit(pk), LeaveForm(request.POST)
    leaves = form.is_valid() and form.cleaned_data["leaves"]
    undo = reverse("units:restore", args=[request.organization.slug, pk])
    said = _("Deleted: %s") % unit.name
    done(request, None, lambda: units.delete_unit(unit, leaves=leaves, by=request.member), said, undo=undo)
    return redirect(_LIST, request.organization.slug)


@require_POST
@allow("chapter.edit")
def restore(request: OrgRequest, pk: UUID) -> HttpResponse:
    """Bring a unit back that was deleted or put into another one; `pk` is the one it had."""
    gone = get_object_or_404(going.can_come_back(), was=pk, what=Gone.What.UNIT)
    done(request, None, lambda: units.bring_back(gone, by=request.member), _("It is back: %s") % gone.name)
    return redirect(_LIST, request.organization.slug)
