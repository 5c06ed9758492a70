"""The page on which an owner takes everything out, and the file itself."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe
from django.views.decorators.vary import vary_on_headers

from audit import reads
from members.exporting import files
from members.models import TakeOut
from members.requests import OrgRequest
from members.taking_out import actions
from members.taking_out.actions import RIGHT
from members.views.jobs import STOP_POLLING
from organizations.access import allow
from organizations.fragments import fragment

LATEST = 10


@require_safe
@allow(RIGHT, though_closed=True)
@vary_on_headers("HX-Request", "HX-Target")
def page(request: OrgRequest) -> HttpResponse:
    """Say what the file holds, how far one's own is, and who took everything out before."""
    made = list(TakeOut.objects.select_related("asked_by", "answered_by")[:LATEST])
    asked = TakeOut.objects.asked_of(request.member)
    mine = next((each for each in made if each.asked_by_id == request.member.pk), None)
    template = fragment(request, "members/take_out/page.html", "latest")
    ended = template.endswith("#latest") and not (mine and mine.goes_on and not mine.is_asked)
    return render(
        request, template, {"mine": mine, "made": made, "asked": asked}, status=STOP_POLLING if ended else 200
    )


@require_POST
@allow(RIGHT, though_closed=True)
def ask(request: OrgRequest) -> HttpResponse:
    """Begin a new file."""
    actions.ask(request.organization, by=request.member)
    return redirect("take_out:page", request.organization.slug)


@require_safe
@allow(RIGHT, though_closed=True)
def file(request: OrgRequest, pk: UUID) -> HttpResponse:
    """Hand the file over to whoever asked for it, while its hour lasts."""
    made = _own_or_404(request, pk)
    place = files.path(made.stored_as)
    if not made.is_there or not place.is_file():
        messages.error(request, _("This file is no longer there: it is kept for an hour. Ask for it again."))
        return redirect("take_out:page", request.organization.slug)
    reads.note(request, RIGHT, of=made.pk, n=max(made.n_rows, 1))
    name = f"{request.organization.slug}-{localtime(made.finished_at):%Y-%m-%d}.zip"
    return HttpResponse(
        place.read_bytes(),
        content_type="application/zip",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


@require_POST
@allow(RIGHT, though_closed=True)
def stop(request: OrgRequest, pk: UUID) -> HttpResponse:
    """Make no file of it."""
    if not actions.stop(_own_or_404(request, pk), by=request.member):
        messages.info(request, _("There was nothing to stop any more."))
    return redirect("take_out:page", request.organization.slug)


@require_POST
@allow(RIGHT, though_closed=True)
def answer(request: OrgRequest, pk: UUID) -> HttpResponse:
    """Agree to what another owner asked for, or stop it."""
    made = get_object_or_404(TakeOut.objects.exclude(asked_by=request.member), pk=pk)
    agreed = "agree" in request.POST
    if not (actions.agree if agreed else actions.refuse)(made, by=request.member):
        messages.info(request, _("That was over already: nothing was changed."))
    elif agreed:
        messages.success(request, _("You agreed. The file is being made."))
    else:
        messages.success(request, _("Stopped. No file is made."))
    return redirect("take_out:page", request.organization.slug)


def _own_or_404(request: OrgRequest, pk: UUID) -> TakeOut:
    """A file is for who asked for it; to others it is not there."""
    made: TakeOut = get_object_or_404(TakeOut.objects.select_related("asked_by"), pk=pk, asked_by=request.member)
    return made
