"""The saved views above the list, as tabs; how many people each shows is asked for afterwards."""

from collections.abc import Sequence
from typing import Any

from django.urls import reverse

from members import state
from members.filters import asking
from members.listing import Listing
from members.models import Member, SavedView
from members.models.person import MemberQuerySet
from members.queries import count_each
from members.requests import OrgRequest
from organizations.access import may

# So many stand above the list; all of them have a page.
SHOWN = 8


def context(listing: Listing) -> dict[str, Any]:
    """Say which tabs there are, which is open, and what may be done with it."""
    request, view = listing.request, listing.state.view
    views = shown(listing.views, view)
    return {
        "tabs": [_tab(request, each, view) for each in views],
        "more_views": len(listing.views) > len(views),
        "view": view,
        "is_changed": listing.state.is_changed,
        "may_change_view": view is not None and may_change(request, view),
        "may_save": may(request, "view.save") and (listing.state.is_changed or (view is None and _is_own(listing))),
    }


def shown(views: Sequence[SavedView], view: SavedView | None) -> list[SavedView]:
    """Return the views that stand above the list; the open one is always among them."""
    first = list(views[:SHOWN])
    return [*first[:-1], view] if view and view not in first else first


def _tab(request: OrgRequest, each: SavedView, view: SavedView | None) -> dict[str, Any]:
    address = reverse("members:list", args=[request.organization.slug])
    return {"view": each, "url": f"{address}?{state.VIEW}={each.pk}", "is_open": each == view}


def _is_own(listing: Listing) -> bool:
    """Whether somebody filtered, sorted or chose columns, so that there is something to save."""
    return listing.state != state.State(misread=listing.state.misread)


def may_change(request: OrgRequest, view: SavedView) -> bool:
    """Whether someone may save to a view, rename or delete it: who made it, and for a shared one who keeps the lists."""
    if not may(request, "view.save"):
        return False
    return view.owner_id == request.member.pk or (view.is_shared and may(request, "field.edit"))


def counts(request: OrgRequest, views: Sequence[SavedView]) -> dict[str, int]:
    """Count the people of each view in one statement; a view with a filter that is no longer there has no count."""
    people: dict[str, MemberQuerySet] = {}
    for view in views:
        misread: list[str] = []
        tree = asking.sound(state.of_view(view).tree, request, misread)
        if not misread:
            people[str(view.pk)] = Member.objects.people().visible_to(request).filter(asking.where(tree, request))
    return count_each(people)
