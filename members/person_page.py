"""What a person's pages show: around each of its tabs, and on the first."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from django.template.loader import render_to_string
from django.urls import reverse

from members import households, registry
from members.about import About
from members.history import changes_of
from members.models import APART_FOR, Member
from members.reach import buttons, contact
from members.relationships.shown import lines
from members.requests import OrgRequest
from organizations.access import may
from organizations.permissions import Scope

# As many stand on the first page; all have one of their own.
FEW = 8
_PLACES = ("head", "act", "main", "side")


def page(request: OrgRequest, about: About) -> dict[str, Any]:
    """Return the context of `members/detail.html`."""
    related = lines(about.member, about.related)
    return {
        "contacts": contacts_of(request, about),
        "changes": changes_of(about.member.pk, request.roles),
        "shares": households.few(about.shares),
        "related": related[:FEW],
        "n_related": len(related),
        "merges": [merged(each) for each in about.merges] if may(request, "member.merge") else [],
        **around(request, about, "members:detail", panels=_PLACES),
    }


def around(
    request: OrgRequest, about: About, url_name: str, *, panels: Collection[str] = ("head", "act")
) -> dict[str, Any]:
    """Return the context of `members/person.html`, which stands around every tab; `url_name` is the open one's.

    A tab that needs many statements of its own does without some of the `panels` of other rooms.
    """
    member, is_archived = about.member, about.member.archived_at is not None
    return {
        "about": about,
        "member": member,
        "is_archived": is_archived,
        "buttons": [] if is_archived else buttons(about.points),
        "organizer_url": _organizer_url(request, member),
        "may_edit": may(request, "member.edit") and not is_archived,
        "may_archive": may(request, "member.archive") and member.kind == Member.Kind.PERSON,
        "may_have_file": may(request, "member.rights_file") and member.kind == Member.Kind.PERSON,
        "tabs": _tabs(request, member, url_name),
        "today": request.organization.today(),
        **_panels(request, member, panels),
    }


def contacts_of(request: OrgRequest, about: About) -> list[Any]:
    """Say how somebody is reached, and what they agreed to."""
    region, today = request.organization.phone_region, request.organization.today()
    return [contact(point, region=region, today=today) for point in about.points]


def merged(row: dict[str, str]) -> dict[str, Any]:
    """Say who was put together with the person of the page, and until when that can be taken back."""
    at = datetime.fromisoformat(row["merged_at"])
    return {"id": row["id"], "name": row["name"], "at": at, "until": at + APART_FOR}


def _tabs(request: OrgRequest, member: Member, url_name: str) -> list[dict[str, Any]]:
    """List the tabs that the reader may open."""
    here = [request.organization.slug, member.pk]
    return [
        {"label": tab.label, "url": reverse(tab.url_name, args=here), "is_open": tab.url_name == url_name}
        for tab in sorted(registry.tabs, key=lambda tab: tab.order)
        if may(request, tab.action)
    ]


def _organizer_url(request: OrgRequest, member: Member) -> str:
    """Lead to the organizer's own page where the reader may see it."""
    organizer = member.organizer
    if organizer is None or not (request.scope is Scope.ALL or organizer == request.member):
        return ""
    is_here = organizer.kind == Member.Kind.PERSON and not (organizer.archived_at or organizer.erased_at)
    return reverse("members:detail", args=[request.organization.slug, organizer.pk]) if is_here else ""


def _panels(request: OrgRequest, member: Member, places: Collection[str]) -> dict[str, list[str]]:
    """Build and render what other rooms add in these places, by where it stands."""
    found: dict[str, list[str]] = {place: [] for place in _PLACES}
    for panel in sorted(registry.panels, key=lambda panel: panel.order):
        if panel.where in places and (context := panel.build(request, member)) is not None:
            found[panel.where].append(render_to_string(panel.template, context, request))
    return found
