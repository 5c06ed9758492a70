"""After saving: back where one came from, with what was kept in a sentence, and an Undo in it."""

from urllib.parse import urlsplit

from django.contrib import messages
from django.urls import Resolver404, resolve, reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from conversations.logging.saving import Saved
from members.models import Member
from members.requests import OrgRequest

# Pages that answer to a form, or that a log begins on: nobody wants to go back there.
_NOT_BACK = {"log:new", "log:look", "log:find", "log:attempt", "log:undo"}


def leave(request: OrgRequest, saved: Saved, *, back: str = "", another: bool = False) -> str:
    """Say what was kept, and return the address to go on to."""
    undo = reverse("log:undo", args=[request.organization.slug, saved.conversation.pk])
    messages.success(request, said(saved), extra_tags=undo)
    here = reverse("log:new", args=[request.organization.slug])
    back = came_from(request, back)
    return here if another or not (back or saved.members) else back or page_of(request, saved.members[0])


def said(saved: Saved) -> str:
    """Say whom it was with, and what came of the level."""
    first, *others = saved.members
    says = {"name": first, "n": len(others), "kind": saved.conversation.get_kind_display()}
    kept = (
        ngettext("Kept: %(name)s and %(n)d other.", "Kept: %(name)s and %(n)d others.", len(others))
        if others
        else _("Kept: %(name)s, %(kind)s.")
    )
    return f"{kept % says} {saved.about_level}".strip()


def came_from(request: OrgRequest, address: str = "") -> str:
    """Return the page of this group that the reader came from; empty from everywhere else."""
    said = urlsplit(address or request.headers.get("Referer", ""))
    try:
        found = resolve(said.path) if said.netloc in ("", request.get_host()) else None
    except Resolver404:
        return ""
    # Of this group: the address comes from outside.
    if found is None or found.kwargs.get("organization") != request.organization.slug or found.view_name in _NOT_BACK:
        return ""
    return f"{said.path}?{said.query}" if said.query else said.path


def page_of(request: OrgRequest, member: Member) -> str:
    return reverse("members:detail", args=[request.organization.slug, member.pk])
