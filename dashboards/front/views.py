"""The front page of the dashboards, and the choice of what stands on it."""

from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect, render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from dashboards import counting, registry
from dashboards.front import actions
from members.requests import OrgRequest
from organizations.access import allow, may


@require_safe
@allow("dashboard.view")
def front(request: OrgRequest) -> HttpResponse:
    """Show the panels that the group has pinned, as far as the reader may see what they show."""
    asked = counting.read(request)
    by_name = {panel.name: panel for panel in registry.panels if may(request, panel.action)}
    panels = [by_name[name] for name in actions.pinned() if name in by_name]
    shown = [{"panel": panel, "body": _drawn(request, panel)} for panel in panels]
    context = counting.offered(asked, with_views=False) | {"shown": shown, "may_choose": may(request, actions.RIGHT)}
    return render(request, "dashboards/front/front.html", context)


def _drawn(request: OrgRequest, panel: registry.Panel) -> SafeString:
    return render_to_string(panel.template, {"asked": counting.read(request), **panel.build(request)}, request)


@require_safe
@allow(actions.RIGHT)
def choose(request: OrgRequest) -> HttpResponse:
    """Show what stands on the front page, in its order, and what else there is."""
    by_name = {panel.name: panel for panel in registry.panels}
    names = actions.pinned()
    context = {
        "pinned": [by_name[name] for name in names],
        "others": [panel for name, panel in by_name.items() if name not in names],
        "is_full": len(names) >= actions.MOST,
        "most": actions.MOST,
        # Where the keyboard goes on after a button was pressed.
        "moved": request.GET.get("moved", ""),
        "way": request.GET.get("way", ""),
    }
    return render(request, "dashboards/front/choose.html", context)


@require_POST
@allow(actions.RIGHT)
def change(request: OrgRequest) -> HttpResponse:
    """Pin a panel, take it off, or put it one place up or down."""
    panel = request.POST.get("panel", "")
    title = next((each.title for each in registry.panels if each.name == panel), None)
    way = request.POST.get("do", "")
    if title is None:
        messages.warning(request, _("There is no such panel any more. Choose one of these."))
        return redirect("dashboards:choose", request.organization.slug)
    if way == "pin":
        _pin(request, panel, str(title))
    elif way == "unpin":
        actions.unpin(panel, by=request.member)
        messages.success(request, _("“%(panel)s” is off the front page.") % {"panel": title})
    elif way in ("up", "down"):
        actions.move(panel, back=way == "up", by=request.member)
    address = reverse("dashboards:choose", args=[request.organization.slug])
    return HttpResponseRedirect(f"{address}?{urlencode({'moved': panel, 'way': way})}", status=303)


def _pin(request: OrgRequest, panel: str, title: str) -> None:
    try:
        actions.pin(panel, by=request.member)
    except actions.TooMany:
        messages.warning(request, _("The front page is full. Take something off first."))
    else:
        messages.success(request, _("“%(panel)s” is on the front page now.") % {"panel": title})
