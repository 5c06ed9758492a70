"""Saved views: made from a list, changed, shared, deleted and brought back; and how many people each shows."""

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from django.views.decorators.vary import vary_on_headers

from members import saved, state, tabs
from members.forms.view import ViewForm
from members.listing import Listing
from members.models import SavedView
from members.requests import OrgRequest
from organizations.access import allow
from organizations.fragments import fragment, go_on


@require_safe
@allow("member.view")
def views(request: OrgRequest) -> HttpResponse:
    """List all views that someone may look through, and lead to changing their own."""
    every = SavedView.objects.open_to(request.member).select_related("owner")
    lines = [{"view": view, "may_change": tabs.may_change(request, view)} for view in every]
    return render(request, "members/views.html", {"lines": lines})


@require_http_methods(["GET", "POST"])
@allow("view.save")
@vary_on_headers("HX-Request", "HX-Target")
def add(request: OrgRequest) -> HttpResponse:
    """Save what the list is asked for under a new name."""
    form = ViewForm(request.POST or None, request=request)
    if form.is_valid():
        view = saved.save_view(
            _asked(request), name=form.cleaned_data["name"], is_shared=form.is_shared_now, by=request.member
        )
        messages.success(request, _("Saved: %s") % view)
        return go_on(request, _list(request, view))
    context = {"form": form, "asked": request.GET.urlencode()}
    return render(
        request, fragment(request, "members/view_add.html", "sheet"), context, status=422 if form.is_bound else 200
    )


@require_POST
@allow("view.save")
def save(request: OrgRequest, pk: UUID) -> HttpResponse:
    """Let the view show what the list is asked for now."""
    view = _own_or_404(request, pk)
    saved.save_to(view, _asked(request), by=request.member)
    messages.success(request, _("Saved: %s") % view)
    return HttpResponseRedirect(_list(request, view), status=303)


@require_http_methods(["GET", "POST"])
@allow("view.save")
def edit(request: OrgRequest, pk: UUID) -> HttpResponse:
    """Rename a view, share it or take it back."""
    view = _own_or_404(request, pk)
    form = ViewForm(request.POST or None, view=view, request=request)
    if form.is_valid():
        saved.edit_view(view, name=form.cleaned_data["name"], is_shared=form.is_shared_now, by=request.member)
        messages.success(request, _("Saved: %s") % view)
        return redirect("members:views", request.organization.slug)
    return render(request, "members/view_edit.html", {"form": form, "view": view}, status=422 if form.is_bound else 200)


@require_POST
@allow("view.save")
def delete(request: OrgRequest, pk: UUID) -> HttpResponse:
    """Delete a view; the message brings it back to who made it."""
    view = _own_or_404(request, pk)
    saved.delete_view(view, by=request.member)
    undo = reverse("members:view_back", args=[request.organization.slug, pk])
    messages.success(request, _("Deleted: %s") % view, extra_tags=undo if view.owner_id == request.member.pk else "")
    return redirect("members:views", request.organization.slug)


@require_POST
@allow("view.save")
def bring_back(request: OrgRequest, pk: UUID) -> HttpResponse:
    """Bring a deleted view back."""
    get_object_or_404(SavedView, pk=pk, owner=request.member)
    view = saved.bring_back(pk, by=request.member)
    if view is None:
        messages.info(request, _("There is nothing to bring back any more."))
        return redirect("members:views", request.organization.slug)
    messages.success(request, _("It is back: %s") % view)
    return HttpResponseRedirect(_list(request, view), status=303)


@require_safe
@allow("member.view")
def counts(request: OrgRequest) -> HttpResponse:
    """Show the tabs with how many people each view has: asked for by the list once it is there."""
    listing = Listing(request)
    context = tabs.context(listing)
    n = tabs.counts(request, [tab["view"] for tab in context["tabs"]])
    for tab in context["tabs"]:
        tab["n"] = n.get(str(tab["view"].pk))
    return render(request, "members/tabs.html#view_tabs", {**context, "counts": True})


def _asked(request: OrgRequest) -> state.State:
    return Listing(request).state


def _own_or_404(request: OrgRequest, pk: UUID) -> SavedView:
    view = get_object_or_404(SavedView.objects.open_to(request.member), pk=pk)
    if not tabs.may_change(request, view):
        raise PermissionDenied(_("Only who made this view, or who keeps the lists, may change it."))
    return view


def _list(request: OrgRequest, view: SavedView) -> str:
    return f"{reverse('members:list', args=[request.organization.slug])}?{state.VIEW}={view.pk}"
