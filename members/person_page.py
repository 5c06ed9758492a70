"""What a person's page shows."""

from datetime import datetime
from typing import Any

from django.template.loader import render_to_string
from django.urls import reverse

from members import households, registry
from members.about import About
from members.history import changes_of
from members.models import APART_FOR, Member
from members.reach import buttons, contact
from members.requests import OrgRequest
from organizations.access import may
from organizations.permissions import Scope


def page(request: OrgRequest, about: About) -> dict[str, Any]:
    """Return the context of `members/detail.html`."""
    organization = request.organization
    today = organization.today()
    return {
        "about": about,
        "member": about.member,
        "contacts": [contact(point, region=organization.phone_region, today=today) for point in about.points],
        "buttons": buttons(about.points),
        "organizer_url": _organizer_url(request, about.member),
        "changes": changes_of(about.member.pk, request.roles),
        "may_edit": may(request, "member.edit"),
        "shares": households.few(about.shares),
        "merges": [merged(each) for each in about.merges] if may(request, "member.merge") else [],
        "today": today,
        **_panels(request, about.member),
    }


def merged(row: dict[str, str]) -> dict[str, Any]:
    """Say who was put together with the person of the page, and until when that can be taken back."""
    at = datetime.fromisoformat(row["merged_at"])
    return {"id": row["id"], "name": row["name"], "at": at, "until": at + APART_FOR}


def _organizer_url(request: OrgRequest, member: Member) -> str:
    """Lead to the organizer's own page where the reader may see it."""
    organizer = member.organizer
    if organizer is None or not (request.scope is Scope.ALL or organizer == request.member):
        return ""
    is_here = organizer.kind == Member.Kind.PERSON and not (organizer.archived_at or organizer.erased_at)
    return reverse("members:detail", args=[request.organization.slug, organizer.pk]) if is_here else ""


def _panels(request: OrgRequest, member: Member) -> dict[str, list[str]]:
    """Build and render what other rooms add, by where it stands."""
    found: dict[str, list[str]] = {"head": [], "main": [], "side": []}
    for panel in sorted(registry.panels, key=lambda panel: panel.order):
        if (context := panel.build(request, member)) is not None:
            found[panel.where].append(render_to_string(panel.template, context, request))
    return found
