"""Taking somebody out of every list, who was, and bringing them back."""

from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.db import models
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from audit import reads
from members import search
from members.archiving import actions
from members.archiving.forms import ArchiveForm, ChosenForm
from members.models import Member
from members.models.person import MemberQuerySet
from members.requests import OrgRequest
from organizations.access import allow

PER_PAGE = 50


@require_http_methods(["GET", "HEAD", "POST"])
@allow("member.archive")
def archive(request: OrgRequest, pk: UUID) -> HttpResponse:
    """Say what happens, then take somebody out of every list; the message can undo it."""
    member = get_object_or_404(Member.objects.people().visible_to(request), pk=pk)
    form = ArchiveForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            actions.archive(member, by=request.member, because=form.cleaned_data["because"])
        except actions.NotNow as why:
            form.add_error(None, str(why))
        else:
            undo = reverse("members:bring_back", args=[request.organization.slug, pk])
            messages.success(request, _("Archived: %s.") % member, extra_tags=undo)
            return HttpResponseRedirect(reverse("members:list", args=[request.organization.slug]), status=303)
    context = {"form": form, "member": member, "why_not": "" if form.is_bound else actions.why_not(member)}
    return render(request, "members/archive.html", context, status=422 if form.is_bound else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@allow("member.archive")
def archived(request: OrgRequest) -> HttpResponse:
    """List who was archived, the latest first. Words to find somebody by are sent, and stand in no address."""
    address = reverse("members:archived", args=[request.organization.slug])
    if request.method == "POST":
        words = request.POST.get("words", "").strip()
        asked = f"?{urlencode({'search': search.remember(request.session, words)})}" if words else ""
        return HttpResponseRedirect(address + asked, status=303)
    words = search.recall(request.session, request.GET.get("search", ""))
    people = _archived(request)
    found = search.find(people, words) if words else people
    rows = found.select_related("archived_by").order_by("-archived_at", "sorted_as", "pk")
    page = Paginator(rows.fetch_mode(models.FETCH_RAISE), PER_PAGE).get_page(request.GET.get("page"))
    reads.note(request, "member.view", n=len(page.object_list))
    return render(request, "members/archived.html", {"page": page, "words": words})


@require_POST
@allow("member.archive")
def bring_back(request: OrgRequest, pk: UUID) -> HttpResponse:
    """Let somebody stand in every list again."""
    member = get_object_or_404(_archived(request) | Member.objects.people().visible_to(request), pk=pk)
    if actions.bring_back(member, by=request.member):
        messages.success(request, _("%s is back, as before.") % member)
    else:
        messages.info(request, _("%s is in every list already.") % member)
    return HttpResponseRedirect(reverse("members:detail", args=[request.organization.slug, pk]), status=303)


@require_POST
@allow("member.archive")
def bring_back_chosen(request: OrgRequest) -> HttpResponse:
    """Bring several back at once."""
    form = ChosenForm(request.POST, people=_archived(request))
    if form.is_valid():
        n = len(actions.bring_back_all([member.pk for member in form.cleaned_data["person"]], by=request.member))
        messages.success(request, ngettext("%d person is back, as before.", "%d people are back, as before.", n) % n)
    else:
        messages.info(request, _("Nobody was brought back. Tick who is to come back."))
    return HttpResponseRedirect(reverse("members:archived", args=[request.organization.slug]), status=303)


def _archived(request: OrgRequest) -> MemberQuerySet:
    people: MemberQuerySet = Member.objects.archived().visible_to(request)
    return people
