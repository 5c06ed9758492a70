"""Which columns the list shows, and in which order."""

from dataclasses import replace

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods
from django.views.decorators.vary import vary_on_headers

from members import columns, state
from members.listing import Listing
from members.requests import OrgRequest
from organizations.access import allow
from organizations.fragments import fragment, go_on


@require_http_methods(["GET", "POST"])
@allow("member.view")
@vary_on_headers("HX-Request", "HX-Target")
def choose(request: OrgRequest) -> HttpResponse:
    """Offer every column, those that are shown first; moving one up or down, or showing the list, sends the form."""
    listing = Listing(request)
    every = columns.columns_of(request)
    # What is checked, in the order of the form; the form sends every column it lists in `order`.
    order = [name for name in request.POST.getlist("order") if name in every]
    ticked = set(request.POST.getlist("show")) if request.POST else {column.name for column in listing.columns}
    order = list(dict.fromkeys([*(order or [column.name for column in listing.columns]), *every]))
    if request.POST and not (set(request.POST) & {"up", "down"}):
        return go_on(request, _address(request, listing, [name for name in order if name in ticked]))
    moved = _move(order, request.POST.get("up", ""), -1) or _move(order, request.POST.get("down", ""), 1)
    lines = [{"column": every[name], "is_shown": name in ticked} for name in order]
    context = {"lines": lines, "moved": moved, "up": "up" in request.POST, "asked": request.GET.urlencode()}
    return render(request, fragment(request, "members/columns.html", "sheet"), context)


def _move(order: list[str], name: str, by: int) -> str:
    """Move a column by one place; returns its name when it was there."""
    if name not in order:
        return ""
    here = order.index(name)
    there = min(max(here + by, 0), len(order) - 1)
    order.insert(there, order.pop(here))
    return name


def _address(request: OrgRequest, listing: Listing, names: list[str]) -> str:
    usual = [column.name for column in columns.chosen(request, ())]
    chosen = () if names == usual else tuple(names)
    asked = state.query(request, replace(listing.state, columns=chosen))
    return reverse("members:list", args=[request.organization.slug]) + (f"?{asked}" if asked else "")
