"""Who may be here twice: the page, the look over everyone, and what a person says of a group."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from django.views.decorators.vary import vary_on_headers

from audit import reads
from members.about import About, of_people
from members.duplicates import by_hand, finding, page, verdicts
from members.merging import actions
from members.merging.forms import MergeForm
from members.models import DifferentPeople, DuplicateGroup, DuplicateRun, Member, MergeRecord
from members.requests import OrgRequest
from members.views.jobs import STOP_POLLING
from organizations.access import allow
from organizations.fragments import fragment


@require_safe
@allow("member.merge")
def duplicates(request: OrgRequest) -> HttpResponse:
    """Show groups that may be one person, best first; or who shares a phone, or who was said to be different."""
    context = page.context(request)
    reads.note(request, "member.view", n=max(len(context["page"].object_list), 1))
    return render(request, "members/duplicates.html", context)


@require_safe
@allow("member.merge")
@vary_on_headers("HX-Request", "HX-Target")
def progress(request: OrgRequest) -> HttpResponse:
    """Say how far the look over everyone is; the page asks again until it has ended."""
    context = page.progress(DuplicateRun.objects.first())
    template = fragment(request, "members/duplicates_run.html", "run")
    ended = template.endswith("#run") and not context["goes_on"]
    return render(request, template, context, status=STOP_POLLING if ended else 200)


@require_POST
@allow("member.merge")
def look(request: OrgRequest) -> HttpResponse:
    """Look over everyone again, in the background."""
    finding.ask(by=request.member)
    return _to_list(request)


@require_http_methods(["GET", "HEAD", "POST"])
@allow("member.merge")
def group(request: OrgRequest, pk: UUID) -> HttpResponse:
    """Show the people of a group side by side, and put together those who are one."""
    found = get_object_or_404(page.live(), pk=pk, kind=DuplicateGroup.Kind.SAME)
    abouts = _abouts(found, request)
    form = MergeForm(request.POST if request.method == "POST" else None, abouts)
    if form.is_valid() and (records := _merge(request, form)):
        return _done(request, records)
    reads.note(request, "member.view", n=len(abouts))
    return render(request, "members/merge.html", {"form": form, "group": found}, status=422 if form.is_bound else 200)


@require_POST
@allow("member.merge")
def merge_picked(request: OrgRequest) -> HttpResponse:
    """Put a few people of the list side by side, to see whether they are one."""
    picks = _uuids(request, "pick")
    people = list(Member.objects.people().filter(pk__in=picks).by_name()[: by_hand.MOST + 1])
    if not 2 <= len(people) <= by_hand.MOST:  # noqa: PLR2004 - one alone is nobody's double
        messages.info(request, _("Select two people who may be one, or a few: up to %d.") % by_hand.MOST)
        return redirect("members:list", request.organization.slug)
    group = by_hand.side_by_side(people, by=request.member)
    return redirect("members:merge", request.organization.slug, group.pk)


@require_POST
@allow("member.merge")
def merge_chosen(request: OrgRequest) -> HttpResponse:
    """Put the people of several groups together, as their pages propose it."""
    records: list[MergeRecord] = []
    for found in page.live().filter(pk__in=_uuids(request), kind=DuplicateGroup.Kind.SAME):
        form = MergeForm(None, _abouts(found, request))
        form = MergeForm(form.proposed(), _abouts(found, request))
        if form.is_valid():
            records += _merge(request, form)
    if not records:
        messages.info(request, _("Nothing was put together. Tick the groups that are one person."))
        return _to_list(request)
    return _done(request, records)


@require_POST
@allow("member.merge")
def different(request: OrgRequest, pk: UUID) -> HttpResponse:
    """Remember that the people of a group are different, and propose them no more."""
    found = get_object_or_404(page.live(), pk=pk)
    people = [about.member for about in _abouts(found, request)]
    verdicts.say_different(people, by=request.member)
    found.delete()
    messages.success(request, _("Remembered: these are different people. They are not proposed again."))
    return _to_list(request)


@require_POST
@allow("member.merge")
def take_back(request: OrgRequest, pk: UUID) -> HttpResponse:
    """Forget that two are different people."""
    said = get_object_or_404(DifferentPeople.objects.select_related("low", "high"), pk=pk)
    verdicts.take_back_different(said.low, said.high, by=request.member)
    messages.success(request, _("Taken back. They may be proposed when everyone is looked over again."))
    address = reverse("members:duplicates", args=[request.organization.slug])
    return HttpResponseRedirect(f"{address}?show=different", status=303)


@require_POST
@allow("member.merge")
def apart(request: OrgRequest, pk: UUID) -> HttpResponse:
    """Take two people apart that were put together."""
    record = get_object_or_404(MergeRecord.objects.select_related("survivor", "merged"), pk=pk)
    try:
        back = actions.unmerge(record, by=request.member)
    except actions.NotNow as why:
        messages.error(request, str(why))
        return _to_person(request, record.survivor_id)
    messages.success(request, _("Taken apart: %s has a page of their own again.") % back)
    return _to_person(request, back.pk)


def _merge(request: OrgRequest, form: MergeForm) -> list[MergeRecord]:
    """Put away everyone who was ticked; nobody, with the reason told, when one of them cannot be."""
    try:
        return actions.merge_all(form.survivor(), form.put_away(), by=request.member)
    except actions.NotNow as why:
        form.add_error(None, str(why))
        messages.error(request, str(why))
        return []


def _done(request: OrgRequest, records: list[MergeRecord]) -> HttpResponse:
    """Tell it; what was one merge can be undone from the message, several one by one from the person's page."""
    slug, first = request.organization.slug, records[0]
    undo = reverse("members:apart", args=[slug, first.pk]) if len(records) == 1 else ""
    n = len({record.survivor_id for record in records})
    said = ngettext("Put together. The page of %(name)s stays.", "Put together: %(n)d people.", n)
    messages.success(request, said % {"name": first.survivor, "n": n}, extra_tags=undo)
    return _to_list(request)


def _abouts(found: DuplicateGroup, request: OrgRequest) -> list[About]:
    return of_people(found.entries.values("member"), request)


def _uuids(request: OrgRequest, name: str = "group") -> list[UUID]:
    found = []
    for word in request.POST.getlist(name):
        try:
            found.append(UUID(word))
        except ValueError:
            continue
    return found


def _to_list(request: OrgRequest) -> HttpResponse:
    return HttpResponseRedirect(reverse("members:duplicates", args=[request.organization.slug]), status=303)


def _to_person(request: OrgRequest, pk: UUID) -> HttpResponse:
    return HttpResponseRedirect(reverse("members:detail", args=[request.organization.slug, pk]), status=303)
