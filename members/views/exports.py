"""Taking a list out: the form, the page of the file, and the file itself."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localtime
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from django.views.decorators.vary import vary_on_headers

from audit import reads
from members import choosing
from members.exporting import actions, files, words
from members.exporting.forms import ExportForm
from members.exporting.jobs import as_job
from members.listing import Listing
from members.models import Export, Member
from members.requests import OrgRequest
from members.views.jobs import STOP_POLLING
from organizations.access import allow
from organizations.fragments import fragment

_TYPES = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


@require_http_methods(["GET", "HEAD", "POST"])
@allow("member.export")
def new(request: OrgRequest) -> HttpResponse:
    """Ask for a file of the list that the address names, or of those ticked on it; a first POST brings the ticks."""
    listing = Listing(request)
    chosen = choosing.of_request(listing) or choosing.of_list(listing, [])
    n = chosen.people(request).order_by().count()
    data = request.POST if "reason" in request.POST else None
    form = ExportForm(data, request=request, shown=listing.columns, n=n)
    if form.is_valid():
        export = actions.ask(chosen, n=n, by=request.member, **form.cleaned_data)
        return redirect("members:export", request.organization.slug, export.pk)
    context = {
        "form": form,
        "n": n,
        "picked": chosen.picks or (),
        "asked": request.GET.urlencode(),
        "misread": listing.state.misread,
    }
    return render(request, "members/export/new.html", context, status=422 if form.is_bound else 200)


@require_safe
@allow("member.view")
@vary_on_headers("HX-Request", "HX-Target")
def detail(request: OrgRequest, pk: UUID) -> HttpResponse:
    """Show how far one's own file is, and what is in it; the page asks again until it is there."""
    export = _own_or_404(request, pk)
    people = Member.objects.people().visible_to(request).filter(pk__in=export.shares_phone).by_name()
    context = {
        "export": export,
        "job": as_job(request, export),
        "left_out": words.left_out(export),
        "shares_phone": people if export.is_there else (),
    }
    template = fragment(request, "members/export/detail.html", "export")
    ended = template.endswith("#export") and not export.goes_on
    return render(request, template, context, status=STOP_POLLING if ended else 200)


@require_safe
@allow("member.export")
def file(request: OrgRequest, pk: UUID) -> HttpResponse:
    """Hand the file over to whoever asked for it, while its hour lasts."""
    export = _own_or_404(request, pk)
    place = files.path(export.stored_as)
    if not export.is_there or not place.is_file():
        messages.error(request, _("This file is no longer there: it is kept for an hour. Ask for it again."))
        return redirect("members:export", request.organization.slug, pk)
    reads.note(request, "member.export", of=export.pk, n=max(export.n_written, 1))
    name = f"people-{localtime(export.finished_at):%Y-%m-%d}.{export.format}"
    # In one piece: a streamed answer would be read after the organization has been left.
    return HttpResponse(
        place.read_bytes(),
        content_type=_TYPES[export.format],
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


@require_POST
@allow("member.view")
def stop(request: OrgRequest, pk: UUID) -> HttpResponse:
    """Make no file of it."""
    if not actions.stop(_own_or_404(request, pk), by=request.member):
        messages.info(request, _("There was nothing to stop any more."))
    return redirect("members:export", request.organization.slug, pk)


def _own_or_404(request: OrgRequest, pk: UUID) -> Export:
    """A file is for who asked for it and said what for; to others it is not there."""
    export: Export = get_object_or_404(Export.objects.select_related("asked_by"), pk=pk, asked_by=request.member)
    return export
