"""Kinds of units and their trees: `settings/units/`."""

from collections.abc import Iterator
from typing import Any, NamedTuple
from uuid import UUID

from django.contrib import messages
from django.db.models import Count
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from members import units
from members.forms.units import KindForm, UnitForm
from members.models import Unit, UnitKind
from members.requests import OrgRequest
from members.units import UnitsRefused
from organizations.access import allow

_LIST = "units:list"
_DELETED = "deleted_unit"


class Row(NamedTuple):
    """A unit, how deep it stands in the tree, and under which."""

    unit: Unit
    depth: int
    under: str


@require_safe
@allow("chapter.edit")
def unit_list(request: OrgRequest) -> HttpResponse:
    """Show the tree of every kind, with how many people belong to each unit."""
    every = list(Unit.objects.annotate(n=Count("belongings")).order_by("name", "pk"))
    trees = [
        (kind, list(_tree([unit for unit in every if unit.kind_id == kind.pk]))) for kind in UnitKind.objects.all()
    ]
    return render(request, "members/units.html", {"trees": trees})


@require_http_methods(["GET", "HEAD", "POST"])
@allow("chapter.edit")
def kind(request: OrgRequest, pk: UUID | None = None) -> HttpResponse:
    """Name a kind, or make one."""
    found = get_object_or_404(UnitKind, pk=pk) if pk else None
    now = {"name": found.name, "plural": found.plural} if found else {}
    form = KindForm(request.POST if request.method == "POST" else None, initial=now)
    if form.is_valid() and _done(
        request, form, lambda: units.name_kind(found, by=request.member, **form.cleaned_data), _("Saved.")
    ):
        return redirect(_LIST, request.organization.slug)
    context = {"form": form, "kind": found}
    return render(request, "members/unit_kind.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@allow("chapter.edit")
def add(request: OrgRequest, pk: UUID) -> HttpResponse:
    """Add a unit of this kind."""
    found = get_object_or_404(UnitKind, pk=pk)
    form = UnitForm(request.POST if request.method == "POST" else None, options=_options(found))
    if form.is_valid() and _done(
        request, form, lambda: units.add_unit(found, by=request.member, **form.cleaned_data), _("Added.")
    ):
        return redirect(_LIST, request.organization.slug)
    context = {"form": form, "kind": found, "unit": None}
    return render(request, "members/unit.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@allow("chapter.edit")
def edit(request: OrgRequest, pk: UUID) -> HttpResponse:
    """Rename a unit, or move it under another."""
    found = get_object_or_404(Unit.objects.select_related("kind"), pk=pk)
    name, now = found.name, {"name": found.name, "parent": found.parent_id}
    options = [option for option in _options(found.kind) if option[0] != str(pk)]
    form = UnitForm(request.POST if request.method == "POST" else None, initial=now, options=options)
    if form.is_valid() and _done(
        request, form, lambda: units.edit_unit(found, by=request.member, **form.cleaned_data), _("Saved.")
    ):
        return redirect(_LIST, request.organization.slug)
    context = {"form": form, "kind": found.kind, "unit": found, "name": name}
    return render(request, "members/unit.html", context, status=422 if form.errors else 200)


@require_POST
@allow("chapter.edit")
def delete(request: OrgRequest, pk: UUID) -> HttpResponse:
    """Take an empty unit away."""
    found = get_object_or_404(Unit, pk=pk)
    # Nobody belonged to it and nothing stood below, so the name and the place are all there is to bring back.
    gone = {"kind": str(found.kind_id), "name": found.name, "parent": found.parent_id and str(found.parent_id)}
    undo = reverse("units:restore", args=[request.organization.slug])
    said = _("Deleted: %s") % found.name
    if _done(request, None, lambda: units.delete_unit(found, by=request.member), said, undo=undo):
        request.session[_DELETED] = {**gone, "organization": str(request.organization.pk)}
    return redirect(_LIST, request.organization.slug)


@require_POST
@allow("chapter.edit")
def restore(request: OrgRequest) -> HttpResponse:
    """Bring back the unit that this person deleted last, in its place."""
    gone = request.session.pop(_DELETED, {})
    kind = UnitKind.objects.filter(pk=gone.get("kind")).first()
    if kind is None or gone["organization"] != str(request.organization.pk):
        messages.info(request, _("There is nothing to bring back any more."))
        return redirect(_LIST, request.organization.slug)
    parent = UUID(gone["parent"]) if gone["parent"] else None
    back = {"name": gone["name"], "parent": parent, "by": request.member}
    _done(request, None, lambda: units.add_unit(kind, **back), _("It is back: %s") % gone["name"])
    return redirect(_LIST, request.organization.slug)


@require_POST
@allow("chapter.edit")
def delete_kind(request: OrgRequest, pk: UUID) -> HttpResponse:
    """Take a kind without units away."""
    found = get_object_or_404(UnitKind, pk=pk)
    _done(request, None, lambda: units.remove_kind(found, by=request.member), _("Deleted: %s") % found.name)
    return redirect(_LIST, request.organization.slug)


def _done(request: OrgRequest, form: Any, work: Any, said: str, *, undo: str = "") -> bool:
    """Do it and say so, or say why not: at the form's field, else as a message."""
    try:
        work()
    except UnitsRefused as refusal:
        if form is None:
            messages.error(request, str(refusal))
        else:
            form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
        return False
    messages.success(request, said, extra_tags=undo)
    return True


def _tree(every: list[Unit], above: Unit | None = None, depth: int = 0) -> Iterator[Row]:
    for unit in every:
        if unit.parent_id == (above.pk if above else None):
            yield Row(unit, depth, above.name if above else "")
            yield from _tree(every, unit, depth + 1)


def _options(kind: UnitKind) -> list[tuple[str, str]]:
    rows = _tree(list(kind.units.order_by("name", "pk")))
    return [(str(row.unit.pk), "\u2003" * row.depth + row.unit.name) for row in rows]
