"""Changing many people: the page that asks how, what came of it, stopping and undoing."""

from collections.abc import Callable
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from django.views.decorators.vary import vary_on_headers

from members import choosing, pages, state
from members.bulk import actions, jobs
from members.bulk.forms import DoingForm
from members.bulk.registry import Doing, doings, elsewhere
from members.listing import Listing
from members.models import ChangeSet, Member
from members.requests import OrgRequest
from members.views import duplicates, exports
from members.views.jobs import STOP_POLLING
from organizations.access import allow, may, who_may
from organizations.fragments import fragment
from organizations.permissions import row_of

_ELSEWHERE = {"export": exports.new, "merge": duplicates.merge_picked}


@require_http_methods(["GET", "HEAD", "POST"])
@allow("member.bulk_edit")
def change(request: OrgRequest) -> HttpResponse:
    """Say what will happen to how many, and do it; a first POST brings who is ticked on the list, and what to do."""
    if go_on := _elsewhere(request.POST.get("do", "")):
        # Each has a right of its own, which it asks for.
        return go_on(request)
    doing, listing = _doing(request), Listing(request)
    chosen, address = choosing.of_request(listing), _list(request, listing)
    if doing is None or chosen is None:
        messages.info(request, _("Tick somebody first, or everyone who matches, and choose what to do."))
        return HttpResponseRedirect(address, status=303)
    n = chosen.people(request).order_by().count()
    sure = "sure" in request.POST
    form = doing.form(request, request.POST if sure else None, request.POST or request.GET)
    if form.is_valid() and not _is_another_number(request, form, n):
        made = actions.change(doing, chosen, wanted=form.wanted(), n=n, request=request)
        return _done(request, made, address)
    context = {"doing": doing, "form": form, "n": n, "picked": chosen.picks, "back": address}
    context["misread"] = listing.state.misread and chosen.picks is None
    return render(request, "members/bulk/change.html", context, status=422 if sure else 200)


@require_safe
@allow("member.bulk_edit")
def bar(request: OrgRequest) -> HttpResponse:
    """Offer what can be done to people of the list: asked for by the list once it is there."""
    listing = Listing(request)
    return render(request, "members/bulk/bar.html", pages.bar(listing, state.query(request, listing.state)))


@require_safe
@allow("member.bulk_edit")
@vary_on_headers("HX-Request", "HX-Target")
def done(request: OrgRequest, pk: UUID) -> HttpResponse:
    """Show how far one's own change of many is, what came of it, and its undo."""
    made = _own_or_404(request, pk)
    people = Member.objects.people().visible_to(request).filter(pk__in=made.asked.get("left", [])).by_name()
    context = {"made": made, "job": jobs.as_job(request, made), "may_undo": jobs.may_undo(made), "left": people}
    template = fragment(request, "members/bulk/done.html", "change")
    ended = template.endswith("#change") and not made.goes_on
    return render(request, template, context, status=STOP_POLLING if ended else 200)


@require_POST
@allow("member.bulk_edit")
def stop(request: OrgRequest, pk: UUID) -> HttpResponse:
    """Go on with nobody else."""
    if not actions.stop(_own_or_404(request, pk), by=request.member):
        messages.info(request, _("There was nothing to stop any more."))
    return redirect("members:bulk_done", request.organization.slug, pk)


@require_POST
@allow("member.bulk_edit")
def undo(request: OrgRequest, pk: UUID) -> HttpResponse:
    """Put back what stood there, wherever nobody changed it since."""
    if not actions.undo(_own_or_404(request, pk), by=request.member):
        messages.info(request, _("There was nothing to undo any more."))
    return redirect("members:bulk_done", request.organization.slug, pk)


def _done(request: OrgRequest, made: ChangeSet, address: str) -> HttpResponse:
    """Go back to the list with an undo where it is done, else to the page that tells how far it is."""
    if made.status != ChangeSet.Status.DONE:
        return redirect("members:bulk_done", request.organization.slug, made.pk)
    back = reverse("members:bulk_undo", args=[request.organization.slug, made.pk]) if jobs.may_undo(made) else ""
    messages.success(request, f"{jobs.title(made)}. {jobs.sentence(made)}", extra_tags=back)
    return HttpResponseRedirect(address, status=303)


def _is_another_number(request: OrgRequest, form: DoingForm, n: int) -> bool:
    """Refuse when the list is about more or fewer people than the page said."""
    said = request.POST.get("n", "")
    if not n:
        form.add_error(None, _("There is nobody to change."))
    elif said != str(n):
        then = f"{int(said):,}" if said.isdecimal() else "?"
        sentence = _("The list has changed meanwhile: it was about %(then)s people, and is about %(now)s now.")
        form.add_error(None, sentence % {"then": then, "now": f"{n:,}"})
    return bool(form.errors)


def _list(request: OrgRequest, listing: Listing) -> str:
    asked = state.query(request, listing.state)
    return reverse("members:list", args=[request.organization.slug]) + (f"?{asked}" if asked else "")


def _doing(request: OrgRequest) -> Doing | None:
    """Return what is to be done; None when nothing of that name is. Raises PermissionDenied."""
    doing = doings.get(request.POST.get("do") or request.GET.get("do", ""))
    if doing and not may(request, doing.action):
        raise PermissionDenied(who_may(row_of(doing.action)))
    return doing


def _elsewhere(name: str) -> Callable[[OrgRequest], HttpResponse] | None:
    return _ELSEWHERE.get(name) or (elsewhere[name].view if name in elsewhere else None)


def _own_or_404(request: OrgRequest, pk: UUID) -> ChangeSet:
    own = ChangeSet.objects.filter(kind=ChangeSet.Kind.BULK, by=request.member).select_related("by")
    made: ChangeSet = get_object_or_404(own, pk=pk)
    return made
