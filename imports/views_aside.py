"""What is kept aside until it has a room here: counted, handed over when the room has come, dropped."""

from datetime import datetime
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST, require_safe

from imports import aside, registry
from imports.models import KEEP, ImportBatch
from imports.targets import ASIDE_KEYS, TALK
from imports.views import batch_or_404
from members.requests import OrgRequest
from organizations.access import allow

A_PAGE = 20


@require_safe
@allow("import.run")
def aside_list(request: OrgRequest) -> HttpResponse:
    """Show of which lists what is kept, until when, and the rooms that have come."""
    page = Paginator(aside.lists(), A_PAGE).get_page(request.GET.get("page"))
    shown = list(page)
    kept = aside.kept([batch.pk for batch in shown])
    lists = [(batch, kept[batch.pk], _until(batch)) for batch in shown]
    waiting = aside.waiting()
    rooms = [(n, room, people) for n, room in enumerate(registry.rooms) if (people := waiting(room.keys))]
    return render(request, "imports/aside.html", {"page": page, "lists": lists, "rooms": rooms})


def _until(batch: ImportBatch) -> datetime | None:
    """Return the day on which it goes; None: it waits for its room."""
    return None if batch.keeps_aside or batch.finished_at is None else batch.finished_at + KEEP


@require_POST
@allow("import.run")
def drop(request: OrgRequest, pk: UUID) -> HttpResponse:
    """Let go of one thing that a list said, or of all of it; the message can undo it."""
    batch, what = batch_or_404(pk), _what(request)
    if n := aside.drop(batch, what=what, by=request.member):
        back = reverse("imports:aside_keep", args=[request.organization.slug, pk])
        said = ngettext("%s row is no longer kept. It is gone for good by tomorrow.",
                        "%s rows are no longer kept. They are gone for good by tomorrow.", n)  # fmt: skip
        messages.success(request, said % f"{n:,}", extra_tags=f"{back}?what={what}")
    else:
        messages.info(request, _("Nothing was dropped: choose what to let go of."))
    return _to_list(request)


@require_POST
@allow("import.run")
def keep(request: OrgRequest, pk: UUID) -> HttpResponse:
    """Undo the dropping."""
    if aside.keep_after_all(batch_or_404(pk), what=_what(request), by=request.member):
        messages.success(request, _("It is kept, as before."))
    return _to_list(request)


@require_POST
@allow("import.run")
def hand_over(request: OrgRequest) -> HttpResponse:
    """Give a room that has come what was kept for it."""
    number = request.POST.get("room", "")
    room = {str(n): room for n, room in enumerate(registry.rooms)}.get(number)
    if room is None:
        messages.error(request, _("Choose the room that takes it over."))
    else:
        n = aside.hand_over(room, by=request.member)
        said = _("%(room)s has taken over %(n)s of them.") % {"room": room.label, "n": f"{n:,}"}
        left = str(room.left) if aside.waiting()(room.keys) else ""
        messages.success(request, f"{said} {left}".strip())
    return _to_list(request)


def _what(request: OrgRequest) -> str:
    """Return the target asked for, or nothing, under which nothing is kept; the address of an undo carries it, as a message has no form of its own."""
    asked = request.POST.get("what") or request.GET.get("what", "")
    return asked if asked == aside.ALL or asked in ASIDE_KEYS | {TALK} else ""


def _to_list(request: OrgRequest) -> HttpResponse:
    return HttpResponseRedirect(reverse("imports:aside", args=[request.organization.slug]), status=303)
