"""Pages on which people decide what rules propose."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from audit import reads
from ladders.actions import AssessmentRefused
from ladders.models import Ladder, Place, Proposal, QuietRound
from ladders.proposing import deciding, looking, page
from ladders.proposing.forms import AcceptForm, AllForm, DismissForm
from members.requests import OrgRequest
from organizations.access import allow
from organizations.permissions import PERMISSIONS, Scope

PAGE = "ladders:proposals"


@require_safe
@allow("proposal.decide")
def proposals(request: OrgRequest, pk: UUID) -> HttpResponse:
    """Show who is proposed for what, and why; a ladder that was put away leads to the one in use."""
    ladders = list(Ladder.objects.in_use().prefetch_related("levels"))
    ladder = next((each for each in ladders if each.pk == pk), None)
    if ladder is None:
        get_object_or_404(Ladder, pk=pk)
        messages.info(request, _("That ladder was put away: nobody is proposed on it any more."))
        return redirect("ladders:default_proposals", request.organization.slug)
    context = page.context(request, ladders, ladder)
    reads.note(request, "member.view", n=len(context["page"].object_list))
    return render(request, "ladders/proposals.html", context)


@require_safe
@allow("proposal.decide")
def default_proposals(request: OrgRequest) -> HttpResponse:
    """Lead to the ladder that is asked for, or to the one that pages are about when none is named."""
    ladders = {str(ladder.pk): ladder for ladder in Ladder.objects.in_use()}
    default = next((ladder for ladder in ladders.values() if ladder.is_default), None)
    if (ladder := ladders.get(request.GET.get("ladder", ""), default)) is None:
        raise Http404
    return redirect(PAGE, request.organization.slug, ladder.pk)


@require_POST
@allow("proposal.decide")
def look_now(request: OrgRequest, pk: UUID) -> HttpResponse:
    """Ask the rules now instead of at night."""
    ladder = get_object_or_404(Ladder.objects.in_use(), pk=pk)
    n_before = page.open_ones(request, ladder).count()
    looking.look_on(ladder)
    n = page.open_ones(request, ladder).count()
    if n == n_before:
        messages.info(request, _("The rules have looked. There is nothing new."))
    else:
        said = ngettext(
            "The rules have looked. %(n)d proposal waits now.", "The rules have looked. %(n)d proposals wait now.", n
        )
        messages.success(request, said % {"n": n})
    return redirect(PAGE, request.organization.slug, pk)


@require_http_methods(["GET", "HEAD", "POST"])
@allow("proposal.decide")
def accept(request: OrgRequest, pk: UUID) -> HttpResponse:
    """Ask what was seen, and place somebody where a rule proposes."""
    proposal = _proposal_or_404(request, pk)
    form = AcceptForm(request.POST if request.method == "POST" else None, is_quiet=proposal.place == Place.QUIET)
    if form.is_valid():
        try:
            made = deciding.accept(proposal, evidence=form.cleaned_data["evidence"], by=request.member)
        except AssessmentRefused as refusal:
            form.add_error("evidence" if refusal.field == "evidence" else None, str(refusal))
        except deciding.Decided as settled:
            return _settled(request, proposal, settled)
        else:
            messages.success(request, _waits(proposal) if made.waits else _("Kept: %s.") % proposal.member)
            return redirect(PAGE, request.organization.slug, proposal.ladder_id)
    return _ask(request, "ladders/proposal_accept.html", proposal, form)


@require_http_methods(["GET", "HEAD", "POST"])
@allow("proposal.decide")
def dismiss(request: OrgRequest, pk: UUID) -> HttpResponse:
    """Ask why somebody stays where they are."""
    proposal = _proposal_or_404(request, pk)
    form = DismissForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            deciding.dismiss(proposal, because=form.cleaned_data["because"], by=request.member)
        except deciding.Decided as settled:
            return _settled(request, proposal, settled)
        messages.success(request, _("Dismissed. It is not proposed again until something new happens."))
        return redirect(PAGE, request.organization.slug, proposal.ladder_id)
    return _ask(request, "ladders/proposal_dismiss.html", proposal, form)


@require_http_methods(["GET", "HEAD", "POST"])
@allow("proposal.decide")
def accept_quiet(request: OrgRequest, pk: UUID) -> HttpResponse:
    """Name how many are proposed as gone quiet, and accept all of them at once."""
    ladder = get_object_or_404(Ladder.objects.in_use(), pk=pk)
    people = page.people(request, ladder)
    form = AllForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            made = deciding.accept_all_quiet(ladder, people, expected=form.cleaned_data["expected"], by=request.member)
        except deciding.Decided as changed:
            form.add_error(None, str(changed))
        else:
            undo = reverse("ladders:take_back_quiet", args=[request.organization.slug, made.pk])
            messages.success(request, _quiet_now(made), extra_tags=undo)
            return redirect(PAGE, request.organization.slug, pk)
    found = deciding.quiet(ladder, people).select_related("member", "from_level").order_by("member__sorted_as", "pk")
    named = [{"proposal": each, "reason": page.reason(request, each)} for each in found[:60]]
    reads.note(request, "member.view", n=len(named))
    context = {"ladder": ladder, "form": form, "n": found.count(), "named": named}
    return render(request, "ladders/proposals_quiet.html", context, status=422 if form.errors else 200)


@require_POST
@allow("proposal.decide")
def take_back_quiet(request: OrgRequest, pk: UUID) -> HttpResponse:
    """Take back everything that was accepted in one go; organizers only what they accepted."""
    rounds = QuietRound.objects.select_related("ladder")
    if PERMISSIONS["assessment.void"].scope(request.roles) is not Scope.ALL:
        rounds = rounds.filter(by=request.member)
    quiet_round = get_object_or_404(rounds, pk=pk)
    try:
        n = deciding.take_back(quiet_round, by=request.member)
    except deciding.Decided as late:
        messages.error(request, str(late))
    else:
        said = ngettext(
            "Taken back for %(n)d person, who stands where they stood.",
            "Taken back for %(n)d people, who stand where they stood.",
            n,
        )
        messages.success(request, said % {"n": n})
    return redirect(PAGE, request.organization.slug, quiet_round.ladder_id)


def _proposal_or_404(request: OrgRequest, pk: UUID) -> Proposal:
    """Return a proposal about somebody whom this person decides on."""
    found = Proposal.objects.select_related("member", "ladder", "level", "from_level", "rule")
    proposal: Proposal = get_object_or_404(found.prefetch_related("ladder__levels", "level__signs"), pk=pk)
    if not page.people(request, proposal.ladder).filter(pk=proposal.member_id).exists():
        raise Http404
    return proposal


def _ask(request: OrgRequest, template: str, proposal: Proposal, form: AcceptForm | DismissForm) -> HttpResponse:
    if proposal.state != Proposal.State.OPEN:
        return _settled(request, proposal, deciding.Decided(deciding.SETTLED))
    reads.note(request, "member.view", of=proposal.member_id)
    n_levels = sum(not level.retired_at for level in proposal.ladder.levels.all())
    context = {"proposal": proposal, "reason": page.reason(request, proposal), "form": form, "n_levels": n_levels}
    return render(request, template, context, status=422 if form.errors else 200)


def _settled(request: OrgRequest, proposal: Proposal, why: deciding.Decided) -> HttpResponse:
    messages.error(request, str(why))
    return redirect(PAGE, request.organization.slug, proposal.ladder_id)


def _waits(proposal: Proposal) -> str:
    return _("Kept. %s’s new level counts once a second person agrees.") % proposal.member


def _quiet_now(made: QuietRound) -> str:
    said = ngettext("%(n)d person is marked as gone quiet.", "%(n)d people are marked as gone quiet.", made.n_people)
    return said % {"n": made.n_people}
