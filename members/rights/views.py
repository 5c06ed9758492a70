"""The pages of what somebody may ask for: the file of all that is held, and that something be put right."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from django.views.decorators.vary import vary_on_headers

from members.models import Correction, Member, RightsFile
from members.requests import OrgRequest
from members.rights import actions, corrections
from members.rights.actions import RIGHT
from members.rights.forms import DecisionForm, WrongForm
from members.views.jobs import STOP_POLLING
from organizations.access import allow, may
from organizations.fragments import fragment

DECIDED = 20


@require_safe
@allow(RIGHT)
@vary_on_headers("HX-Request", "HX-Target")
def everything(request: OrgRequest, pk: UUID) -> HttpResponse:
    """Say what the file holds, and how far one's own is."""
    member = _person_or_404(request, pk)
    mine = RightsFile.objects.filter(member=member, asked_by=request.member).first()
    template = fragment(request, "members/rights/everything.html", "latest")
    ended = template.endswith("#latest") and not (mine and mine.goes_on)
    context = {"member": member, "mine": mine, "is_for_owners": actions.is_for_owners(request)}
    return render(request, template, context, status=STOP_POLLING if ended else 200)


@require_POST
@allow(RIGHT)
def ask(request: OrgRequest, pk: UUID) -> HttpResponse:
    """Begin a new file."""
    if not actions.is_for_owners(request):
        actions.ask(_person_or_404(request, pk), by=request.member)
    return redirect("members:everything", request.organization.slug, pk)


@require_POST
@allow(RIGHT)
def file(request: OrgRequest, pk: UUID) -> HttpResponse:
    """Hand the file over to whoever asked for it, once, while its hour lasts."""
    made = _own_or_404(request, pk)
    if (content := actions.fetch(made, by=request.member)) is None:
        messages.error(
            request, _("This file is no longer there: it is fetched once, within an hour. Ask for it again.")
        )
        return redirect("members:everything", request.organization.slug, made.member_id)
    # No name in it: downloads are listed where others look.
    name = f"everything-{request.organization.today():%Y-%m-%d}.zip"
    disposition = f'attachment; filename="{name}"'
    return HttpResponse(content, content_type="application/zip", headers={"Content-Disposition": disposition})


@require_POST
@allow(RIGHT)
def stop(request: OrgRequest, pk: UUID) -> HttpResponse:
    """Make no file of it."""
    made = _own_or_404(request, pk)
    if not actions.stop(made, by=request.member):
        messages.info(request, _("There was nothing to stop any more."))
    return redirect("members:everything", request.organization.slug, made.member_id)


@require_http_methods(["GET", "HEAD", "POST"])
@allow("member.view")
def wrong(request: OrgRequest, pk: UUID) -> HttpResponse:
    """Lead to where it is put right; who cannot do that keeps what the person said for those who can."""
    member = _person_or_404(request, pk)
    form = WrongForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        corrections.ask(member, **form.cleaned_data, by=request.member)
        messages.success(request, _("Kept. Whoever keeps the lists puts it right, or says why not."))
        return redirect("members:detail", request.organization.slug, pk)
    context = {
        "form": form,
        "member": member,
        "said": member.corrections.select_related("asked_by", "decided_by"),
        "may_edit": may(request, "member.edit") and member.archived_at is None,
        "may_decide": may(request, "member.merge"),
    }
    return render(request, "members/rights/wrong.html", context, status=422 if form.is_bound else 200)


@require_safe
@allow("member.merge")
def to_correct(request: OrgRequest) -> HttpResponse:
    """List what waits to be put right, and what was decided lately."""
    rows = Correction.objects.filter(member__in=Member.objects.read_by(request))
    rows = rows.select_related("member", "asked_by", "decided_by")
    context = {"waiting": rows.filter(done=None), "decided": rows.exclude(done=None)[:DECIDED]}
    return render(request, "members/rights/to_correct.html", context)


@require_POST
@allow("member.merge")
def decide(request: OrgRequest, pk: UUID) -> HttpResponse:
    """Keep that it was put right, or why it stays."""
    about = Member.objects.read_by(request)
    correction = get_object_or_404(Correction.objects.select_related("member"), pk=pk, member__in=about)
    form = DecisionForm(request.POST)
    if not form.is_valid():
        messages.error(request, " ".join(str(error) for errors in form.errors.values() for error in errors))
    elif not corrections.decide(correction, **form.cleaned_data, by=request.member):
        messages.info(request, _("A colleague decided this just now."))
    return redirect("members:to_correct", request.organization.slug)


def _person_or_404(request: OrgRequest, pk: UUID) -> Member:
    """Find somebody of whom one may ask, put away or not."""
    member: Member = get_object_or_404(Member.objects.read_by(request), pk=pk)
    return member


def _own_or_404(request: OrgRequest, pk: UUID) -> RightsFile:
    """A file is for who asked for it; to others it is not there."""
    found = RightsFile.objects.select_related("member", "asked_by")
    made: RightsFile = get_object_or_404(found, pk=pk, asked_by=request.member)
    return made
