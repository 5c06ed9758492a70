"""Pages on which a member's own words are written down."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from ladders.models import Ladder, OwnWord
from ladders.own_words import actions
from ladders.own_words.forms import OwnWordForm
from members.models import Member
from members.requests import OrgRequest
from organizations.access import allow


@require_http_methods(["GET", "HEAD", "POST"])
@allow("assessment.make")
def own_word(request: OrgRequest, pk: UUID, member: UUID) -> HttpResponse:
    """Ask what somebody said of their own place."""
    ladder = get_object_or_404(Ladder.objects.in_use(), pk=pk)
    person = get_object_or_404(Member.objects.opened_by(request), pk=member)
    sent = request.POST if request.method == "POST" else None
    form = OwnWordForm(sent, ladder=ladder, today=request.organization.today())
    if form.is_valid():
        actions.write_down(person, ladder=ladder, by=request.member, **form.cleaned_data)
        messages.success(request, _("Kept, in their own words. It stands beside their path and moves nobody."))
        return redirect("members:detail", request.organization.slug, person.pk)
    context = {"form": form, "ladder": ladder, "member": person}
    return render(request, "ladders/own_word.html", context, status=422 if form.errors else 200)


@require_POST
@allow("assessment.make")
def take_away(request: OrgRequest, pk: UUID) -> HttpResponse:
    """Take words away that were written down by mistake; the message brings them back."""
    word = _one(request, pk)
    if actions.set_aside(word, by=request.member):
        undo = reverse("ladders:own_word_back", args=[request.organization.slug, pk])
        messages.success(request, _("Taken away."), extra_tags=undo)
    return redirect("members:detail", request.organization.slug, word.member_id)


@require_POST
@allow("assessment.make")
def bring_back(request: OrgRequest, pk: UUID) -> HttpResponse:
    """Bring back what was taken away."""
    word = _one(request, pk)
    if actions.set_aside(word, by=request.member, back=True):
        messages.success(request, _("It is back, as before."))
    return redirect("members:detail", request.organization.slug, word.member_id)


def _one(request: OrgRequest, pk: UUID) -> OwnWord:
    return get_object_or_404(OwnWord, member__in=Member.objects.opened_by(request), pk=pk)
