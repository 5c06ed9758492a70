"""Kinds of units and their trees: `settings/units/`."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any, NamedTuple
from uuid import UUID

from django.contrib import messages
from django.db.models import Count
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from members import going, units
from members.forms.units import IntoForm, KindForm, LeaveForm, UnitForm
from members.models import Gone, Unit, UnitKind
from members.requests import OrgRequest
from members.units import UnitsRefused
from organizations.access import allow

_LIST = "units:list"


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
    gone = list(going.can_come_back().filter(what=Gone.What.UNIT).annotate(n=Count("people")))
    names = {unit.pk: unit.name for unit in every}
    for each in gone:
        each.until, each.now = each.at + timedelta(days=going.KEPT_DAYS), names.get(each.into, "")
    return render(request, "members/units.html", {"trees": trees, "gone": gone})


@require_http_methods(["GET", "HEAD", "POST"])
@allow("chapter.edit")
def kind(request: OrgRequest, pk: UUID | None = None) -> HttpResponse:
    """Name a kind, or make one."""
    found = get_object_or_404(UnitKind, pk=pk) if pk else None
    now = {"name": found.name, "plural": found.plural} if found else {}
    form = KindForm(request.POST if request.method == "POST" else None, initial=now)
    if form.is_valid() and done(
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
    form = UnitForm(request.POST if request.method == "POST" else None, options=options(found))
    if form.is_valid() and done(
        request, form, lambda: units.add_unit(found, by=request.member, **form.cleaned_data), _("Added.")
    ):
        return redirect(_LIST, request.organization.slug)
    context = {"form": form, "kind": found, "unit": None, "name": ""}
    return render(request, "members/unit.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@allow("chapter.edit")
def edit(request: OrgRequest, pk: UUID) -> HttpResponse:
    """Rename a unit, or move it under another."""
    found = get_object_or_404(Unit.objects.select_related("kind"), pk=pk)
    name, before = found.name, found.parent_id
    now = {"name": name, "parent": before}
    others = [option for option in options(found.kind) if option[0] != str(pk)]
    form = UnitForm(request.POST if request.method == "POST" else None, initial=now, options=others)
    if form.is_valid():
        undo = _back_under(request, found, before) if form.cleaned_data["parent"] != before else ""
        if done(request, form, lambda: units.edit_unit(found, by=request.member, **form.cleaned_data), undo=undo):
            return redirect(_LIST, request.organization.slug)
    context = about(found) | {"form": form, "name": name}
    return render(request, "members/unit.html", context, status=422 if form.errors else 200)


def _back_under(request: OrgRequest, unit: Unit, parent: UUID | None) -> str:
    slug = request.organization.slug
    return (
        reverse("units:under", args=[slug, unit.pk, parent]) if parent else reverse("units:top", args=[slug, unit.pk])
    )


def about(unit: Unit) -> dict[str, Any]:
    """Return what the page of a unit shows beside its form."""
    n = unit.belongings.count()
    return {"kind": unit.kind, "unit": unit, "n": n, "into": IntoForm(unit=unit), "leave": LeaveForm()}


@require_POST
@allow("chapter.edit")
def delete_kind(request: OrgRequest, pk: UUID) -> HttpResponse:
    """Take a kind without units away."""
    found = get_object_or_404(UnitKind, pk=pk)
    done(request, None, lambda: units.remove_kind(found, by=request.member), _("Deleted: %s") % found.name)
    return redirect(_LIST, request.organization.slug)


def done(request: OrgRequest, form: Any, work: Any, said: str = "", *, undo: str = "") -> bool:
    """Do it and say so, or say why not: at the form's field, else as a message."""
    try:
        work()
    except UnitsRefused as refusal:
        if form is None:
            messages.error(request, str(refusal))
        else:
            form.add_error(refusal.field if refusal.field in form.fields else None, str(refusal))
        return False
    messages.success(request, said or _("Saved."), extra_tags=undo)
    return True


def _tree(every: list[Unit], above: Unit | None = None, depth: int = 0) -> Iterator[Row]:
    for unit in every:
        if unit.parent_id == (above.pk if above else None):
            yield Row(unit, depth, above.name if above else "")
            yield from _tree(every, unit, depth + 1)


def options(kind: UnitKind) -> list[tuple[str, str]]:
    rows = _tree(list(kind.units.order_by("name", "pk")))
    return [(str(row.unit.pk), "\u2003" * row.depth + row.unit.name) for row in rows]
