"""What the frame around every page needs."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

from organizations.access import may
from organizations.registry import strips
from organizations.rooms import menu_for
from organizations.signing_in import kept


def frame(request: HttpRequest) -> dict[str, Any]:
    """Give pages inside an organization their menu and the role shown; no database is asked.

    Worked out once for a request: the parts of a person's page are rendered one by one.
    """
    if not hasattr(request, "member"):
        return _frame(request)
    if "_frame" not in request.__dict__:
        request.__dict__["_frame"] = _frame(request)
    found: dict[str, Any] = request.__dict__["_frame"]
    return found


def _frame(request: HttpRequest) -> dict[str, Any]:
    if not hasattr(request, "roles"):
        return {"demo": settings.DEMO}
    slug = request.organization.slug  # type: ignore[attr-defined]
    # All that is left of a closed one is the file with everything.
    closed = request.organization.is_closed  # type: ignore[attr-defined]
    rooms = [] if closed else menu_for(request)  # type: ignore[arg-type]
    # A room's address may begin with another's, as those of the settings do.
    below = [
        (address, place)
        for place, url in rooms
        for address in (url, *(reverse(name, args=[slug]) for name in place.also))
        if request.path.startswith(address)
    ]
    _address, here = max(below, key=lambda one: len(one[0]), default=("", None))
    navigation = [
        {"label": place.label, "icon": place.icon, "url": url, "current": place is here} for place, url in rooms
    ]
    return {
        "demo": settings.DEMO,
        "navigation": navigation,
        "strip": next((strip for make in strips if (strip := make(request))), None),  # type: ignore[arg-type]
        # Pages of errors stand in the frame when it is known who asks.
        "parent": "frame.html" if hasattr(request, "member") and not closed else "",
        "kept": kept.for_page(request),
        "role_label": request.roles[0].label,
        # An owner invites; others who may bring people in propose them.
        "helper": getattr(request, "helper", None),
        "may_let_in": may(request, "people.manage"),  # type: ignore[arg-type]
        "may_see_safety": may(request, "safety.view"),  # type: ignore[arg-type]
        "may_propose": may(request, "responsibility.edit") and not may(request, "people.manage"),  # type: ignore[arg-type]
        "search_url": reverse("members:search", args=[slug]) if may(request, "member.view") else "",  # type: ignore[arg-type]
    }
