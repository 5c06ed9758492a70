"""Filters put together: which field, what it shall say, and how conditions hang together.

Each page knows nothing but the address of the list it came from: adding, changing and taking away lead to another one.
"""

from dataclasses import dataclass, replace
from functools import cached_property

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe
from django.views.decorators.vary import vary_on_headers

from members import state
from members.filters import FilterField, fields_of, pages
from members.filters.editing import drawn
from members.filters.tree import Condition, Group, Node, Path, add, at, fits, put
from members.forms.condition import ConditionForm
from members.listing import Listing
from members.requests import OrgRequest
from organizations.access import allow
from organizations.fragments import fragment, go_on

HOW = ("all", "any", "none")


@dataclass
class Spot:
    """Where in the tree of the list something is added or changed, by what stands in the address."""

    request: OrgRequest

    @cached_property
    def state(self) -> state.State:
        return Listing(self.request).state

    @cached_property
    def path(self) -> Path:
        """Return the path in the address; raises Http404 when nothing stands there."""
        try:
            path = tuple(int(step) for step in self.request.GET.get("at", "").split(".") if step)
            at(self.state.tree, path)
        except (ValueError, LookupError) as error:
            raise Http404 from error
        return path

    @cached_property
    def now(self) -> Condition | None:
        """Return the condition that is changed; None when one is added."""
        node = at(self.state.tree, self.path)
        return node if isinstance(node, Condition) and "add" not in self.request.GET else None

    @cached_property
    def field(self) -> FilterField | None:
        name = self.now.field if self.now else self.request.GET.get("add", "")
        return fields_of(self.request).get(name)

    def with_condition(self, condition: Condition) -> Group:
        """Return the tree with the condition: changed, added to a group, or beside one in a group of their own."""
        tree, node, how = self.state.tree, at(self.state.tree, self.path), self.request.GET.get("how", "")
        if self.now:
            return put(tree, self.path, condition)
        new: Node = Group("none", (condition,)) if how == "none" else condition
        if not self.path and (how == "none" or not self.request.GET.get("go")):
            # Beside the list a filter narrows, also one of alternatives; only inside a group is it one more of them.
            return Group("all", (tree, new))
        if isinstance(node, Group):
            return add(tree, self.path, new)
        return put(tree, self.path, Group("any" if how == "any" else "all", (node, new)))

    def back(self, tree: Group) -> str:
        """Return the address to go on with: the list, the page of the whole filter, or whatever it is for."""
        state.keep_words(self.request, tree)
        asked = state.query(self.request, replace(self.state, tree=tree))
        return pages.address_of(self.request.organization.slug, self.request.GET.get("go", ""), asked)


@require_safe
@allow("member.view")
@vary_on_headers("HX-Request", "HX-Target")
def tree(request: OrgRequest) -> HttpResponse:
    """Show the whole filter: what hangs together how, and what may be changed."""
    asked = Listing(request).state
    context = {"drawn": drawn(request, asked), "asked": state.query(request, asked)}
    return render(request, fragment(request, "members/filter_tree.html", "sheet"), context)


@require_safe
@allow("member.view")
@vary_on_headers("HX-Request", "HX-Target")
def field(request: OrgRequest) -> HttpResponse:
    """Ask which field a new condition is about."""
    spot = Spot(request)
    carried = [
        (name, value) for name in request.GET if name not in ("add", "page") for value in request.GET.getlist(name)
    ]
    context = {"fields": list(fields_of(request).values()), "carried": carried, "path": spot.path}
    return render(request, fragment(request, "members/filter_field.html", "sheet"), context)


@require_http_methods(["GET", "POST"])
@allow("member.view")
@vary_on_headers("HX-Request", "HX-Target")
def condition(request: OrgRequest) -> HttpResponse:
    """Ask what a field shall say; words typed here go on in the session and not in the address."""
    spot = Spot(request)
    if spot.field is None:
        choose = reverse("members:filter_field", args=[request.organization.slug])
        return redirect(f"{choose}?{request.GET.urlencode()}")
    form = ConditionForm(request.POST or None, field=spot.field, request=request, now=spot.now)
    if form.is_valid():
        changed = spot.with_condition(form.condition())
        if fits(changed):
            return go_on(request, spot.back(changed))
        form.add_error(None, _("This is more than one list can be asked for. Take a filter away first."))
    context = {"form": form, "field": spot.field, "asked": request.GET.urlencode(), "is_new": spot.now is None}
    page = fragment(request, "members/filter_condition.html", "sheet")
    return render(request, page, context, status=422 if form.is_bound else 200)
